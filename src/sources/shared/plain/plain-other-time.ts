export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const DAY = '(0?[1-9]|[12][0-9]|3[01])'
const YEAR = '(19|20)[0-9]{2}'
const CLOCK = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?'
const FRACTION = '([.,][0-9]{1,9})?'
const HALF = '(오전|오후|午前|午後|上午|下午|AM|PM)'

const anyCase = (name: string): string =>
  name.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
export const MONTH_NAME = `(${MONTHS.map(anyCase).join('|')})`
const WEEKDAY = '((Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?'
/** The two abbreviations of zones beside UTC's that name one offset alone wherever logs of a service have them here. */
const OFFSET = '( ?(Z|UTC|GMT|KST|JST|[+-][0-9]{2}:?[0-9]{2}))?'
const CLOCK_WITH_HALF = `${CLOCK}${FRACTION}( ?[AP]M)?${OFFSET}`

/**
 * Ways of writing a date and a time that ISO 8601 does not have, none of which can be taken for another: digits alone
 * (`20251103100000`, three more of a fraction, `T` between, an offset), or of the day alone (`20251103 10:00:00`); a zone's name behind the offset; the day first, with dots (`03.11.2025 10:00:00`);
 * as spreadsheets write it, in Korean too (`2025. 11. 3. 오후 1:05`, `2025-11-3 13:05`, `2025-11-03 01:05 PM`); with words for year, month and day
 * (`2025년 11월 3일 13시 5분`, `2025年11月3日 13:05`); and with the month's name: day first (RFC 5322, Oracle, Tomcat),
 * month first (`Nov 3, 2025 @ 13:05:00.000` of Kibana), year last (`ctime`, Java's `Date`).
 */
export const OTHER_TIMES = {
  digits:
    '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[T ]?([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]([.,][0-9]{1,9}|[0-9]{3})?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$',
  /** A day of digits before a clock with colons. */
  digitDay: `^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]${FRACTION}${OFFSET}$`,
  /** As PostgreSQL writes it, with the hours of an offset alone. */
  hourOffset: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?[+-][0-9]{2}$',
  /** ISO 8601 with the abbreviation of a zone. */
  named: `^(19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]${FRACTION} ?(GMT|KST|JST)$`,
  /** As JEUS writes it, with a colon before the fraction. */
  colons: '^(19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]:[0-9]{3}$',
  /** As Gin writes to a console. */
  dashed: '^(19|20)[0-9]{2}/[0-9]{2}/[0-9]{2} - ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$',
  /** Java's `ZonedDateTime`. */
  zoned:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})\\[[A-Za-z_/+-]{1,40}\\]$',
  dayFirst: `^(0[1-9]|[12][0-9]|3[01])[.](0[1-9]|1[0-2])[.]${YEAR} ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$`,
  spreadsheet: `^${YEAR}([.] ?|[-/])(0?[1-9]|1[0-2])([.] ?|[-/])${DAY}[.]? (${HALF} )?${CLOCK}( ?[AP]M)?$`,
  inWords: `^${YEAR}(년 ?|年)(0?[1-9]|1[0-2])(월 ?|月)${DAY}(일|日)( ?[(][월화수목금토일月火水木金土][)])? ?(${HALF} ?)?(${CLOCK}|([01]?[0-9]|2[0-3])(시|時|时) ?[0-5]?[0-9](분|分)( ?[0-5]?[0-9](초|秒))?)$`,
  dayThenName: `^${WEEKDAY}${DAY}[ -]${MONTH_NAME}[a-z]{0,6}[ -]${YEAR},? ${CLOCK_WITH_HALF}$`,
  nameThenDay: `^${WEEKDAY}${MONTH_NAME}[a-z]{0,6}[.]? +${DAY},? ${YEAR},?( @| at)? ${CLOCK_WITH_HALF}$`,
  yearLast: `^${WEEKDAY}${MONTH_NAME} +${DAY} ${CLOCK}${FRACTION}${OFFSET} ${YEAR}$`,
} as const

/** An offset of its own at the end of a time, or before the year that ends it. */
export const OWN_OFFSET = '(Z|UTC|GMT|KST|JST|[+-][0-9]{2}:?[0-9]{2})(?: [0-9]{4}|\\[[A-Za-z_/+-]+\\])?$'

/** Whether a text says its own offset. */
export const saysOffset = (text: string): boolean =>
  new RegExp(OWN_OFFSET).test(text) || new RegExp(OTHER_TIMES.hourOffset).test(text)

/** A text of `OTHER_TIMES`, one character a byte, as ISO 8601; null for any other text. */
export const isoOfOther = (raw: string): string | null => {
  const is = (way: keyof typeof OTHER_TIMES, text: string): boolean => new RegExp(OTHER_TIMES[way]).test(text)
  if (is('digits', raw)) return isoOfDigits(raw)
  if (is('hourOffset', raw)) return `${raw}:00`
  if (is('named', raw)) return isoOfNamedZone(raw)
  if (is('colons', raw)) return `${raw.slice(0, 19)}.${raw.slice(20)}`
  if (is('dashed', raw)) return `${raw.slice(0, 10).replaceAll('/', '-')} ${raw.slice(13)}`
  if (is('digitDay', raw)) return isoOfDigitDay(raw)
  if (is('zoned', raw)) return raw.slice(0, raw.indexOf('['))
  if (is('dayFirst', raw)) return `${raw.slice(6, 10)}-${raw.slice(3, 5)}-${raw.slice(0, 2)}${raw.slice(10)}`
  if (is('dayThenName', raw) || is('nameThenDay', raw)) return isoOfNamed(raw, /\d+\D+(\d{4})/.exec(raw)?.[1] ?? '')
  if (is('yearLast', raw)) return isoOfNamed(raw, raw.slice(-4))
  const text = Buffer.from(raw, 'latin1').toString('utf8')
  return is('spreadsheet', text) || is('inWords', text) ? isoOfNumbers(text) : null
}

const isoOfDigits = (raw: string): string => {
  const [day, rest] = [raw.slice(0, 8), raw.slice(8).replace(/^[T ]/, '')]
  const fraction = rest.slice(6).replace(/^(?=\d)/, '.')
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${rest.slice(0, 2)}:${rest.slice(2, 4)}:${rest.slice(4, 6)}${fraction}`
}

const isoOfNamedZone = (raw: string): string =>
  `${raw.slice(0, 10).replace(/[/.]/g, '-')} ${raw
    .slice(11)
    .replace(',', '.')
    .replace(/ ?GMT$/, 'Z')
    .replace(/ ?[KJ]ST$/, '+09:00')}`

const isoOfDigitDay = (raw: string): string =>
  `${raw.slice(0, 4)}-${raw.slice(4, 6)}-${raw.slice(6, 8)} ${raw
    .slice(9)
    .replace(',', '.')
    .replace(/ ?(?:GMT|UTC)$/, 'Z')
    .replace(/ ?[KJ]ST$/, '+09:00')}`

const isoOfNumbers = (text: string): string => {
  const [year, month = '', day = '', hour = '', minute = '', second = '00'] = text.match(/\d+/g) ?? []
  const half = /오후|午後|下午|PM/.test(text) ? 12 : /오전|午前|上午|AM/.test(text) ? 0 : null
  return `${year}-${two(month)}-${two(day)} ${hourOf(hour, half)}:${two(minute)}:${two(second)}`
}

const isoOfNamed = (raw: string, year: string): string => {
  const name = new RegExp(MONTH_NAME).exec(raw)?.[0].toLowerCase()
  const month = String(MONTHS.findIndex((one) => one.toLowerCase() === name) + 1)
  const [clock = ''] = /\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?/.exec(raw) ?? []
  const [hour = '', ...rest] = clock.split(':')
  const half = /\d ?PM/.test(raw) ? 12 : /\d ?AM/.test(raw) ? 0 : null
  const offset = (new RegExp(OWN_OFFSET).exec(raw)?.[1] ?? '')
    .replace(/^(?:UTC|GMT)$/, 'Z')
    .replace(/^[KJ]ST$/, '+09:00')
  return `${year}-${two(month)}-${two(/\d+/.exec(raw)?.[0] ?? '')} ${hourOf(hour, half)}:${rest.join(':')}${offset}`
}

const two = (digits: string): string => digits.padStart(2, '0')
const hourOf = (hour: string, half: number | null): string =>
  two(half === null ? hour : String((Number(hour) % 12) + half))
