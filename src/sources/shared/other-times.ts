import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import { MONTH_NAME, MONTHS, OTHER_TIMES, OWN_OFFSET } from './plain/plain-other-time.ts'

/** A text of `OTHER_TIMES` as ISO 8601. */
export const isoOfOther = (raw: Sql): Sql => {
  const is = (way: keyof typeof OTHER_TIMES): Sql => sql`match(${raw}, ${literal(OTHER_TIMES[way])})`
  const named = sql`extract(${raw}, ${literal(MONTH_NAME)}) != ''`
  return sql`multiIf(${is('digits')}, ${ofDigits(raw)}, ${is('hourOffset')}, concat(${raw}, ':00'), ${is('named')}, ${ofNamedZone(raw)}, ${is('colons')}, concat(translate(substring(${raw}, 1, 10), '/.', '--'), ' ', substring(${raw}, 12, 8), '.', substring(${raw}, 21)), ${is('dashed')}, concat(replaceAll(substring(${raw}, 1, 10), '/', '-'), ' ', substring(${raw}, 14)), ${is('digitDay')}, ${ofDigitDay(raw)}, ${is('zoned')}, substring(${raw}, 1, position(${raw}, '[') - 1), ${is('dayFirst')}, ${ofDayFirst(raw)}, ${named}, ${ofNamed(raw)}, ${ofNumbers(raw)})`
}

const ofDigits = (raw: Sql): Sql => {
  const rest = sql`if(substring(${raw}, 9, 1) IN ('T', ' '), substring(${raw}, 10), substring(${raw}, 9))`
  return sql`concat(substring(${raw}, 1, 4), '-', substring(${raw}, 5, 2), '-', substring(${raw}, 7, 2), ' ', substring(${rest}, 1, 2), ':', substring(${rest}, 3, 2), ':', substring(${rest}, 5, 2),
    if(match(substring(${rest}, 7, 1), '[0-9]'), '.', ''), replaceOne(substring(${rest}, 7), ',', '.'))`
}

const ofDigitDay = (raw: Sql): Sql => {
  const rest = sql`replaceOne(substring(${raw}, 10), ',', '.')`
  return sql`concat(substring(${raw}, 1, 4), '-', substring(${raw}, 5, 2), '-', substring(${raw}, 7, 2), ' ', replaceRegexpOne(replaceRegexpOne(${rest}, ' ?(GMT|UTC)$', 'Z'), ' ?[KJ]ST$', '+09:00'))`
}

const ofNamedZone = (raw: Sql): Sql =>
  sql`concat(translate(substring(${raw}, 1, 10), '/.', '--'), ' ', replaceRegexpOne(replaceRegexpOne(replaceOne(substring(${raw}, 12), ',', '.'), ' ?GMT$', 'Z'), ' ?[KJ]ST$', '+09:00'))`

const ofDayFirst = (raw: Sql): Sql =>
  sql`concat(substring(${raw}, 7, 4), '-', substring(${raw}, 4, 2), '-', substring(${raw}, 1, 2), substring(${raw}, 11))`

const number = (raw: Sql, at: number): Sql => sql`extractAll(${raw}, '[0-9]+')[${at}]`
const two = (text: Sql): Sql => sql`leftPad(${text}, 2, '0')`

/** `half` is 1 before noon, 2 after it, 0 where the clock has 24 hours. */
const hourOf = (hour: Sql, half: Sql): Sql =>
  two(sql`if(${half} = 0, ${hour}, toString(toUInt8OrZero(${hour}) % 12 + 12 * (${half} = 2)))`)

const ofNumbers = (raw: Sql): Sql => {
  const half = sql`multiIf(match(${raw}, '오후|午後|下午|PM'), 2, match(${raw}, '오전|午前|上午|AM'), 1, 0)`
  const second = number(raw, 6)
  return sql`concat(${number(raw, 1)}, '-', ${two(number(raw, 2))}, '-', ${two(number(raw, 3))}, ' ', ${hourOf(number(raw, 4), half)}, ':', ${two(number(raw, 5))}, ':', if(${second} = '', '00', ${two(second)}))`
}

const ofNamed = (raw: Sql): Sql => {
  const month = sql`toString(indexOf(${bind(
    'Array(String)',
    MONTHS.map((name) => name.toLowerCase()),
  )}, lower(extract(${raw}, ${literal(MONTH_NAME)}))))`
  const year = sql`if(match(${raw}, ${literal(OTHER_TIMES.yearLast)}), right(${raw}, 4), extract(${raw}, '[0-9]+[^0-9]+([0-9]{4})'))`
  const clock = sql`extract(${raw}, '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?')`
  const half = sql`multiIf(match(${raw}, '[0-9] ?PM'), 2, match(${raw}, '[0-9] ?AM'), 1, 0)`
  const own = sql`extract(${raw}, ${literal(OWN_OFFSET)})`
  const offset = sql`multiIf(${own} IN ('UTC', 'GMT'), 'Z', ${own} IN ('KST', 'JST'), '+09:00', ${own})`
  const hour = sql`splitByChar(':', ${clock})[1]`
  return sql`concat(${year}, '-', ${two(month)}, '-', ${two(number(raw, 1))}, ' ', ${hourOf(hour, half)}, replaceOne(substring(${clock}, length(${hour}) + 1), ',', '.'), ${offset})`
}
