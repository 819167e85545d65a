import { formatTime, millisecondsOf, offsetMinutes } from '../../text/format-time.ts'
import type { Report } from '../../domain/report-model.ts'

/** One time axis for all pictures of a report, so that they can be read against each other. Milliseconds UTC. */
export interface TimeAxis {
  readonly from: number
  readonly to: number
  readonly zone: string
  readonly left: number
  readonly right: number
  x(at: number): number
}

export interface Tick {
  readonly x: number
  readonly label: string
}

export const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Whole local days that hold everything the report knows the time of; null where it knows none. */
export const timeAxis = (report: Report, left: number, right: number): TimeAxis | null => {
  const zone = report.case.zone
  const known = [
    ...report.coverage.flatMap(({ first, last }) => [first, last]),
    ...report.actors.flatMap(({ first, last }) => [first, last]),
    ...report.hourly.map(({ hour }) => hour),
  ].flatMap((instant) => millisecondsOf(instant) ?? [])
  if (known.length === 0) return null
  const earliest = known.reduce((a, b) => Math.min(a, b))
  const latest = known.reduce((a, b) => Math.max(a, b))
  const from = localDayStart(earliest, zone)
  const to = Math.max(localDayStart(latest + DAY, zone), from + DAY)
  return { from, to, zone, left, right, x: (at) => round(left + ((at - from) / (to - from)) * (right - left)) }
}

/** At local midnights, at most about a dozen; fewer where a label has to say the year. */
export const ticks = (axis: TimeAxis): readonly Tick[] => {
  const days = Math.round((axis.to - axis.from) / DAY)
  const most = days > 400 ? 9 : 13
  const step = [1, 2, 3, 5, 7, 14, 30, 60, 90, 180, 365].find((each) => days / each <= most) ?? Math.ceil(days / most)
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => {
    const at = localDayStart(axis.from + i * step * DAY + 12 * HOUR, axis.zone)
    return { x: axis.x(at), label: formatTime(new Date(at).toISOString(), axis.zone).slice(days > 400 ? 0 : 5, 10) }
  })
}

export const round = (value: number): number => Math.round(value * 10) / 10

const localDayStart = (at: number, zone: string): number => {
  const offset = offsetMinutes(zone, at) * 60_000
  const day = Math.floor((at + offset) / DAY) * DAY
  return day - offsetMinutes(zone, day - offset) * 60_000
}
