import { DATE_FORM, fixedOffset } from '../detection/date-form.ts'
import type { TimePart } from '../detection/expr.ts'

const DATE = new RegExp(`^${DATE_FORM}$`)

/** The part of a written date in the zone, or null when the text is no date. */
export const readTimePart = (part: TimePart, text: string, zone: string): number | null => {
  if (!DATE.test(text)) return null
  const written = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`)
  if (Number.isNaN(written) || !new Date(written).toISOString().startsWith(text.slice(0, 10))) return null
  const offset = /(?:Z|[+-]\d\d:?\d\d)$/.exec(text.slice(19))?.[0]
  return partOf(part, new Date(offset === undefined ? written : inZone(written - offsetOf(offset), zone)))
}

const offsetOf = (offset: string): number => {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000
}

/** The instant moved so that its digits in UTC are those of the clock in the zone. */
const inZone = (instant: number, zone: string): number => {
  const minutes = fixedOffset(zone)
  if (minutes !== null) return instant + minutes * 60_000
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const number = (type: string): number => Number(parts.find((found) => found.type === type)?.value)
  return Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  )
}

const partOf = (part: TimePart, time: Date): number => {
  switch (part) {
    case 'minute':
      return time.getUTCMinutes()
    case 'hour':
      return time.getUTCHours()
    case 'day':
      return time.getUTCDate()
    case 'week':
      return isoWeek(time)
    case 'month':
      return time.getUTCMonth() + 1
    case 'year':
      return time.getUTCFullYear()
  }
}

const DAY = 86_400_000

/** ISO 8601: the week of a day is that of its Thursday. */
const isoWeek = (time: Date): number => {
  const day = Math.floor(time.getTime() / DAY)
  const thursday = day + 3 - ((((day + 3) % 7) + 7) % 7)
  const firstDay = Math.floor(Date.UTC(new Date(thursday * DAY).getUTCFullYear(), 0, 1) / DAY)
  return Math.floor((thursday - firstDay) / 7) + 1
}
