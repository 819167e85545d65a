import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { type Recognition, SourceProblem } from '../source-kind.ts'
import { tellsClients } from './behind-proxies.ts'
import { PATH_SESSION, sessionsIn } from './path-session.ts'
import { isBlank } from './plain/plain-event.ts'
import { cookieFrom, sessionCookies } from './w3c-cookies.ts'
import { targetIn } from './w3c.ts'
import { mostReading } from './w3c-layouts.ts'
import { cellsOf, chosen, FIELDS_LINE, type Layout, validCells, type W3cFormat } from './w3c-lines.ts'

/** The list, looked for where `proxies` is declared, and where all connections are of the company's own balancers. */
const FORWARDED = ['x-forwarded-for', 'X-Forwarded-For', 'cs(X-Forwarded-For)', 'cs-x-forwarded-for', 'x_forwarded_for']

/** IIS Advanced Logging; all other times are UTC by the specification. */
const LOCAL_TIME = 'date-local time-local'

/** One cookie, or what a session holds, as Tomcat names columns of their own. */
const COOKIE = /^x-[CS]\((?:[^()]*sess[^()]*|[^()]*[._]sid|sid)\)$/i

/** Event field ← W3C identifier, best first. */
const KNOWN: readonly (readonly [EventField, readonly string[]])[] = [
  ['src_ip', ['c-ip', 'x-client-ip', 'x-real-ip', 'cs(X-Real-IP)', ...FORWARDED]],
  ['method', ['cs-method']],
  ['url', ['cs-uri']],
  ['path', ['cs-uri-stem']],
  ['query', ['cs-uri-query']],
  ['host', ['x-host-header', 'cs-host', 'cs(Host)']],
  ['status', ['sc-status']],
  ['bytes', ['sc-bytes', 'bytes']],
  ['user_agent', ['cs(User-Agent)', 'cs-user-agent']],
  ['referrer', ['cs(Referer)', 'cs-referer', 'cs(Referrer)']],
  ['principal', ['cs-username', 'cs-auth-user']],
  ['token_kid', ['x-kid', 'x-jwt-kid', 'x-token-kid']],
  ['token_alg', ['x-alg', 'x-jwt-alg', 'x-token-alg']],
]

export const recogniseW3c = (
  format: W3cFormat,
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const rows = lines.filter((line) => !isBlank(line) && !line.startsWith('#'))
  const [how, texts] = listsOf(format, lines, config)
  const layouts = texts
    .map((text) => text.split(format.delimiter))
    .filter((fields) => how === 'declared' || format.owns(fields))
  const first = rows.slice(0, TRIED_BY)
  const reads = (layout: Layout): number =>
    first.filter((row) => validCells(cellsOf(row, format, [layout]), layout)).length
  const used =
    how === 'guessed' ? layouts.filter((layout) => reads(layout) > 0).slice(0, 1) : mostReading(layouts, reads)
  if (used.length === 0) return null
  const read = rows.filter((row) => chosen(row, format, used).length > 0)
  const fields = fieldsOf(used, config, how)
  /** Of the rows that have another column, too. */
  const valuesOf = (column: string, beside = column): readonly string[] =>
    read.flatMap((row) => {
      const cells = cellsOf(row, format, used)
      const layout = used.find((one) => one.length === cells.length && one.includes(column) && one.includes(beside))
      return layout === undefined ? [] : [cells[layout.indexOf(column)] ?? '']
    })
  const cookies = sessionCookies(used.flat(), valuesOf)
  const list = listOfClients(used, fields, valuesOf)
  if (list !== undefined) fields.forwarded ??= { from: list, how }
  const users = valuesOf(fields.principal?.from ?? '')
  if (fields.principal?.how !== 'declared' && users.length > 0 && users.every((name) => name === '-'))
    delete fields.principal
  if (fields.credential === undefined && cookies[0]?.named === true)
    fields.credential = { from: cookies[0].from, how: 'recognised' }
  const inPath = fields.credential === undefined ? sessionsIn(valuesOf(targetIn({ fields }))) : []
  if (inPath.length > 0) fields.credential = { from: PATH_SESSION, how: 'recognised' }
  if (fields.time === undefined || (read.length === 0 && rows.length > 0)) return null
  return {
    confidence: rows.length === 0 ? 1 : read.length / rows.length,
    format: used.map((layout) => layout.join(format.delimiter)).join('\n'),
    zone: config?.zone ?? 'UTC',
    zoneFrom: config?.zone !== undefined ? 'declared' : fields.time.from === LOCAL_TIME ? 'assumed' : 'in the log',
    log: 'access',
    fields,
    actions: {},
    credentialCandidates: [
      ...(inPath.length > 0 ? [{ from: PATH_SESSION, named: true, values: inPath }] : []),
      ...cookies,
    ],
  }
}

/** Lists of fields: those declared, those of the log, or those that are known. */
const listsOf = (
  format: W3cFormat,
  lines: readonly string[],
  config: SourceConfig | undefined,
): readonly [FieldOrigin['how'], readonly string[]] => {
  const joined = (names: readonly string[]): string => names.join(format.delimiter)
  if (config?.format !== undefined)
    return ['declared', config.format.trim().split('\n').map((line) => joined(words(line)))] // biome-ignore format: one list
  const named = lines.filter((line) => line.startsWith(FIELDS_LINE)).map((line) => joined(words(line).slice(1)))
  return named.length > 0 ? ['recognised', [...new Set(named)]] : ['guessed', format.known]
}

/** The list of X-Forwarded-For where the connections are those of balancers. */
const listOfClients = (
  layouts: readonly Layout[],
  { src_ip }: Partial<Record<EventField, FieldOrigin>>,
  valuesOf: (column: string, beside: string) => readonly string[],
): string | undefined => {
  const list = FORWARDED.find((name) => layouts.flat().includes(name))
  const isTold =
    list !== undefined &&
    src_ip?.how !== 'declared' &&
    tellsClients(valuesOf(src_ip?.from ?? '', list), valuesOf(list, list))
  return isTold ? list : undefined
}

/** Lines by which an order of fields that nobody named is guessed, and orders that are too many are ranked. */
const TRIED_BY = 50

const words = (line: string): readonly string[] => line.trim().split(/[ \t]+/)

const fieldsOf = (
  layouts: readonly Layout[],
  config: SourceConfig | undefined,
  how: FieldOrigin['how'],
): Partial<Record<EventField, FieldOrigin>> => {
  const names = new Set(layouts.flat())
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  for (const time of ['date time', LOCAL_TIME, 'timestamp'])
    if (fields.time === undefined && time.split(' ').every((name) => names.has(name))) fields.time = { from: time, how }
  for (const [field, candidates] of KNOWN) {
    const name = candidates.find((candidate) => names.has(candidate))
    if (name !== undefined) fields[field] = { from: name, how }
  }
  const cookie = [...names].find((name) => COOKIE.test(name))
  if (cookie !== undefined) fields.credential = { from: cookie, how }
  const list = FORWARDED.find((name) => names.has(name))
  if (config?.proxies !== undefined && list !== undefined) fields.forwarded = { from: list, how }
  for (const [field, text] of Object.entries(config?.fields ?? {})) {
    if (!words(text).every((name) => names.has(name)) && !names.has(cookieFrom(text)?.column ?? ''))
      throw new SourceProblem({
        format: layouts.map((layout) => layout.join(' ')).join(' | '),
        problem: `no field ${text} in it for ${field}`,
      })
    fields[field as EventField] = { from: words(text).join(' '), how: 'declared' }
  }
  return fields
}
