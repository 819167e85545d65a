import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { columnsOf } from '../json-lines/flatten.ts'
import { recogniseRecords } from '../json-lines/recognise.ts'
import { jsonSql, plainValues } from '../shared/json-values.ts'
import { renameProgram } from '../shared/rename-program.ts'
import {
  type ByteString,
  type HashKey,
  type LineProgram,
  type PlainReading,
  type Recognition,
  type SourceKind,
  SourceProblem,
} from '../source-kind.ts'

type Json = Readonly<Record<string, unknown>>

/** What stores of logs (Loki, CloudWatch, Elastic, Google, journald) call the line that somebody else wrote. */
const LINE = /(?:^|_)(?:line|message|msg|log|text_payload|content|body|text|event|raw)$/
/** This share of the records has a line of the format inside. */
const LEAST = 0.9
/** The place of a time that is put before the line, where that has none. */
const OWN_TIME = '-'

/** A line of another source that a store of logs keeps as one member of a JSON object. The plan's format is that member, the member of the time or `-`, the id of the source inside, and its format. */
export const jsonEnvelopeOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'json-envelope',
  title: 'Any source inside JSON',
  description: 'Lines of another source, each a member of a JSON object, as stores of logs give them out.',
  generic: true,
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const written = lines.filter((line) => line.trim() !== '')
  const records = written.map(objectIn).filter((record) => record !== null)
  if (records.length === 0 || records.length < LEAST * written.length) return null
  const outer = recogniseRecords(records, undefined)
  if (outer === null || (outer.fields.url ?? outer.fields.path ?? outer.fields.method) !== undefined) return null
  const { format: _format, kind: _kind, ...declared } = config ?? { match: '' }
  const time = outer.fields.time?.from ?? OWN_TIME
  for (const { from, words, values: texts } of columnsOf(records)) {
    const values = texts.map((text) => text.replace(/\n+$/, ''))
    if (!LINE.test(words) || from.includes(' ') || values.length < LEAST * written.length) continue
    const times = columnsOf(records).find((column) => column.from === time)?.values ?? []
    for (const before of times.length === values.length ? [OWN_TIME, time] : [OWN_TIME]) {
      const messages = values.map((text, i) => (before === OWN_TIME ? text : timed(text, times[i] ?? '')))
      const found = best(inner, messages, declared)
      if (found === null || Object.keys(found.recognition.fields).length <= Object.keys(outer.fields).length) continue
      return {
        ...found.recognition,
        /** Of the objects: what is left of them without their lines is a time. */
        confidence: values.length / written.length,
        format: `${from} ${before} ${found.kind.id} ${found.recognition.format}`,
      }
    }
  }
  return null
}

const objectIn = (line: string): Json | null => {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}

const best = (
  inner: readonly SourceKind[],
  messages: readonly string[],
  config: SourceConfig,
): { readonly kind: SourceKind; readonly recognition: Recognition } | null => {
  let found: { readonly kind: SourceKind; readonly recognition: Recognition } | null = null
  for (const kind of inner) {
    const recognition = tried(kind, messages, config)
    if (recognition !== null && recognition.confidence > (found?.recognition.confidence ?? 0))
      found = { kind, recognition }
  }
  return found !== null && found.recognition.confidence >= LEAST ? found : null
}

const tried = (kind: SourceKind, messages: readonly string[], config: SourceConfig): Recognition | null => {
  try {
    return kind.recognise(messages, config)
  } catch (error) {
    if (error instanceof SourceProblem) return null
    throw error
  }
}

const TIME_MEMBER = '{"envelope_time":"'

/** The line with the time that stood beside it: a member more of an object, else a word before it. */
const timed = (line: string, time: string): string =>
  line.startsWith('{') ? `${TIME_MEMBER}${time}",${line.slice(1)}` : `${time} ${line}`

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [line = '', time = OWN_TIME, id = '', ...format] = plan.format.split(' ')
  const kind = inner.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`no such kind of source: ${id}`)
  return { line, time, kind, innerPlan: { ...plan, kind: id, format: format.join(' ') } }
}

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { line, time, kind, innerPlan } = parted(inner, plan)
  const json = jsonSql(time === OWN_TIME ? [line] : [line, time])
  const text = json.value(line)
  const at = json.value(time)
  const whole =
    time === OWN_TIME
      ? text
      : sql`if(startsWith(${text}, '{'), concat(${TIME_MEMBER}, ${at}, '",', substring(${text}, 2)), concat(${at}, ' ', ${text}))`
  const program = renameProgram(kind.compile(innerPlan, key), 'envelope_line', 'inner_')
  return {
    ...program,
    definitions: [
      ...json.definitions,
      { name: 'envelope_line', expression: sql`trim(TRAILING '\\n' FROM ${whole})` },
      ...program.definitions,
    ],
    reject: sql`if(NOT ${json.isObject}, 'not-this-format', ${program.reject})`,
  }
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { line: from, time, kind, innerPlan } = parted(inner, plan)
  const value = plainValues(line)
  if (value === null) return { reject: 'not-this-format' }
  const whole = time === OWN_TIME ? value(from) : timed(value(from), value(time))
  return kind.read(whole.replace(/\n+$/, ''), innerPlan)
}
