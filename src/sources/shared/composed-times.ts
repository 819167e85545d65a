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

/** Of a moment in two members, the nanoseconds: `{"epochSecond": …, "nanoOfSecond": …}` of Log4j, `{"seconds": …, "nanos": …}` of protocol buffers. */
const NANOS = /(?:^|\.)nano(?:s|_?seconds|_?of_?second)?$/i

interface Told {
  readonly from: string
  readonly values: readonly string[]
}

/** The name of a time of whole seconds since the epoch together with the nanoseconds that stand beside it; null where none do. */
export const withNanos = (seconds: Told, columns: readonly Told[]): string | null => {
  const parent = seconds.from.slice(0, seconds.from.lastIndexOf('.') + 1)
  const nanos = columns.find(
    ({ from, values }) =>
      NANOS.test(from) && from.slice(0, from.lastIndexOf('.') + 1) === parent && most(values, /^\d{1,9}$/, 1),
  )
  return nanos === undefined || !most(seconds.values, /^\d{10}$/, 1) ? null : `${seconds.from}${AND}${nanos.from}`
}

/** `3/11/2025 10:15:30`, of which nobody knows whether the day or the month comes first until one of them is above 12. */
const SLASHED =
  '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20)[0-9]{2},? ([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?[AaPp][Mm])?$'
/** `25-11-09 10:15:30`, whose year has two digits and may stand first. */
const SHORT =
  '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{1,2},?[ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?[AaPp][Mm])?$'

/** Of the three numbers of a date, which is what; counted from one. */
interface Order {
  readonly suffix: string
  readonly pattern: string
  readonly year: number
  readonly month: number
  readonly day: number
}
const ORDERS = {
  dayFirst: { suffix: ' (day/month/year)', pattern: SLASHED, year: 3, month: 2, day: 1 },
  monthFirst: { suffix: ' (month/day/year)', pattern: SLASHED, year: 3, month: 1, day: 2 },
  shortYearFirst: { suffix: ' (yy/mm/dd)', pattern: SHORT, year: 1, month: 2, day: 3 },
  shortDayFirst: { suffix: ' (dd/mm/yy)', pattern: SHORT, year: 3, month: 2, day: 1 },
  shortMonthFirst: { suffix: ' (mm/dd/yy)', pattern: SHORT, year: 3, month: 1, day: 2 },
} as const satisfies Readonly<Record<string, Order>>
const SHORT_ORDERS: readonly Order[] = [ORDERS.shortYearFirst, ORDERS.shortDayFirst, ORDERS.shortMonthFirst]
/** Logs that are looked into are of these years: `09` is a day or a month. */
const [EARLIEST, LATEST] = [15, 60]

/**
 * Rows with the columns that a time has to be put together from: `day + clock` where these stand in two; and, of dates
 * whose order the values tell, `NAME (day/month/year)`, `NAME (yy/mm/dd)` and so on, in ISO 8601.
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
  for (const [pattern, orderOf] of [
    [new RegExp(SLASHED), longOrder],
    [new RegExp(SHORT), shortOrder],
  ] as const) {
    const valuesOf = (name: string): readonly string[] => rows.map((row) => row[name] ?? '')
    const named = Object.keys(rows[0] ?? {}).find((name) => most(valuesOf(name), pattern))
    if (named === undefined) continue
    const order = orderOf(valuesOf(named).filter((value) => pattern.test(value)), Object.keys(rows[0] ?? {})) // biome-ignore format: one call
    if (order === null) continue
    const name = `${named}${order.suffix}`
    return rows.map((row) => ({ [name]: isoOfOrdered(row[named] ?? '', order), ...row }))
  }
  return rows
}

const numbersAt = (values: readonly string[], at: number): readonly number[] =>
  values.map((value) => Number(value.match(/\d+/g)?.[at - 1]))

/** A number above 12 is a day; a log goes through days before it goes through months; a clock of 12 hours is American. */
const longOrder = (values: readonly string[]): Order | null => {
  const [first, second] = [numbersAt(values, 1), numbersAt(values, 2)]
  const above = (numbers: readonly number[]): boolean => numbers.some((number) => number > 12)
  if (above(first) !== above(second)) return above(first) ? ORDERS.dayFirst : ORDERS.monthFirst
  if (above(first)) return null
  const [a, b] = [new Set(first).size, new Set(second).size]
  if (a !== b) return a > b ? ORDERS.dayFirst : ORDERS.monthFirst
  return values.every((value) => /m$/i.test(value)) ? ORDERS.monthFirst : null
}

const HANGUL = /[\uAC00-\uD7A3]/

/** The one order in which all are dates of which the days change more often than the months and these than the years; in Korea the year stands first. */
const shortOrder = (values: readonly string[], names: readonly string[]): Order | null => {
  const fitting = SHORT_ORDERS.filter(({ year, month, day }) => {
    const [years, months, days] = [numbersAt(values, year), numbersAt(values, month), numbersAt(values, day)]
    const [y, m, d] = [new Set(years).size, new Set(months).size, new Set(days).size]
    const within = (numbers: readonly number[], least: number, last: number): boolean =>
      numbers.every((number) => number >= least && number <= last)
    return within(years, EARLIEST, LATEST) && within(months, 1, 12) && within(days, 1, 31) && y <= m && m <= d
  })
  const [only, other] = fitting
  if (only === undefined || other === undefined) return only ?? null
  return only === ORDERS.shortYearFirst && names.some((name) => HANGUL.test(name)) ? only : null
}

/** Whether a text may be a date with a year of two digits. */
export const isShortDate = (value: string): boolean => new RegExp(SHORT).test(value)

const isoOfOrdered = (value: string, order: Order): string => {
  if (!new RegExp(order.pattern).test(value)) return ''
  const numbers = value.match(/\d+/g) ?? []
  const [, , , hour = '', minute = '', second = '00', fraction = ''] = numbers
  const at = (place: number): string => two(numbers[place - 1] ?? '')
  const half = /p\.?m$/i.test(value) ? 12 : 0
  const hours = /m$/i.test(value) ? String((Number(hour) % 12) + half) : hour
  const year = order.pattern === SHORT ? `20${at(order.year)}` : at(order.year)
  return `${year}-${at(order.month)}-${at(order.day)} ${two(hours)}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`
}

const two = (digits: string): string => digits.padStart(2, '0')

/** The column that a composed name is made of, and the order of its dates; null of any other name. */
export const orderedName = (name: string): { readonly column: string; readonly order: Order } | null => {
  const order = Object.values(ORDERS).find(({ suffix }) => name.endsWith(suffix))
  return order === undefined ? null : { column: name.slice(0, -order.suffix.length), order }
}

/** The names of the columns that a composed name is made of; the name itself, if it is none. */
export const partsOfTime = (name: string): readonly string[] => {
  const ordered = orderedName(name)
  return ordered === null ? name.split(AND) : partsOfTime(ordered.column)
}

/** Values by name, of composed ones too. */
export const composedSql =
  (value: (name: string) => Sql) =>
  (name: string): Sql => {
    const ordered = orderedName(name)
    if (ordered !== null) return orderedSql(composedSql(value)(ordered.column), ordered.order)
    const [day, clock] = name.split(AND)
    if (day === undefined || clock === undefined) return value(name)
    return NANOS.test(clock)
      ? sql`concat(${value(day)}, '.', leftPad(${value(clock)}, 9, '0'))`
      : sql`concat(${value(day)}, ' ', ${value(clock)})`
  }

const orderedSql = (value: Sql, order: Order): Sql => {
  const number = (at: number, digits = 2): Sql => sql`leftPad(extractAll(${value}, '[0-9]+')[${at}], ${digits}, '0')`
  const hour = sql`if(match(${value}, '[Mm]$'), leftPad(toString(toUInt8OrZero(${number(4)}) % 12 + 12 * match(${value}, '[Pp][Mm]$')), 2, '0'), ${number(4)})`
  const year = order.pattern === SHORT ? sql`concat('20', ${number(order.year)})` : number(order.year, 4)
  const fraction = sql`extractAll(${value}, '[0-9]+')[7]`
  return sql`if(match(${value}, ${literal(order.pattern)}), concat(${year}, '-', ${number(order.month)}, '-', ${number(order.day)}, ' ', ${hour}, ':', ${number(5)}, ':', ${number(6)}, if(${fraction} = '', '', concat('.', ${fraction}))), '')`
}

/** The same, plainly. */
export const plainComposed =
  (value: (name: string) => string) =>
  (name: string): string => {
    const ordered = orderedName(name)
    if (ordered !== null) return isoOfOrdered(plainComposed(value)(ordered.column), ordered.order)
    const [day, clock] = name.split(AND)
    if (day === undefined || clock === undefined) return value(name)
    return NANOS.test(clock) ? `${value(day)}.${value(clock).padStart(9, '0')}` : `${value(day)} ${value(clock)}`
  }
