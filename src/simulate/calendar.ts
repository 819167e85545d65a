import type { Random } from './random.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** The company keeps Korean time, which has no summer time. */
const KOREA = 9 * HOUR

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const CLOCK = Array.from({ length: 86_400 }, (_, second) => new Date(second * SECOND).toISOString().slice(11, 19))
const MILLIS = Array.from({ length: 1000 }, (_, ms) => String(ms).padStart(3, '0'))

/** The observed window: whole Korean days. Times are milliseconds of UTC. */
export class Calendar {
  readonly start: number
  readonly end: number
  readonly days: number

  constructor(random: Random, days: number) {
    this.start = Date.UTC(2025, 0, 6) + random.below(300) * DAY - KOREA
    this.days = days
    this.end = this.start + days * DAY
  }

  dayOf(time: number): number {
    return Math.floor((time - this.start) / DAY)
  }

  startOf(day: number): number {
    return this.start + day * DAY
  }

  /** Sunday is 0. */
  weekday(day: number): number {
    return new Date(this.startOf(day) + KOREA).getUTCDay()
  }

  isWeekend(day: number): boolean {
    return this.weekday(day) % 6 === 0
  }

  /** Hour of the Korean day. */
  hourOf(time: number): number {
    return Math.floor((time - this.start) / HOUR) % 24
  }

  /** `2025-11-03` in Korea, as rotated files are named. */
  label(day: number): string {
    return isoDay(this.startOf(day) + KOREA)
  }
}

/** Day number → its name, computed once a day. */
const remembered = (name: (day: number) => string): ((day: number) => string) => {
  const names = new Map<number, string>()
  return (day) => {
    const known = names.get(day)
    if (known !== undefined) return known
    const made = name(day)
    names.set(day, made)
    return made
  }
}

const isoDayName = remembered((day) => new Date(day * DAY).toISOString().slice(0, 10))

const commonDayName = remembered((day) => {
  const [year = '', month = '', date = ''] = isoDayName(day).split('-')
  return `${date}/${MONTHS[Number(month) - 1] ?? ''}/${year}`
})

const isoDay = (time: number): string => isoDayName(Math.floor(time / DAY))

const clock = (time: number): string => CLOCK[Math.floor(time / SECOND) % 86_400] ?? ''

/** `03/Nov/2025:14:05:09 +0900` */
export const commonLogTime = (time: number): string => {
  const local = time + KOREA
  return `${commonDayName(Math.floor(local / DAY))}:${clock(local)} +0900`
}

/** `2025-11-03T05:05:09.123Z` */
export const isoUtc = (time: number): string => `${isoDay(time)}T${clock(time)}.${MILLIS[time % 1000] ?? ''}Z`

/** `2025-11-03T14:05:09.123+09:00` */
export const isoKorea = (time: number): string => {
  const local = time + KOREA
  return `${isoDay(local)}T${clock(local)}.${MILLIS[local % 1000] ?? ''}+09:00`
}
