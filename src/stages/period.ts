import { offsetMinutes } from '../text/format-time.ts'

/** A time as a person wrote it; without an offset it is on the case's clock, which is known only once the case is open. */
export interface WrittenTime {
  /** What the clock showed, as if it were UTC: milliseconds since the epoch. */
  readonly wall: number
  /** Digits of the second's fraction, up to six. */
  readonly fraction: string
  /** Minutes east of UTC; null where nothing was said. */
  readonly offset: number | null
}

const WRITTEN =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/i

/** `2026-03-01`, `2026-03-01T09:00`, `2026-03-01 09:00:00.5+09:00`; null where it is no such time or no such day. */
export const readTime = (text: string): WrittenTime | null => {
  const match = WRITTEN.exec(text.trim())
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = match
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const wall = Date.parse(`${written}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== written) return null
  return { wall, fraction: fraction.slice(0, 6), offset: offsetOf(match) }
}

const offsetOf = (match: RegExpExecArray): number | null => {
  const [, , , , , , , , utc, sign, hours, minutes = '00'] = match
  if (utc !== undefined) return 0
  return sign === undefined ? null : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

export interface Period {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** In UTC, ISO 8601 with microseconds. Where clocks were set back and a time came twice, the period takes in both. */
export const periodIn = (zone: string, from: WrittenTime | undefined, to: WrittenTime | undefined): Period => ({
  from: from === undefined ? undefined : instantText(from, zone, 'earlier'),
  to: to === undefined ? undefined : instantText(to, zone, 'later'),
})

const instantText = (written: WrittenTime, zone: string, which: 'earlier' | 'later'): string => {
  const at = written.offset === null ? instantOf(written.wall, zone, which) : written.wall - written.offset * MINUTE
  return `${new Date(at).toISOString().slice(0, 19)}.${written.fraction.padEnd(6, '0')}Z`
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * The offsets in force a day before and a day after are the only ones that the moment can have. A time that clocks
 * skipped is read on the offset before the change, as ISO 8601 clocks that were not put forward would show it.
 */
const instantOf = (wall: number, zone: string, which: 'earlier' | 'later'): number => {
  const candidates = [wall - DAY, wall + DAY].map((near) => wall - offsetMinutes(zone, near) * MINUTE)
  const real = candidates.filter((at) => at + offsetMinutes(zone, at) * MINUTE === wall)
  const [before = wall] = candidates
  if (real.length === 0) return before
  return which === 'earlier' ? Math.min(...real) : Math.max(...real)
}
