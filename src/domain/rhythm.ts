import type { Hole } from './source-plan.ts'

/** Events in one slot of ten minutes, slots ascending from the first to the last event; slots without events left out. */
export interface SlotCount {
  /** Unix seconds of the slot's start. */
  readonly at: number
  readonly events: number
}

/** A stretch without any event, Unix seconds with fraction. */
export interface Gap {
  readonly from: number
  readonly to: number
}

export const SLOT = 600
const DAY = 86_400
/** Chance that any gap of the source is called a hole though nothing is missing. */
const ALPHA = 1e-6
/** A rhythm needs this many days; below it one rate serves all hours. */
const DAYS_OF_RHYTHM = 3
/** Real traffic is burstier than Poisson: the rate is taken this much lower than observed. */
const CAUTION = 0.5

/**
 * Gaps in which the source's own rhythm would have had events. The rate of a time of day is the median over the days, so
 * that a hole does not teach the rhythm; the probability of silence is Poisson's, Bonferroni-corrected for all gaps.
 */
export const holesIn = (gaps: readonly Gap[], slots: readonly SlotCount[]): readonly Hole[] => {
  const rate = rateByTimeOfDay(slots)
  const total = slots.reduce((sum, slot) => sum + slot.events, 0)
  const needed = -Math.log(ALPHA / Math.max(total, 1))
  const days = Math.max(1, ((slots.at(-1)?.at ?? 0) - (slots[0]?.at ?? 0)) / DAY)
  return gaps.flatMap((gap) => {
    const expected = expectedIn(gap, rate)
    return expected * CAUTION >= needed && !recurs(gap, gaps, days)
      ? [{ from: iso(gap.from), to: iso(gap.to), expected: Math.round(expected) }]
      : []
  })
}

/** A silence that comes back about as long, on every second day or more, is part of the rhythm. */
const recurs = (gap: Gap, gaps: readonly Gap[], days: number): boolean => {
  const length = gap.to - gap.from
  const alike = gaps.filter((other) => Math.abs(other.to - other.from - length) <= 0.2 * length).length
  return alike > Math.max(2, days / 2)
}

type Rate = (slot: number) => number

const rateByTimeOfDay = (slots: readonly SlotCount[]): Rate => {
  const first = slots[0]?.at ?? 0
  const last = slots.at(-1)?.at ?? 0
  const days = (last - first) / DAY
  const counts = new Map(slots.map(({ at, events }) => [at, events]))
  if (days < DAYS_OF_RHYTHM) {
    const all = slots.reduce((sum, slot) => sum + slot.events, 0)
    const mean = all / Math.max(1, (last - first) / SLOT + 1)
    return () => mean
  }
  const cache = new Map<number, number>()
  return (slot) => {
    const phase = slot % DAY
    const known = cache.get(phase)
    if (known !== undefined) return known
    const values: number[] = []
    for (let at = first - (first % DAY) + phase; at <= last; at += DAY)
      if (at >= first) values.push(counts.get(at) ?? 0)
    const value = median(values)
    cache.set(phase, value)
    return value
  }
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const expectedIn = (gap: Gap, rate: Rate): number => {
  let expected = 0
  for (let slot = gap.from - (gap.from % SLOT); slot < gap.to; slot += SLOT) {
    const covered = Math.min(slot + SLOT, gap.to) - Math.max(slot, gap.from)
    expected += (rate(slot) * Math.max(0, covered)) / SLOT
  }
  return expected
}

const iso = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString()
