import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { innerProgram, innerText, kindOf, timed, timedSql } from '../shared/inner-line.ts'
import { jsonSql, plainValues } from '../shared/json-values.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

const TIME = '__REALTIME_TIMESTAMP'
const HOST = '_HOSTNAME'
const PROGRAM = 'SYSLOG_IDENTIFIER | _COMM'
const MESSAGE = 'MESSAGE'
const MEMBERS = [TIME, HOST, PROGRAM, MESSAGE]

/** A record of systemd's journal as the line that the same programs write to syslog. The plan's format is the id of the source that reads it, and its format. */
export const journalOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'journal',
  title: 'systemd journal, JSON',
  description: 'Log-ins to a host from `journalctl -o json`, or from an export of the journal.',
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

/** Where a web server or an application writes to the same journal, a host's log-ins are not all of it. */
const REQUEST = / HTTP\/\d|\\"(?:method|path|url|uri)\\"/

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const written = lines.filter((line) => line.trim() !== '')
  const records = written.filter((line) => line.includes(`"${TIME}"`)).flatMap((line) => lineOf(line) ?? [])
  if (records.length === 0 || records.length < 0.5 * written.length) return null
  const { format: _format, kind: _kind, ...declared } = config ?? { match: '' }
  for (const kind of inner) {
    const found = kind.recognise(records, declared)
    if (found === null) continue
    const sure = written.some((line) => REQUEST.test(line)) ? found.confidence : 1
    return { ...found, confidence: (sure * records.length) / written.length, format: `${kind.id} ${found.format}` }
  }
  return null
}

const lineOf = (line: ByteString): string | null => {
  const value = plainValues(Buffer.from(line).toString('latin1'))
  return value === null ? null : Buffer.from(asLine(value), 'latin1').toString('utf8')
}

const asLine = (value: (from: string) => ByteString): ByteString =>
  innerText(timed(`${value(HOST)} ${value(PROGRAM)}: ${value(MESSAGE)}`, value(TIME)))

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [id = '', ...format] = plan.format.split(' ')
  return { kind: kindOf(inner, id), innerPlan: { ...plan, kind: id, format: format.join(' ') } }
}

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { kind, innerPlan } = parted(inner, plan)
  const json = jsonSql(MEMBERS)
  const said = sql`concat(${json.value(HOST)}, ' ', ${json.value(PROGRAM)}, ': ', ${json.value(MESSAGE)})`
  const program = innerProgram(kind, innerPlan, key, json.definitions, timedSql(said, json.value(TIME)))
  return { ...program, reject: sql`if(NOT ${json.isObject}, 'not-this-format', ${program.reject})` }
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { kind, innerPlan } = parted(inner, plan)
  const value = plainValues(line)
  return value === null ? { reject: 'not-this-format' } : kind.read(asLine(value), innerPlan)
}
