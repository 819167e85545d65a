export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const DAY = '(0?[1-9]|[12][0-9]|3[01])'
const YEAR = '(19|20)[0-9]{2}'
const CLOCK = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?'
const FRACTION = '([.,][0-9]{1,9})?'
/** Offsets of the abbreviations that name one alone: those of RFC 822, and others that no second country uses for its own time. */
export const ABBREVIATED: Readonly<Record<string, string>> = {
  GMT: 'Z', UTC: 'Z', KST: '+09:00', JST: '+09:00', HKT: '+08:00', SGT: '+08:00',
  EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00', AKST: '-09:00', AKDT: '-08:00', HST: '-10:00',
  WET: '+00:00', WEST: '+01:00', CET: '+01:00', CEST: '+02:00', EET: '+02:00', EEST: '+03:00', MSK: '+03:00',
  AEST: '+10:00', AEDT: '+11:00', NZST: '+12:00', NZDT: '+13:00',
} // biome-ignore format: a table
/** The same, as one of a pattern. */
export const NAMES = Object.keys(ABBREVIATED).join('|')
const FROM_UTC = '(UTC|GMT)?[+-][0-9]{2}:?[0-9]{2}|(UTC|GMT)[+-][0-9]{1,2}'
const HALF = '(오전|오후|午前|午後|上午|下午|AM|PM)'

const anyCase = (name: string): string =>
  name.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
export const MONTH_NAME = `(${MONTHS.map(anyCase).join('|')})`
const WEEKDAY = '((Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?'
/** The name of the zone may follow, as browsers write it. */
const OFFSET = `( ?(Z|${NAMES}|${FROM_UTC})( [(][^()]{1,60}[)])?)?`
const CLOCK_WITH_HALF = `${CLOCK}${FRACTION}( ?[AaPp][Mm])?${OFFSET}`

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
  /** ISO 8601 with the abbreviation of a zone, or the offset behind `UTC`. */
  named: `^(19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]${FRACTION} ?(${NAMES}|(UTC|GMT)[+-][0-9]{1,2}(:?[0-9]{2})?)$`,
  /** As Oracle writes it, the year in two digits or four. */
  oracle: `^${DAY}-${MONTH_NAME}-((19|20)?[0-9]{2}) (0?[1-9]|1[0-2])[.][0-5][0-9][.][0-5][0-9]([.][0-9]{1,9})? [AP]M${OFFSET}$`,
  /** The year in two digits, a clock with colons. */
  shortNamed: `^${DAY}-${MONTH_NAME}-[0-9]{2} ${CLOCK}${FRACTION}( ?[AaPp][Mm])?$`,
  /** As Db2 writes it. */
  db2: '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}-([01][0-9]|2[0-3])[.][0-5][0-9][.][0-5][0-9]([.][0-9]{1,9})?$',
  /** Seconds to nanoseconds since the epoch, as spreadsheets and programs write large numbers. */
  exponent: '^1[.][0-9]{1,18}[eE][+]?(0?9|1[258])$',
  /** Days since 30 December 1899, of 1990 to 2105, as spreadsheets keep times. */
  dayNumber: '^(3[3-9]|[4-6][0-9]|7[0-4])[0-9]{3}[.][0-9]{1,15}$',
  /** As JEUS writes it, with a colon before the fraction. */
  colons: '^(19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]:[0-9]{3}$',
  /** As Gin writes to a console. */
  dashed: '^(19|20)[0-9]{2}/[0-9]{2}/[0-9]{2} - ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$',
  /** Java's `ZonedDateTime`. */
  zoned:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})\\[[A-Za-z_/+-]{1,40}\\]$',
  dayFirst: `^(0[1-9]|[12][0-9]|3[01])[.](0[1-9]|1[0-2])[.]${YEAR} ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$`,
  spreadsheet: `^${YEAR}([.] ?|[-/])(0?[1-9]|1[0-2])([.] ?|[-/])${DAY}[.]? (${HALF} )?${CLOCK}( ?[AaPp][Mm])?$`,
  inWords: `^${YEAR}(년 ?|年)(0?[1-9]|1[0-2])(월 ?|月)${DAY}(일|日)( ?[(][월화수목금토일月火水木金土][)])? ?(${HALF} ?)?(${CLOCK}|([01]?[0-9]|2[0-3])(시|時|时) ?[0-5]?[0-9](분|分)( ?[0-5]?[0-9](초|秒))?)$`,
  dayThenName: `^${WEEKDAY}${DAY}[ -]${MONTH_NAME}[a-z]{0,6}[ -]${YEAR},? ${CLOCK_WITH_HALF}$`,
  nameThenDay: `^${WEEKDAY}${MONTH_NAME}[a-z]{0,6}[.]? +${DAY},? ${YEAR},?( @| at)? ${CLOCK_WITH_HALF}$`,
  yearLast: `^${WEEKDAY}${MONTH_NAME} +${DAY} ${CLOCK}${FRACTION}${OFFSET} ${YEAR}$`,
} as const

/** An offset of its own at the end of a time, or before the year that ends it. */
export const OWN_OFFSET = `(Z|${NAMES}|${FROM_UTC})(?: [0-9]{4}|\\[[A-Za-z_/+-]+\\]| [(][^()]{1,60}[)])?$`

/** Whether a text says its own offset. */
export const saysOffset = (text: string): boolean =>
  [OWN_OFFSET, OTHER_TIMES.hourOffset, OTHER_TIMES.exponent].some((pattern) => new RegExp(pattern).test(text))

/** `+9`, `GMT+0900`, `KST` as an offset of ISO 8601. */
export const offsetWritten = (own: string): string => {
  const known = ABBREVIATED[own]
  if (known !== undefined || !/[+-]/.test(own)) return known ?? own
  const [, sign = '', hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d\d)?$/.exec(own) ?? []
  return `${sign}${two(hours)}:${minutes}`
}

/** A text of `OTHER_TIMES`, one character a byte, as ISO 8601; null for any other text. */
export const isoOfOther = (raw: string): string | null => {
  const is = (way: keyof typeof OTHER_TIMES, text: string): boolean => new RegExp(OTHER_TIMES[way]).test(text)
  if (is('digits', raw)) return isoOfDigits(raw)
  if (is('hourOffset', raw)) return `${raw}:00`
  if (is('named', raw)) return isoOfNamedZone(raw)
  if (is('oracle', raw)) return isoOfOracle(raw)
  if (is('shortNamed', raw)) return isoOfNamed(raw, `20${/-(\d\d) /.exec(raw)?.[1] ?? ''}`)
  if (is('db2', raw)) return `${raw.slice(0, 10)} ${raw.slice(11, 19).replaceAll('.', ':')}${raw.slice(19)}`
  if (is('exponent', raw)) return isoOfExponent(raw)
  if (is('dayNumber', raw)) return isoOfDayNumber(raw)
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

export const ownOffset = (raw: string): string => new RegExp(OWN_OFFSET).exec(raw)?.[1] ?? ''

/** A day, then a clock up to where the offset stands. */
const clockOf = (rest: string): string => /^[0-9:.,]+/.exec(rest)?.[0].replace(',', '.') ?? ''

const isoOfNamedZone = (raw: string): string =>
  `${raw.slice(0, 10).replace(/[/.]/g, '-')} ${clockOf(raw.slice(11))}${offsetWritten(ownOffset(raw))}`

const isoOfDigitDay = (raw: string): string =>
  `${raw.slice(0, 4)}-${raw.slice(4, 6)}-${raw.slice(6, 8)} ${clockOf(raw.slice(9))}${offsetWritten(ownOffset(raw))}`

const isoOfOracle = (raw: string): string => {
  const [, day = '', year = ''] = /^(\d+)-[A-Za-z]+-(\d+) /.exec(raw) ?? []
  const [, hour = '', minute = '', second = '', fraction = ''] = / (\d+)[.](\d\d)[.](\d\d)([.]\d+)? /.exec(raw) ?? []
  const half = / PM/.test(raw) ? 12 : 0
  return `${year.length === 2 ? '20' : ''}${year}-${monthOf(raw)}-${two(day)} ${hourOf(hour, half)}:${minute}:${second}${fraction}${offsetWritten(ownOffset(raw))}`
}

const MICRO_A_DAY = 86_400_000_000
const isoOfMicro = (micro: number): string =>
  `${new Date(Math.floor(micro / 1_000_000) * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${String(micro % 1_000_000).padStart(6, '0')}`

/** Up to microseconds, as exactly as a number of 64 bits has them. */
const isoOfExponent = (raw: string): string => {
  const power = Number(/\d+$/.exec(raw)?.[0])
  return `${isoOfMicro(Math.round((Number(raw) / 10 ** (power - 9)) * 1_000_000))}Z`
}

/** To the millisecond, or where the digits do not reach so far to the second. */
const isoOfDayNumber = (raw: string): string => {
  const step = raw.length - raw.indexOf('.') > 8 ? 1000 : 1_000_000
  return isoOfMicro(Math.round(((Number(raw) - 25_569) * MICRO_A_DAY) / step) * step)
}

const isoOfNumbers = (text: string): string => {
  const [year, month = '', day = '', hour = '', minute = '', second = '00'] = text.match(/\d+/g) ?? []
  const half = /오후|午後|下午|[Pp][Mm]/.test(text) ? 12 : /오전|午前|上午|[Aa][Mm]/.test(text) ? 0 : null
  return `${year}-${two(month)}-${two(day)} ${hourOf(hour, half)}:${two(minute)}:${two(second)}`
}

const isoOfNamed = (raw: string, year: string): string => {
  const [clock = ''] = /\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?/.exec(raw) ?? []
  const [hour = '', ...rest] = clock.split(':')
  const half = /\d ?[Pp][Mm]/.test(raw) ? 12 : /\d ?[Aa][Mm]/.test(raw) ? 0 : null
  const offset = offsetWritten(ownOffset(raw))
  return `${year}-${monthOf(raw)}-${two(/\d+/.exec(raw)?.[0] ?? '')} ${hourOf(hour, half)}:${rest.join(':')}${offset}`
}

const monthOf = (raw: string): string => {
  const name = new RegExp(MONTH_NAME).exec(raw)?.[0].toLowerCase()
  return two(String(MONTHS.findIndex((one) => one.toLowerCase() === name) + 1))
}

const two = (digits: string): string => digits.padStart(2, '0')
const hourOf = (hour: string, half: number | null): string =>
  two(half === null ? hour : String((Number(hour) % 12) + half))
