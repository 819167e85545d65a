import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import { ABBREVIATED, MONTH_NAME, MONTHS, OTHER_TIMES, OWN_OFFSET } from './plain/plain-other-time.ts'

/** A text of `OTHER_TIMES` as ISO 8601. */
export const isoOfOther = (raw: Sql): Sql => {
  const is = (way: keyof typeof OTHER_TIMES): Sql => sql`match(${raw}, ${literal(OTHER_TIMES[way])})`
  const named = sql`extract(${raw}, ${literal(MONTH_NAME)}) != ''`
  return sql`multiIf(${is('digits')}, ${ofDigits(raw)}, ${is('hourOffset')}, concat(${raw}, ':00'), ${is('named')}, ${ofNamedZone(raw)}, ${is('oracle')}, ${ofOracle(raw)}, ${is('shortNamed')}, ${ofNamed(raw)}, ${is('db2')}, concat(substring(${raw}, 1, 10), ' ', translate(substring(${raw}, 12, 8), '.', ':'), substring(${raw}, 20)), ${is('exponent')}, ${ofExponent(raw)}, ${is('dayNumber')}, ${ofDayNumber(raw)}, ${is('colons')}, concat(translate(substring(${raw}, 1, 10), '/.', '--'), ' ', substring(${raw}, 12, 8), '.', substring(${raw}, 21)), ${is('dashed')}, concat(replaceAll(substring(${raw}, 1, 10), '/', '-'), ' ', substring(${raw}, 14)), ${is('digitDay')}, ${ofDigitDay(raw)}, ${is('zoned')}, substring(${raw}, 1, position(${raw}, '[') - 1), ${is('dayFirst')}, ${ofDayFirst(raw)}, ${named}, ${ofNamed(raw)}, ${ofNumbers(raw)})`
}

const ofDigits = (raw: Sql): Sql => {
  const rest = sql`if(substring(${raw}, 9, 1) IN ('T', ' '), substring(${raw}, 10), substring(${raw}, 9))`
  return sql`concat(substring(${raw}, 1, 4), '-', substring(${raw}, 5, 2), '-', substring(${raw}, 7, 2), ' ', substring(${rest}, 1, 2), ':', substring(${rest}, 3, 2), ':', substring(${rest}, 5, 2),
    if(match(substring(${rest}, 7, 1), '[0-9]'), '.', ''), replaceOne(substring(${rest}, 7), ',', '.'))`
}

/** The offset of its own, as ISO 8601 writes it. */
export const offsetOf = (raw: Sql): Sql => {
  const own = sql`extract(${raw}, ${literal(OWN_OFFSET)})`
  const digits = (pattern: string): Sql => sql`extract(${own}, ${literal(pattern)})`
  const minutes = digits('[+-][0-9]{2}:?([0-9]{2})$')
  const known = sql`transform(${own}, ${bind('Array(String)', Object.keys(ABBREVIATED))}, ${bind('Array(String)', Object.values(ABBREVIATED))}, ${own})`
  return sql`if(match(${own}, '[+-]'), concat(${digits('[+-]')}, ${two(digits('[+-]([0-9]{1,2})'))}, ':', if(${minutes} = '', '00', ${minutes})), ${known})`
}

const clockOf = (rest: Sql): Sql => sql`replaceOne(extract(${rest}, '^[0-9:.,]+'), ',', '.')`

const ofDigitDay = (raw: Sql): Sql =>
  sql`concat(substring(${raw}, 1, 4), '-', substring(${raw}, 5, 2), '-', substring(${raw}, 7, 2), ' ', ${clockOf(sql`substring(${raw}, 10)`)}, ${offsetOf(raw)})`

const ofNamedZone = (raw: Sql): Sql =>
  sql`concat(translate(substring(${raw}, 1, 10), '/.', '--'), ' ', ${clockOf(sql`substring(${raw}, 12)`)}, ${offsetOf(raw)})`

const ofOracle = (raw: Sql): Sql => {
  const year = sql`extract(${raw}, '^[0-9]+-[A-Za-z]+-([0-9]+) ')`
  const clock = (at: number): Sql =>
    sql`extractGroups(${raw}, ' ([0-9]+)[.]([0-9][0-9])[.]([0-9][0-9])([.][0-9]+)? ')[${at}]`
  const half = sql`if(position(${raw}, ' PM') > 0, 2, 1)`
  return sql`concat(if(length(${year}) = 2, '20', ''), ${year}, '-', ${monthOf(raw)}, '-', ${two(number(raw, 1))}, ' ', ${hourOf(clock(1), half)}, ':', ${clock(2)}, ':', ${clock(3)}, ${clock(4)}, ${offsetOf(raw)})`
}

const isoOfMicro = (micro: Sql): Sql => sql`toString(fromUnixTimestamp64Micro(toInt64(${micro}), 'UTC'))`

const ofExponent = (raw: Sql): Sql => {
  const power = sql`toInt32OrZero(extract(${raw}, '[0-9]+$'))`
  return sql`concat(${isoOfMicro(sql`round(toFloat64OrZero(${raw}) / exp10(${power} - 9) * 1000000)`)}, 'Z')`
}

const ofDayNumber = (raw: Sql): Sql => {
  const step = sql`if(length(${raw}) - position(${raw}, '.') + 1 > 8, 1000, 1000000)`
  return isoOfMicro(sql`round((toFloat64OrZero(${raw}) - 25569) * 86400000000 / ${step}) * ${step}`)
}

const ofDayFirst = (raw: Sql): Sql =>
  sql`concat(substring(${raw}, 7, 4), '-', substring(${raw}, 4, 2), '-', substring(${raw}, 1, 2), substring(${raw}, 11))`

const number = (raw: Sql, at: number): Sql => sql`extractAll(${raw}, '[0-9]+')[${at}]`
const two = (text: Sql): Sql => sql`leftPad(${text}, 2, '0')`

/** `half` is 1 before noon, 2 after it, 0 where the clock has 24 hours. */
const hourOf = (hour: Sql, half: Sql): Sql =>
  two(sql`if(${half} = 0, ${hour}, toString(toUInt8OrZero(${hour}) % 12 + 12 * (${half} = 2)))`)

const ofNumbers = (raw: Sql): Sql => {
  const half = sql`multiIf(match(${raw}, '오후|午後|下午|[Pp][Mm]'), 2, match(${raw}, '오전|午前|上午|[Aa][Mm]'), 1, 0)`
  const second = number(raw, 6)
  return sql`concat(${number(raw, 1)}, '-', ${two(number(raw, 2))}, '-', ${two(number(raw, 3))}, ' ', ${hourOf(number(raw, 4), half)}, ':', ${two(number(raw, 5))}, ':', if(${second} = '', '00', ${two(second)}))`
}

const monthOf = (raw: Sql): Sql => {
  const names = bind(
    'Array(String)',
    MONTHS.map((name) => name.toLowerCase()),
  )
  return two(sql`toString(indexOf(${names}, lower(extract(${raw}, ${literal(MONTH_NAME)}))))`)
}

const ofNamed = (raw: Sql): Sql => {
  const year = sql`multiIf(match(${raw}, ${literal(OTHER_TIMES.yearLast)}), right(${raw}, 4), match(${raw}, ${literal(OTHER_TIMES.shortNamed)}), concat('20', extract(${raw}, '-([0-9]{2}) ')), extract(${raw}, '[0-9]+[^0-9]+([0-9]{4})'))`
  const clock = sql`extract(${raw}, '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?')`
  const half = sql`multiIf(match(${raw}, '[0-9] ?[Pp][Mm]'), 2, match(${raw}, '[0-9] ?[Aa][Mm]'), 1, 0)`
  const hour = sql`splitByChar(':', ${clock})[1]`
  return sql`concat(${year}, '-', ${monthOf(raw)}, '-', ${two(number(raw, 1))}, ' ', ${hourOf(hour, half)}, replaceOne(substring(${clock}, length(${hour}) + 1), ',', '.'), ${offsetOf(raw)})`
}
