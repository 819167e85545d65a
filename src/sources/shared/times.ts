import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import { isoOfOther } from './other-times.ts'
import { OTHER_TIMES, saysOffset } from './plain/plain-other-time.ts'
import { ISO_TIME } from './plain/plain-time.ts'

/** 'clf' `17/May/2015:10:05:03 +0900`; 'iso' ISO 8601 with or without offset; 'epoch' by its number of digits, or with a fraction. */
export type TimeStyle = 'clf' | 'iso' | 'epoch'

const CLF = /^\[?\d{1,2}\/[A-Za-z]{3}\/\d{4}:\d{2}:\d{2}:\d{2}/
const ISO = /^\d{4}[-/.]\d{2}[-/.]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?/
const EPOCH = /^\d{9,11}(?:\.\d{1,9})?$|^(?:\d{12,13}|\d{15,16}|\d{18,19})$/
const OTHER = new RegExp(Object.values(OTHER_TIMES).join('|'))

/** Style of most samples; null where no style fits nine in ten. */
export const timeStyleOf = (samples: readonly string[]): TimeStyle | null => {
  if (samples.length === 0) return null
  const fits = (pattern: RegExp): boolean =>
    samples.filter((sample) => pattern.test(sample)).length >= 0.9 * samples.length
  if (fits(CLF)) return 'clf'
  if (fits(EPOCH)) return 'epoch'
  if (fits(ISO)) return 'iso'
  return fits(OTHER) && isFine(samples) ? 'iso' : null
}

const EXPONENT = new RegExp(OTHER_TIMES.exponent)
const DAY_NUMBER = new RegExp(OTHER_TIMES.dayNumber)
/** Digits behind the point that tell seconds; zeros at the end may be left out. */
const FINE = { exponent: /[.]\d{9,}[eE]/, dayNumber: /[.]\d{5,}$/ }

/** Whether numbers tell seconds: a spreadsheet that shows 1.76267E+12 has lost the hour. */
const isFine = (samples: readonly string[]): boolean => {
  const of = (pattern: RegExp): readonly string[] => samples.filter((sample) => pattern.test(sample))
  const tells = (numbers: readonly string[], fine: RegExp): boolean =>
    numbers.filter((number) => fine.test(number)).length >= 0.5 * numbers.length
  return tells(of(EXPONENT), FINE.exponent) && tells(of(DAY_NUMBER), FINE.dayNumber)
}

/** Days of a spreadsheet are a time only where a name says so. */
export const isDayNumber = (value: string): boolean => DAY_NUMBER.test(value)

/** Whether times of this style say their own offset. */
export const carriesOffset = (style: TimeStyle, samples: readonly string[]): boolean =>
  style === 'epoch' || samples.every((sample) => saysOffset(sample.trim().replace(/^([^[]*)\]$/, '$1')))

/** DateTime64(6, 'UTC') of a text; the epoch itself where it cannot be read, which `isTime` refuses. */
export const timeOf = (raw: Sql, style: TimeStyle, zone: string): Sql => {
  if (style === 'clf') return clfTime(raw, zone)
  return style === 'epoch' ? epochTime(raw) : isoTime(raw, zone)
}

/** Time of a text whose style is told by the text itself: digits alone, slashes of a common log, else ISO 8601. */
export const timeOfAny = (raw: Sql, zone: string): Sql =>
  sql`multiIf(${isUsualIso(raw)}, ${parsedIso(raw, zone)}, ${raw} = '', ${NEVER}, ${shapeOf(raw)} IN ${EPOCH_SHAPES}, ${epochTime(raw)},
    position(${raw}, '/') IN (2, 3, 4) AND position(${raw}, ':') = position(${raw}, '/') + 9, ${clfTime(sql`trimLeft(${raw}, '[')`, zone)}, ${isoTime(raw, zone)})`

/** Years before 1990 and from 2106 on, where seconds in 32 bits end, are a broken clock or a broken line. */
export const isTime = (time: Sql): Sql =>
  sql`(${time} BETWEEN toDateTime64('1990-01-01 00:00:00', 6, 'UTC') AND toDateTime64('2105-12-31 23:59:59.999999', 6, 'UTC'))`

const fixedOffset = (zone: string): number | null => {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  return match === null ? null : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60)
}

const NEVER = sql`toDateTime64(0, 6, 'UTC')`

/**
 * `17/May/2015:10:05:03 +0900`, once per distinct text of a block. Anything else pays for a second look: an offset with
 * a colon, a fraction of the second, a leap second (23:59:60 is the second after 23:59:59), no offset. The shape is
 * checked because the engine takes any byte for a digit of a year or an offset.
 */
const clfTime = (raw: Sql, zone: string): Sql => {
  const text = sql`toLowCardinality(${raw})`
  const usual = sql`parseDateTimeOrZero(${text}, '%d/%b/%Y:%H:%i:%S %z', 'UTC')`
  const isUsual = sql`(match(${text}, ${CLF_SHAPE}) AND ${usual} != toDateTime(0, 'UTC'))`
  return sql`if(${isUsual}, toDateTime64(${usual}, 6, 'UTC'), ${unusualClf(raw, zone)})`
}

const CLF_SHAPE = bind('String', '^[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}$')

const UNUSUAL_SHAPE = bind(
  'String',
  '^[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{1,9})?( [+-][0-9]{2}:?[0-9]{2}| ?Z| UTC| GMT)?$',
)

const unusualClf = (raw: Sql, zone: string): Sql => {
  const shift = fixedOffset(zone)
  const zoneName = bind('String', shift === null ? zone : 'UTC')
  const isLeap = sql`(substring(${raw}, 18, 3) = ':60')`
  const second = sql`if(${isLeap}, concat(substring(${raw}, 1, 18), '59'), substring(${raw}, 1, 20))`
  const fraction = sql`extract(substring(${raw}, 21), '^[.,]([0-9]{1,6})')`
  const offset = sql`replaceOne(replaceRegexpOne(substring(${raw}, 21), '^[.,][0-9]{1,9}', ''), ':', '')`
  const text = sql`concat(${second}, '.', if(${fraction} = '', '0', ${fraction}))`
  const named = sql`if(${offset} IN ('Z', ' Z', ' UTC', ' GMT'), ' +0000', ${offset})`
  const own = sql`parseDateTime64OrZero(concat(${text}, ${named}), '%d/%b/%Y:%H:%i:%S.%f %z', 'UTC')`
  const local = sql`toTimeZone(parseDateTime64OrZero(${text}, '%d/%b/%Y:%H:%i:%S.%f', ${zoneName}), 'UTC') - ${bind('Int32', shift ?? 0)}`
  return sql`if(match(${raw}, ${UNUSUAL_SHAPE}), addSeconds(if(${offset} = '', ${local}, ${own}), ${isLeap}), ${NEVER})`
}

/** Every digit as 0: the shape of a text, which a set tells faster than a pattern. */
const shapeOf = (raw: Sql): Sql => sql`translate(${raw}, '123456789', '000000000')`

const zeros = (count: number): string => '0'.repeat(count)
const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to + 1 - from }, (_, i) => from + i)

/** Whole seconds to nanoseconds, and seconds with a fraction; 14 and 17 digits are a date and a time. */
const EPOCH_SHAPES = [
  ...[...numbers(9, 13), 15, 16, 18, 19].map(zeros),
  ...numbers(9, 11).flatMap((whole) => numbers(1, 9).map((part) => `${zeros(whole)}.${zeros(part)}`)),
]

/** As most loggers write ISO 8601; other ways pay for the pattern. */
const ISO_SHAPES = ['T', ' '].flatMap((between) =>
  ['', '.000', '.000000', '.000000000'].flatMap((part) =>
    ['', 'Z', '+00:00', '-00:00', '+0000', '-0000'].map((offset) => `0000-00-00${between}00:00:00${part}${offset}`),
  ),
)

/** The engine would take 25:75 for a time on the next day, a month 00 for January, and blanks for digits. */
const isUsualIso = (raw: Sql): Sql => sql`(${shapeOf(raw)} IN ${ISO_SHAPES} AND substring(${raw}, 12, 2) < '24'
  AND substring(${raw}, 15, 2) < '60' AND substring(${raw}, 18, 2) < '61' AND ${isDay(raw)})`

const isDay = (raw: Sql): Sql =>
  sql`${raw} >= '1989' AND substring(${raw}, 6, 2) != '00' AND substring(${raw}, 9, 2) != '00'`

const isoTime = (raw: Sql, zone: string): Sql => {
  const text = sql`concat(translate(substring(${raw}, 1, 10), '/.', '--'), replaceOne(substring(${raw}, 11), ',', '.'))`
  return sql`multiIf(${isUsualIso(raw)}, ${parsedIso(raw, zone)}, match(${raw}, ${ISO_TIME}) AND ${isDay(raw)}, ${parsedIso(text, zone)},
    match(${raw}, ${literal(OTHER.source)}), ${parsedIso(isoOfOther(raw), zone)}, ${NEVER})`
}

const parsedIso = (text: Sql, zone: string): Sql => {
  const shift = fixedOffset(zone)
  const zoneName = bind('String', shift === null ? zone : 'UTC')
  const parsed = sql`ifNull(toTimeZone(parseDateTime64BestEffortOrNull(${text}, 6, ${zoneName}), 'UTC'), ${NEVER})`
  return shift === null
    ? parsed
    : sql`if(match(${text}, '(Z|UTC|[+-][0-9]{2}:?[0-9]{2})$'), ${parsed}, ${parsed} - ${bind('Int32', shift)})`
}

const epochTime = (raw: Sql): Sql => {
  const whole = sql`toInt64OrZero(${raw})`
  return sql`fromUnixTimestamp64Micro(multiIf(
    position(${raw}, '.') > 0, toInt64(round(toFloat64OrZero(${raw}) * 1000000)),
    length(${raw}) <= 11, ${whole} * 1000000, length(${raw}) <= 14, ${whole} * 1000, length(${raw}) <= 17, ${whole}, intDiv(${whole}, 1000)), 'UTC')`
}
