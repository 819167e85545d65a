import { literal, type Sql, sql } from '../../engine/sql.ts'
import { most } from '../json-lines/vocabulary.ts'

type Row = Readonly<Record<string, string>>

/** Day and clock, as they stand in two columns; together written in a way that one column might write them. */
const APART: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:19|20)\d\d[-/.]\d\d[-/.]\d\d$/, /^\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?$/],
  [/^(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?$/, /^(?:(?:오전|오후) )?\d\d?:\d\d(?::\d\d)?(?: ?[AP]M)?$/],
  [/^(?:19|20)\d{6}$/, /^\d{6}$/],
  [/^(?:19|20)\d{6}$/, /^\d\d:\d\d:\d\d(?:[.,]\d{1,9})?$/],
  [/^\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d$/, /^\d\d?:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?$/],
]
const AND = ' + '

/** `3/11/2025 10:15:30`, of which nobody knows whether the day or the month comes first until one of them is above 12. */
const SLASHED =
  '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20)[0-9]{2},? ([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?[AaPp][Mm])?$'
const DAY_FIRST = ' (day/month/year)'
const MONTH_FIRST = ' (month/day/year)'

/**
 * Rows with the columns that a time has to be put together from: `day + clock` where these stand in two; and, of dates
 * whose order the values tell, `NAME (day/month/year)` or `NAME (month/day/year)`, in ISO 8601.
 */
export const withComposedTimes = (rows: readonly Row[]): readonly Row[] => withOrder(withDayAndClock(rows))

const withDayAndClock = (rows: readonly Row[]): readonly Row[] => {
  const names = Object.keys(rows[0] ?? {})
  const valuesOf = (name: string): readonly string[] => rows.map((row) => row[name] ?? '')
  for (const [looksLikeDay, looksLikeClock] of APART) {
    const day = names.find((name) => most(valuesOf(name), looksLikeDay))
    const clock = names.find((name) => most(valuesOf(name), looksLikeClock))
    if (day === undefined || clock === undefined) continue
    return rows.map((row) => ({ [`${day}${AND}${clock}`]: `${row[day] ?? ''} ${row[clock] ?? ''}`, ...row }))
  }
  return rows
}

const withOrder = (rows: readonly Row[]): readonly Row[] => {
  const slashed = Object.keys(rows[0] ?? {}).find((name) =>
    most(
      rows.map((row) => row[name] ?? ''),
      new RegExp(SLASHED),
    ),
  )
  if (slashed === undefined) return rows
  const order = orderOf(rows.map((row) => row[slashed] ?? '').filter((value) => new RegExp(SLASHED).test(value)))
  if (order === null) return rows
  const name = `${slashed}${order}`
  return rows.map((row) => ({ [name]: isoOfOrdered(row[slashed] ?? '', order === DAY_FIRST), ...row }))
}

/** A number above 12 is a day; a log goes through days before it goes through months; a clock of 12 hours is American. */
const orderOf = (values: readonly string[]): typeof DAY_FIRST | typeof MONTH_FIRST | null => {
  const first = values.map((value) => Number(/^\d+/.exec(value)?.[0]))
  const second = values.map((value) => Number(/^\d+\D(\d+)/.exec(value)?.[1]))
  const above = (numbers: readonly number[]): boolean => numbers.some((number) => number > 12)
  if (above(first) !== above(second)) return above(first) ? DAY_FIRST : MONTH_FIRST
  if (above(first)) return null
  const [a, b] = [new Set(first).size, new Set(second).size]
  if (a !== b) return a > b ? DAY_FIRST : MONTH_FIRST
  return values.every((value) => /m$/i.test(value)) ? MONTH_FIRST : null
}

const isoOfOrdered = (value: string, isDayFirst: boolean): string => {
  if (!new RegExp(SLASHED).test(value)) return ''
  const [a = '', b = '', year = '', hour = '', minute = '', second = '00', fraction = ''] = value.match(/\d+/g) ?? []
  const [day, month] = isDayFirst ? [a, b] : [b, a]
  const half = /p\.?m$/i.test(value) ? 12 : 0
  const hours = /m$/i.test(value) ? String((Number(hour) % 12) + half) : hour
  return `${year}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`
}

const two = (digits: string): string => digits.padStart(2, '0')

/** The column that a composed name is made of, and the order of its dates; null of any other name. */
export const orderedName = (name: string): { readonly column: string; readonly isDayFirst: boolean } | null => {
  const suffix = [DAY_FIRST, MONTH_FIRST].find((one) => name.endsWith(one))
  return suffix === undefined
    ? null
    : { column: name.slice(0, name.length - suffix.length), isDayFirst: suffix === DAY_FIRST }
}

/** Values by name, of composed ones too. */
export const composedSql =
  (value: (name: string) => Sql) =>
  (name: string): Sql => {
    const ordered = orderedName(name)
    if (ordered !== null) return orderedSql(composedSql(value)(ordered.column), ordered.isDayFirst)
    const [day, clock] = name.split(AND)
    return day === undefined || clock === undefined ? value(name) : sql`concat(${value(day)}, ' ', ${value(clock)})`
  }

const orderedSql = (value: Sql, isDayFirst: boolean): Sql => {
  const number = (at: number, digits = 2): Sql => sql`leftPad(extractAll(${value}, '[0-9]+')[${at}], ${digits}, '0')`
  const hour = sql`if(match(${value}, '[Mm]$'), leftPad(toString(toUInt8OrZero(${number(4)}) % 12 + 12 * match(${value}, '[Pp][Mm]$')), 2, '0'), ${number(4)})`
  const [day, month] = isDayFirst ? [number(1), number(2)] : [number(2), number(1)]
  const fraction = sql`extractAll(${value}, '[0-9]+')[7]`
  return sql`if(match(${value}, ${literal(SLASHED)}), concat(${number(3, 4)}, '-', ${month}, '-', ${day}, ' ', ${hour}, ':', ${number(5)}, ':', ${number(6)}, if(${fraction} = '', '', concat('.', ${fraction}))), '')`
}

/** The same, plainly. */
export const plainComposed =
  (value: (name: string) => string) =>
  (name: string): string => {
    const ordered = orderedName(name)
    if (ordered !== null) return isoOfOrdered(plainComposed(value)(ordered.column), ordered.isDayFirst)
    const [day, clock] = name.split(AND)
    return day === undefined || clock === undefined ? value(name) : `${value(day)} ${value(clock)}`
  }
