import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { ADDRESS } from '../json-lines/vocabulary.ts'
import { compileFlat, readFlat, recogniseFlat } from '../shared/flat-source.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import { isLeading, LEADING, ledDefinitions, ledLine, MESSAGE } from './lead.ts'
import { PAIR_STYLES, type PairStyle, pairStyleOf } from './pair-styles.ts'

/** The plan's format says what stands between pairs: '' for a space, else the id of a `PairStyle`. */
export const logfmt: SourceKind = {
  id: 'logfmt',
  title: 'logfmt, and pairs between other marks',
  description:
    'One record a line, `name=value` pairs between spaces, values in quotes where they hold spaces; between commas, semicolons, bars, tabs or carets; unquoted as in CEF; or labels as in LTSV.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compile(plan, key),
  read: (line, plan) => read(line, plan),
}

const utf8 = (name: string): string => Buffer.from(name).toString('latin1')
const isLed = (plan: SourcePlan): boolean =>
  Object.values(plan.fields).some(({ from }) => from === LEADING || from === MESSAGE)

const compile = (plan: SourcePlan, key: HashKey): LineProgram => {
  const style = pairStyleOf(plan.format)
  const line = sql`trim(TRAILING '\\r' FROM line)`
  const led = isLed(plan)
  const value = (name: string): Sql => {
    if (led && name === LEADING) return sql`lead_time`
    return led && name === MESSAGE ? sql`lead_message` : style.value(sql`pairs`, name)
  }
  return compileFlat(plan, key, {
    definitions: [
      ...(led ? ledDefinitions(line) : []),
      { name: 'pairs', expression: style.pairs(led ? sql`lead_pairs` : line) },
    ],
    value,
    rejects: [{ when: sql`NOT arrayExists(x -> position(x, '=') > 1, pairs)`, reason: 'not-this-format' }],
  })
}

const read = (line: ByteString, plan: SourcePlan): PlainReading => {
  const style = pairStyleOf(plan.format)
  const bare = line.replace(/\r+$/, '')
  const led = isLed(plan) ? ledLine(bare) : { time: '', message: '', pairs: bare }
  const pairs = style.plainPairs(led.pairs)
  return readFlat(line, plan, {
    value: (name) => {
      if (isLed(plan) && name === LEADING) return led.time
      return isLed(plan) && name === MESSAGE ? led.message : style.plainValue(pairs, utf8(name))
    },
    reject: pairs.some((pair) => pair.indexOf('=') > 0) ? '' : 'not-this-format',
  })
}

const NAME = /^[\p{L}_@][\p{L}\p{N}_.@/:-]*=/u
const FEWEST = 3

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line)).map((line) => line.replace(/\r$/, ''))
  let best: Recognition | null = null
  for (const style of PAIR_STYLES) {
    const found = recogniseIn(style, written, config)
    if (found === null || (best !== null && fieldsIn(found) <= fieldsIn(best))) continue
    best = found
  }
  return best
}

const fieldsIn = (found: Recognition): number => found.confidence * Object.keys(found.fields).length

const recogniseIn = (
  style: PairStyle,
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const records = lines.map((line) => recordOf(style, line)).filter((record) => record !== null)
  if (records.length === 0) return null
  const recognition = recogniseFlat(records, config)
  if (recognition === null || Object.keys(recognition.fields).length < 2) return null
  const { fields } = recognition
  return {
    ...recognition,
    fields: style.id === 'ltsv' ? clientByHost(fields, records) : fields,
    confidence: (tellsWhat(recognition) ? 1 : FOUND_IN_WORDS) * (records.length / lines.length),
    format: style.id,
  }
}

/** Pairs without a request, beside words that may hold it, are a part of the line: a format that reads all of it says more. */
const FOUND_IN_WORDS = 0.8
const WHAT: readonly EventField[] = ['request', 'url', 'path', 'method', 'status', 'action', 'outcome']
const tellsWhat = ({ log, fields }: Recognition): boolean =>
  log !== 'access' || WHAT.some((field) => fields[field] !== undefined)

/** The `host` of LTSV is who asks; the one asked is `vhost`. */
const clientByHost = (
  fields: Recognition['fields'],
  records: readonly Readonly<Record<string, string>>[],
): Recognition['fields'] => {
  const addresses = (name: string): number => records.filter((record) => ADDRESS.test(record[name] ?? '')).length
  if (addresses('host') < 0.5 * records.length || 2 * addresses(fields.src_ip?.from ?? '') >= addresses('host')) return fields // biome-ignore format: one condition
  const { host, ...others } = fields
  return {
    ...others,
    src_ip: { from: 'host', how: 'recognised' },
    ...(host !== undefined && host.from !== 'host' && { host }),
    ...(host?.from === 'host' && records.some((record) => (record['vhost'] ?? '') !== '') && { host: { from: 'vhost', how: 'recognised' } as const }), // biome-ignore format: one condition
  }
}

/** Pairs by name, what stands before them too; null where anything in the line is no pair. */
const recordOf = (style: PairStyle, line: string): Readonly<Record<string, string>> | null => {
  const isTimed = isLeading(line.slice(0, Math.max(0, line.indexOf(' '))))
  const led = isTimed ? ledLine(line) : { time: '', message: '', pairs: line }
  const pairs = style.plainPairs(led.pairs).filter((pair) => pair !== '')
  if (pairs.length + Number(isTimed) < FEWEST || !pairs.every((pair) => NAME.test(pair))) return null
  if (style.id === '' && pairs.slice(0, -1).every((pair) => /[,;|]$/.test(pair))) return null
  const names = pairs.map((pair) => pair.slice(0, pair.indexOf('=')))
  return {
    ...(isTimed && { [LEADING]: led.time }),
    ...(led.message !== '' && { [MESSAGE]: led.message }),
    ...Object.fromEntries(names.map((name) => [name, style.plainValue(pairs, name)])),
  }
}
