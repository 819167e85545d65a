import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { bind, ident, join, type Sql, sql } from '../../engine/sql.ts'
import { type HashKey, type LineProgram, type PlainReading, type Recognition, SourceProblem } from '../source-kind.ts'
import { tellsClients } from './behind-proxies.ts'
import type { Decoder } from './decoder.ts'
import { eventProgram } from './event-program.ts'
import { isoTime } from './line-time.ts'
import { maskedSplit, plainMaskedSplit } from './masked-split.ts'
import { isBlank, plainEvent } from './plain/plain-event.ts'
import { cookieFrom, cookieSql, plainCookie, sessionCookies } from './w3c-cookies.ts'
import { mostReading } from './w3c-layouts.ts'

/** Logs after the W3C Extended Log File Format: cells of a line, named by a `#Fields:` line that may change inside a file. */
export interface W3cFormat {
  readonly delimiter: ' ' | '\t'
  /** Orders of fields to try where no `#Fields:` line is at hand; may be empty. */
  readonly known: readonly string[]
  readonly decoders: Partial<Readonly<Record<EventField, readonly Decoder[]>>>
  /** Whether a list of fields is of this format. */
  readonly owns: (fields: readonly string[]) => boolean
}

export const FIELDS_LINE = '#Fields:'

/** The list, looked for where `proxies` is declared, and where all connections are of the company's own balancers. */
const FORWARDED = ['x-forwarded-for', 'X-Forwarded-For', 'cs(X-Forwarded-For)', 'cs-x-forwarded-for', 'x_forwarded_for']

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
]

type Layout = readonly string[]

/** One list of fields a line, as in `plan.format`. */
const layoutsOf = (format: string, delimiter: string): readonly Layout[] =>
  format.split('\n').map((line) => line.split(delimiter))

export const recogniseW3c = (
  format: W3cFormat,
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const rows = lines.filter((line) => !isBlank(line) && !line.startsWith('#'))
  const declared = config?.format
    ?.trim()
    .split('\n')
    .map((line) => words(line).join(format.delimiter))
  const found = [
    ...new Set(
      lines.filter((line) => line.startsWith(FIELDS_LINE)).map((line) => words(line).slice(1).join(format.delimiter)),
    ),
  ]
  const [how, texts] =
    declared !== undefined
      ? (['declared', declared] as const)
      : found.length > 0
        ? (['recognised', found] as const)
        : (['guessed', format.known] as const)
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
  const valuesOf = (column: string): readonly string[] =>
    read.flatMap((row) => {
      const cells = cellsOf(row, format, used)
      const layout = used.find((one) => one.length === cells.length && one.includes(column))
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
  if (fields.time === undefined || (read.length === 0 && rows.length > 0)) return null
  return {
    confidence: rows.length === 0 ? 1 : read.length / rows.length,
    format: used.map((layout) => layout.join(format.delimiter)).join('\n'),
    zone: config?.zone ?? 'UTC',
    zoneFrom: config?.zone === undefined ? 'in the log' : 'declared',
    log: 'access',
    fields,
    actions: {},
    credentialCandidates: cookies,
  }
}

/** The list of X-Forwarded-For where the connections are those of balancers. */
const listOfClients = (
  layouts: readonly Layout[],
  { src_ip }: Partial<Record<EventField, FieldOrigin>>,
  valuesOf: (column: string) => readonly string[],
): string | undefined => {
  const list = FORWARDED.find((name) => layouts.flat().includes(name))
  const isTold =
    list !== undefined && src_ip?.how !== 'declared' && tellsClients(valuesOf(src_ip?.from ?? ''), valuesOf(list))
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
  for (const time of ['date time', 'timestamp'])
    if (fields.time === undefined && time.split(' ').every((name) => names.has(name))) fields.time = { from: time, how }
  for (const [field, candidates] of KNOWN) {
    const name = candidates.find((candidate) => names.has(candidate))
    if (name !== undefined) fields[field] = { from: name, how }
  }
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

const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
const CLOCK = '^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?$'
const EPOCH = '^[0-9]{10}(\\.[0-9]{1,9})?$'
const STATUS = '^([0-9]{3}|0|-)$'
const ADDRESS = '^([0-9a-fA-F.:]+(%[0-9A-Za-z]+)?|-)$'

/** What cells of a field must look like for a layout to read a line. */
const SHAPES: Readonly<Record<string, string>> = {
  date: DATE,
  time: CLOCK,
  timestamp: EPOCH,
  'sc-status': STATUS,
  'c-ip': ADDRESS,
}

const shapesOf = (layout: Layout): readonly { readonly at: number; readonly pattern: string }[] =>
  layout.flatMap((name, i) => (SHAPES[name] === undefined ? [] : [{ at: i, pattern: SHAPES[name] }]))

const validCells = (cells: readonly string[], layout: Layout): boolean =>
  cells.length === layout.length &&
  shapesOf(layout).every(({ at, pattern }) => new RegExp(pattern).test(cells[at] ?? ''))

const cellsOf = (line: string, format: W3cFormat, layouts: readonly Layout[]): readonly string[] => {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  const cells = bare.split(format.delimiter)
  return layouts.some((layout) => layout.length === cells.length) || !bare.includes('"')
    ? cells
    : plainMaskedSplit(bare, format.delimiter)
}

/** Layouts that can read the line. */
const chosen = (line: string, format: W3cFormat, layouts: readonly Layout[]): readonly Layout[] => {
  const cells = cellsOf(line, format, layouts)
  return layouts.filter((layout) => validCells(cells, layout))
}

export const compileW3c = (format: W3cFormat, plan: SourcePlan, key: HashKey): LineProgram => {
  const layouts = layoutsOf(plan.format, format.delimiter)
  const bare = sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)`
  const lengths = bind('Array(UInt64)', [...new Set(layouts.map((layout) => layout.length))])
  const fits = layouts.map((layout, i) => ({ name: `fits_${i + 1}`, expression: fitsSql(layout) }))
  const definitions = [
    { name: 'bare_line', expression: bare },
    { name: 'split_line', expression: sql`splitByChar(${bind('String', format.delimiter)}, bare_line)` },
    {
      name: 'cells',
      expression: sql`if(has(${lengths}, length(split_line)) OR position(bare_line, '"') = 0, split_line, ${maskedSplit(sql`bare_line`, format.delimiter)})`,
    },
    ...fits,
    { name: 'layout', expression: firstOf(fits.map(({ name }) => ident(name))) },
  ]
  const cell = (from: string): Sql => {
    const cookie = cookieFrom(from)
    return cookie === undefined ? textOf(from) : cookieSql(cellSql(layouts, cookie.column), cookie.name)
  }
  const textOf = (from: string): Sql =>
    from
      .split(' ')
      .map((name) => cellSql(layouts, name))
      .reduce((all, one) => sql`concat(${all}, ' ', ${one})`)
  const raw: Partial<Record<EventField, Sql>> = {}
  for (const [field, { from }] of Object.entries(plan.fields)) {
    if (field === 'time') continue
    raw[field as EventField] = (format.decoders[field as EventField] ?? []).reduce(
      (value, decoder) => decoder.sql(value),
      cell(from),
    )
  }
  const readers = join(
    fits.map(({ name }) => ident(name)),
    ' + ',
  )
  return eventProgram(
    {
      definitions,
      raw,
      proxies: plan.proxies,
      time: timeSql(cell(plan.fields.time?.from ?? 'date time'), plan),
      rejects: [
        { when: sql`startsWith(line, '#')`, reason: 'header' },
        { when: sql`(${readers}) = 0`, reason: 'not-this-format' },
        ...(layouts.length > 1
          ? [{ when: sql`(${readers}) > 1 AND NOT ${sameSql(layouts, plan)}`, reason: 'ambiguous-fields' }]
          : []),
      ],
    },
    key,
  )
}

/** Number of the first that holds, one more than there are where none does. */
const firstOf = (conditions: readonly Sql[]): Sql =>
  sql`multiIf(${join(
    conditions.map((condition, i) => sql`${condition}, ${i + 1}`),
    ',',
  )}, ${conditions.length + 1})`

const fitsSql = (layout: Layout): Sql =>
  shapesOf(layout).reduce(
    (all, { at, pattern }) => sql`${all} AND match(cells[${at + 1}], ${bind('String', pattern)})`,
    sql`length(cells) = ${layout.length}`,
  )

/** Cell of the first layout that reads the line; '' where that has no such field, or none does. */
const cellSql = (layouts: readonly Layout[], name: string): Sql => {
  const places = layouts.map((layout) => (layout.includes(name) ? layout.indexOf(name) + 1 : BEYOND))
  return sql`cells[${bind('Array(UInt32)', [...places, BEYOND])}[layout]]`
}

/** A place that no line has a cell at. */
const BEYOND = 0xffff_ffff

/** Whether all layouts that read the line put the same cells into the fields that are used. */
const sameSql = (layouts: readonly Layout[], plan: SourcePlan): Sql => {
  const names = [...new Set(Object.values(plan.fields).flatMap(({ from }) => from.split(' ')))]
  const tuples = layouts.map((layout, i) => {
    const cells = join(
      names.map((name) => (layout.includes(name) ? sql`cells[${layout.indexOf(name) + 1}]` : sql`''`)),
      ',',
    )
    return sql`if(${ident(`fits_${i + 1}`)}, [[${cells}]], [])`
  })
  return sql`length(arrayDistinct(arrayConcat(${join(tuples, ',')}))) <= 1`
}

const timeSql = (text: Sql, plan: SourcePlan): Sql =>
  plan.fields.time?.from === 'timestamp' ? epochSql(text) : isoTime.sql(text, plan.zone)

const epochSql = (text: Sql): Sql =>
  sql`fromUnixTimestamp64Micro(toInt64OrZero(splitByChar('.', ${text})[1]) * 1000000 + toInt64OrZero(rightPad(substring(splitByChar('.', ${text})[2], 1, 6), 6, '0')), 'UTC')`

export const readW3c = (format: W3cFormat, line: string, plan: SourcePlan): PlainReading => {
  const layouts = layoutsOf(plan.format, format.delimiter)
  const cells = cellsOf(line, format, layouts)
  const readers = chosen(line, format, layouts)
  const at = (layout: Layout, from: string): string =>
    from
      .split(' ')
      .map((name) => (layout.includes(name) ? (cells[layout.indexOf(name)] ?? '') : ''))
      .join(' ')
  const text = (from: string): string => {
    const cookie = cookieFrom(from)
    return cookie === undefined ? at(layout, from) : plainCookie(at(layout, cookie.column), cookie.name)
  }
  const tuples = readers.map((one) => JSON.stringify(Object.values(plan.fields).map(({ from }) => at(one, from))))
  const [layout = []] = readers
  const raw: Partial<Record<EventField, string>> = {}
  for (const [field, { from }] of Object.entries(plan.fields))
    raw[field as EventField] = (format.decoders[field as EventField] ?? []).reduce(
      (value, { plain }) => plain(value),
      text(from),
    )
  const time = raw.time ?? ''
  return plainEvent(line, {
    raw,
    time: plan.fields.time?.from === 'timestamp' ? plainEpoch(time) : isoTime.plain(time, plan.zone),
    reject: line.startsWith('#')
      ? 'header'
      : readers.length === 0
        ? 'not-this-format'
        : new Set(tuples).size > 1
          ? 'ambiguous-fields'
          : '',
    proxies: plan.proxies,
  })
}

const plainEpoch = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(/^\d+$/.test(whole) ? whole : '0') * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}
