import type { TimeStyle } from '../times.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** ISO 8601 as logs write it: date and time, seconds, fraction and offset optional, the date with slashes or dots too. Both readers share this one pattern. */
export const ISO_TIME =
  '^[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.,][0-9]{1,9})?)?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$'

const CLOCK = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?'

/**
 * Ways of writing a date and a time that neither loggers nor ISO 8601 have, none of which can be taken for another:
 * digits alone (`20251103100000`, three more of a fraction, `T` between, an offset); the day first, with dots
 * (`03.11.2025 10:00:00`); as spreadsheets write it, in Korean too (`2025. 11. 3. 오후 1:05`, `2025-11-3 13:05`).
 */
export const OTHER_TIMES = {
  digits:
    '^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[T ]?([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]([.,][0-9]{1,9}|[0-9]{3})?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$',
  dayFirst: `^(0[1-9]|[12][0-9]|3[01])[.](0[1-9]|1[0-2])[.](19|20)[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$`,
  spreadsheet: `^(19|20)[0-9]{2}([.] ?|[-/])(0?[1-9]|1[0-2])([.] ?|[-/])(0?[1-9]|[12][0-9]|3[01])[.]? ((오전|오후|AM|PM) )?${CLOCK}$`,
} as const

/** The same as ISO 8601; null for any other text. */
const isoOf = (raw: string): string | null => {
  if (new RegExp(OTHER_TIMES.digits).test(raw)) {
    const [day, rest] = [raw.slice(0, 8), raw.slice(8).replace(/^[T ]/, '')]
    const fraction = rest.slice(6).replace(/^(?=\d)/, '.')
    return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${rest.slice(0, 2)}:${rest.slice(2, 4)}:${rest.slice(4, 6)}${fraction}`
  }
  if (new RegExp(OTHER_TIMES.dayFirst).test(raw))
    return `${raw.slice(6, 10)}-${raw.slice(3, 5)}-${raw.slice(0, 2)}${raw.slice(10)}`
  const text = Buffer.from(raw, 'latin1').toString('utf8')
  if (!new RegExp(OTHER_TIMES.spreadsheet).test(text)) return null
  const [year, month = '', day = '', hour = '', minute, second = '00'] = text.match(/\d+/g) ?? []
  const half = /(오전|오후|AM|PM)/.exec(text)?.[1]
  const hours = half === undefined ? hour : String((Number(hour) % 12) + (half === '오후' || half === 'PM' ? 12 : 0))
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${hours.padStart(2, '0')}:${minute}:${second}`
}

/** Microseconds since the epoch; null where the text is no time. */
export const plainTime = (raw: string, style: TimeStyle, zone: string): bigint | null => {
  if (style === 'clf') return clf(raw, zone)
  return style === 'iso' ? iso(raw, zone) : epoch(raw)
}

const CLF =
  /^(\d\d)\/([A-Za-z]{3})\/(\d{4}):([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:[.,](\d{1,9}))?( ?Z| UTC| GMT| [+-]\d\d:?\d\d)?$/

const clf = (raw: string, zone: string): bigint | null => {
  const match = CLF.exec(raw)
  if (match === null) return null
  const [, day, name = '', year, hour, minute, second, fraction = '', offset] = match
  const month = MONTHS.findIndex((one) => one.toLowerCase() === name.toLowerCase()) + 1
  const wall: Wall = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)]
  if (month === 0 || !isDay(wall)) return null
  return instant(wall, fraction, offset === undefined ? zone : offset.trim().replace(/^(?:UTC|GMT)$/, 'Z'))
}

const iso = (text: string, zone: string): bigint | null => {
  const raw = new RegExp(ISO_TIME).test(text) ? text : isoOf(text)
  if (raw === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = raw
    .slice(0, 16)
    .split(/[-/.T :]/)
    .map(Number)
  const second = Number(/^.{16}:(\d\d)/.exec(raw)?.[1] ?? 0)
  if (month < 1 || month > 12 || !isDay([year, month, day])) return null
  const fraction = /^.{19}[.,](\d+)/.exec(raw)?.[1] ?? ''
  const offset = /(Z|UTC|[+-]\d\d:?\d\d)$/.exec(raw.slice(16))?.[1]
  return instant([year, month, day, hour, minute, second], fraction, offset === undefined ? zone : offset)
}

/** The engine counts no farther; nor does a log. */
const LARGEST = 2n ** 63n - 1n

const epoch = (raw: string): bigint | null => {
  const match = /^(\d{9,19})(?:\.(\d{1,9}))?$/.exec(raw)
  if (match === null) return null
  const [, whole = '', fraction] = match
  if (fraction !== undefined) return BigInt(Math.round(Number(raw) * 1_000_000))
  const value = BigInt(whole)
  if (whole.length === 14 || whole.length === 17 || value > LARGEST) return null
  if (whole.length <= 11) return value * 1_000_000n
  if (whole.length <= 14) return value * 1000n
  return whole.length <= 17 ? value : value / 1000n
}

const isDay = ([year, month, day]: readonly [number, number, number, ...(readonly number[])]): boolean =>
  day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Year, month from 1, day, hour, minute, second. */
export type Wall = readonly [number, number, number, number, number, number]

export const instant = (wall: Wall, fraction: string, zone: string): bigint => {
  const [year, month, day, hour, minute, second] = wall
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000
  const micro = BigInt(fraction.slice(0, 6).padEnd(6, '0'))
  return BigInt(seconds - offsetOf(seconds, zone)) * 1_000_000n + micro
}

/** Seconds by which the zone is ahead of UTC at that wall time. */
const offsetOf = (wallSeconds: number, zone: string): number => {
  if (zone === 'UTC' || zone === 'Z') return 0
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (fixed !== null) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 3600 + Number(fixed[3]) * 60)
  const first = wallSeconds - named(wallSeconds, zone)
  return named(first, zone)
}

const named = (seconds: number, zone: string): number => {
  const text = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).format(seconds * 1000)
  const match = /GMT([+-])(\d\d):(\d\d)$/.exec(text)
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60)
}
