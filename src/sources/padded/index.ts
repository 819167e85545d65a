import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { innerProgram, kindOf } from '../shared/inner-line.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

/** Lines whose columns are padded with spaces, read without them by another source. The plan's format is the id of that source, a space and its format. */
export const paddedOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'padded',
  title: 'Any source in padded columns',
  description: 'Lines of another source whose columns are padded with spaces, as Squid and consoles write them.',
  generic: true,
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

/** A column that is padded is padded in this share of the lines at least; spaces in what clients sent stand between quotes. */
const LEAST_PADDED = 0.1

/** A day of one digit is padded in this header only; what stands behind it is read where it is taken off. */
const SYSLOG = /^(?:<\d{1,3}>)?[A-Z][a-z]{2}  ?\d{1,2} \d\d:\d\d:\d\d /

const squeezed = (line: ByteString): ByteString =>
  line
    .split('"')
    .map((piece, i) => (i % 2 === 0 ? piece.replace(/ +/g, ' ') : piece))
    .join('"')
    .replace(/^ /, '')

/** Where all lines have the same gaps these are marks between values, and no padding. */
const gapsIn = (line: string): string =>
  (line.replace(/"[^"]*"/g, '').match(/ {2,}/g) ?? []).map(({ length }) => length).join(' ')

const squeezedSql = (line: Sql): Sql =>
  sql`trim(LEADING ' ' FROM arrayStringConcat(arrayMap((x, i) -> if(i % 2 = 1, replaceRegexpAll(x, ' +', ' '), x), splitByChar('"', ${line}), arrayEnumerate(splitByChar('"', ${line}))), '"'))`

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  if (config?.format !== undefined) return null
  const written = lines.filter((line) => !isBlank(line))
  const tight = written.map(squeezed)
  const padded = tight.filter((line, i) => line !== written[i]).length
  if (padded === 0 || padded < LEAST_PADDED * written.length || written.some((line) => SYSLOG.test(line))) return null
  if (new Set(written.map(gapsIn)).size === 1) return null
  let best: Recognition | null = null
  for (const kind of inner) {
    const found = kind.recognise(tight, config)
    if (found === null || found.confidence <= (best?.confidence ?? 0)) continue
    best = { ...found, format: `${kind.id} ${found.format}` }
  }
  return best
}

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [id = '', ...format] = plan.format.split(' ')
  return { kind: kindOf(inner, id), innerPlan: { ...plan, kind: id, format: format.join(' ') } }
}

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { kind, innerPlan } = parted(inner, plan)
  return innerProgram(kind, innerPlan, key, [], squeezedSql(sql`line`))
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { kind, innerPlan } = parted(inner, plan)
  return kind.read(squeezed(line), innerPlan)
}
