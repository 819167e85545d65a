import type { SlotCount } from './rhythm.ts'

const HOUR = 3600
const HOURS = 24
/** What an hour counts for at most: a burst, as an attacker's, does not move the day. */
const USUAL = 0.75

/**
 * When a day of the people in a log begins: seconds after midnight UTC, a whole hour. A day that is cut at midnight UTC
 * falls into the working hours of half the world, where one shift would be two days. It begins opposite to the mean
 * direction of the traffic on the circle of 24 hours (Mardia and Jupp, Directional Statistics, 2000, section 2.2.1), with
 * each hour of the day as its mean over the days of the log; 0 without events. The same log shifted by whole hours has a
 * day shifted by as many.
 */
export const dayStartOf = (slots: readonly SlotCount[]): number => {
  const hours = new Map<number, number>()
  for (const { at, events } of slots) {
    const hour = Math.floor(at / HOUR)
    hours.set(hour, (hours.get(hour) ?? 0) + events)
  }
  if (hours.size === 0) return 0
  const sorted = [...hours.values()].sort((a, b) => a - b)
  const most = sorted[Math.floor(USUAL * (sorted.length - 1))] ?? 0
  const profile = profileOf(hours, most)
  const angle = (hour: number): number => (2 * Math.PI * (hour + 0.5)) / HOURS
  const x = profile.reduce((sum, n, hour) => sum + n * Math.cos(angle(hour)), 0)
  const y = profile.reduce((sum, n, hour) => sum + n * Math.sin(angle(hour)), 0)
  const opposite = (Math.atan2(y, x) * HOURS) / (2 * Math.PI) + HOURS / 2
  return (Math.round(opposite) % HOURS) * HOUR
}

/** For each hour of the day UTC: what it holds in the mean, over the days on which the log covers it. */
const profileOf = (hours: ReadonlyMap<number, number>, most: number): readonly number[] => {
  const keys = [...hours.keys()]
  const [first, last] = [keys.reduce((a, b) => Math.min(a, b)), keys.reduce((a, b) => Math.max(a, b))]
  const sums = Array.from({ length: HOURS }, () => 0)
  for (const [hour, n] of hours) sums[hour % HOURS] = (sums[hour % HOURS] ?? 0) + Math.min(n, most)
  return sums.map((sum, hour) => {
    const days = Math.floor((last - hour) / HOURS) - Math.ceil((first - hour) / HOURS) + 1
    return days > 0 ? sum / days : 0
  })
}
