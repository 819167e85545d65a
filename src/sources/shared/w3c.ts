import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { bind, ident, join, type Sql, sql } from '../../engine/sql.ts'
import type { HashKey, LineProgram, PlainReading } from '../source-kind.ts'
import { eventProgram } from './event-program.ts'
import { isoTime } from './line-time.ts'
import { maskedSplit } from './masked-split.ts'
import { PATH_SESSION, pathSession } from './path-session.ts'
import { plainEvent } from './plain/plain-event.ts'
import { cookieFrom, cookieSql, plainCookie } from './w3c-cookies.ts'
import { cellsOf, chosen, type Layout, layoutsOf, shapesOf, type W3cFormat } from './w3c-lines.ts'

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
    if (from === PATH_SESSION) return pathSession.sql(textOf(targetIn(plan)))
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

/** The column that a session in the path stands in. */
export const targetIn = ({ fields }: Pick<SourcePlan, 'fields'>): string => (fields.url ?? fields.path)?.from ?? ''

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
    if (from === PATH_SESSION) return pathSession.plain(at(layout, targetIn(plan)))
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
