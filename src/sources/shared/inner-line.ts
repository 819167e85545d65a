import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { literal, type Sql, sql } from '../../engine/sql.ts'
import {
  type AboutFile,
  type Definitions,
  type HashKey,
  type LineProgram,
  type Recognition,
  type SourceKind,
  SourceProblem,
} from '../source-kind.ts'
import { plainTime } from './plain/plain-time.ts'
import { renameProgram } from './rename-program.ts'
import { timeOf } from './times.ts'

/** This share of the records has a line of the format inside. */
export const LEAST_INSIDE = 0.9

export interface Inside {
  readonly kind: SourceKind
  readonly recognition: Recognition
}

/** The source that reads nearly all of the lines inside something else; null where none does. What is declared of the format is of the outer one. */
export const bestInside = (
  inner: readonly SourceKind[],
  messages: readonly string[],
  config: SourceConfig | undefined,
  about?: AboutFile,
): Inside | null => {
  const { format: _format, kind: _kind, ...declared } = config ?? { match: '' }
  let found: Inside | null = null
  for (const kind of inner) {
    const recognition = tried(kind, messages, declared, about)
    if (recognition !== null && recognition.confidence > (found?.recognition.confidence ?? 0))
      found = { kind, recognition }
  }
  return found !== null && (isOfSentences(found) || found.recognition.confidence >= LEAST_INSIDE) ? found : null
}

/** Most of what an application says is no event. */
export const isOfSentences = ({ kind }: Inside): boolean => kind.id === 'prose'

const tried = (
  kind: SourceKind,
  messages: readonly string[],
  config: SourceConfig,
  about: AboutFile | undefined,
): Recognition | null => {
  try {
    return kind.recognise(messages, config, about)
  } catch (error) {
    if (error instanceof SourceProblem) return null
    throw error
  }
}

export const kindOf = (inner: readonly SourceKind[], id: string): SourceKind => {
  const kind = inner.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`no such kind of source: ${id}`)
  return kind
}

const TIME_MEMBER = '{"envelope_time":"'
const MESSAGE_MEMBER = '"envelope_message":"'

/** The line with the time that stood beside it, and the message: members more of an object, else words before it, the message in quotes. */
export const timed = (line: string, time: string, message = ''): string => {
  const when = isoOfEpoch(time)
  if (line.startsWith('{'))
    return `${TIME_MEMBER}${when}",${message === '' ? '' : `${MESSAGE_MEMBER}${message}",`}${line.slice(1)}`
  return `${when} ${message === '' ? '' : `"${message}" `}${line}`
}

export const timedSql = (line: Sql, time: Sql, message?: Sql): Sql => {
  const [member, words] =
    message === undefined
      ? [sql`''`, sql`''`]
      : [
          sql`if(${message} = '', '', concat(${MESSAGE_MEMBER}, ${message}, '",'))`,
          sql`if(${message} = '', '', concat('"', ${message}, '" '))`,
        ]
  const when = isoOfEpochSql(time)
  return sql`if(startsWith(${line}, '{'), concat(${TIME_MEMBER}, ${when}, '",', ${member}, substring(${line}, 2)), concat(${when}, ' ', ${words}, ${line}))`
}

/** Digits before a line are a time to nobody who reads it: seconds to nanoseconds since the epoch become ISO 8601. */
const EPOCH = '^(?:[0-9]{10}(?:[.][0-9]{1,9})?|[0-9]{13}|[0-9]{16}|[0-9]{19})$'

const isoOfEpoch = (time: string): string => {
  const micro = new RegExp(EPOCH).test(time) ? plainTime(time, 'epoch', 'UTC') : null
  if (micro === null) return time
  return `${new Date(Number(micro / 1_000_000n) * 1000).toISOString().slice(0, 19)}.${String(micro % 1_000_000n).padStart(6, '0')}Z`
}

const isoOfEpochSql = (time: Sql): Sql =>
  sql`if(match(${time}, ${literal(EPOCH)}), concat(replaceOne(toString(${timeOf(time, 'epoch', 'UTC')}), ' ', 'T'), 'Z'), ${time})`

/** The program of the source inside, over the line that `definitions` and `line` take out of the whole. */
export const innerProgram = (
  kind: SourceKind,
  plan: SourcePlan,
  key: HashKey,
  definitions: Definitions,
  line: Sql,
): LineProgram => {
  const program = renameProgram(kind.compile(plan, key), 'envelope_line', 'inner_')
  return {
    ...program,
    definitions: [
      ...definitions,
      { name: 'envelope_line', expression: sql`trim(TRAILING '\\n' FROM ${line})` },
      ...program.definitions,
    ],
  }
}

/** What `innerProgram` reads of a line, plainly. */
export const innerText = (line: string): string => line.replace(/\n+$/, '')
