import type { TimeStyle } from '../times.ts'
import { isoOfOther, MONTHS } from './plain-other-time.ts'

/** ISO 8601 as logs write it: date and time, seconds, fraction and offset optional, the date with slashes or dots too. Both readers share this one pattern. */
export const ISO_TIME =
  '^[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.,][0-9]{1,9})?)?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$'

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
  const raw = new RegExp(ISO_TIME).test(text) ? text : isoOfOther(text)
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
