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
const HOUR = 3600
const DAY = 86_400
const WEEK = 7 * DAY
/** Chance that any gap of the source is called a hole though nothing is missing. */
const ALPHA = 1e-6
/** A rhythm of the day, and of the week, needs so many of them; below that one rate serves all hours. */
const DAYS_OF_RHYTHM = 3
const WEEKS_OF_RHYTHM = 3
/** What the model of the rate may be wrong by. */
const CAUTION = 0.5
/** A silence is the same as an earlier one when so much of it was silent then. */
const ALIKE = 0.8
/** Part of a silence that counts as silent: between two events there always is a moment. */
const LONG = 0.2

/**
 * Gaps in which the source's own rhythm would have had events. The rate of a time of day (of the week, where there are
 * weeks enough) is the median over the days, so that a hole does not teach the rhythm. The probability of silence is that
 * of a Poisson process of bursts, Bonferroni-corrected for all gaps. A silence that comes back is part of the rhythm.
 */
export const holesIn = (gaps: readonly Gap[], slots: readonly SlotCount[]): readonly Hole[] => {
  const [first, last] = [slots[0], slots.at(-1)]
  if (first === undefined || last === undefined) return []
  const total = slots.reduce((sum, slot) => sum + slot.events, 0)
  const needed = -Math.log(ALPHA / total)
  const bursts = burstSize(slots, total)
  const rhythm = rhythmOf(slots)
  return gaps.flatMap((gap) => {
    const expected = rhythm(gap)
    const isHole = (expected / bursts) * CAUTION >= needed && !recurs(gap, gaps, first.at, last.at + SLOT)
    return isHole ? [{ from: iso(gap.from), to: iso(gap.to), expected: Math.round(expected) }] : []
  })
}

/**
 * Events that come as one: variance over mean of the slots, 1 for a Poisson process, more where events come in bursts.
 * Taken from the differences of neighbours (von Neumann), so that day and night are no bursts.
 */
const burstSize = (slots: readonly SlotCount[], total: number): number => {
  let squares = 0
  slots.forEach(({ at, events }, i) => {
    const next = slots[i + 1]
    if (next === undefined) return
    squares += next.at - at > SLOT ? events ** 2 + next.events ** 2 : (next.events - events) ** 2
  })
  return Math.max(1, squares / 2 / total)
}

/** Silent at the same time of most other days, or of nearly all other weeks. */
const recurs = (gap: Gap, gaps: readonly Gap[], first: number, last: number): boolean => {
  const long = gaps.filter((other) => other.to - other.from >= LONG * (gap.to - gap.from))
  const silent = (period: number): readonly boolean[] => {
    const shares: boolean[] = []
    for (let shift = Math.ceil((first - gap.from) / period); gap.to + shift * period <= last; shift++) {
      if (shift === 0) continue
      const moved = { from: gap.from + shift * period, to: gap.to + shift * period }
      shares.push(silenceIn(moved, long) >= ALIKE * (gap.to - gap.from))
    }
    return shares
  }
  const days = silent(DAY)
  const weeks = silent(WEEK)
  const share = (of: readonly boolean[]): number => of.filter(Boolean).length / of.length
  if (days.length > 0 && share(days) > (days.length < 3 ? 0.99 : 0.5)) return true
  return weeks.length > 0 ? share(weeks) >= 0.75 : isWeekEnd(gap) && endsAtNight(gap, gaps, first, last)
}

/** Two days around the night from Saturday to Sunday, in whatever zone. The first of January 1970 was a Thursday. */
const isWeekEnd = ({ from, to }: Gap): boolean => {
  const hours = (to - from) / HOUR
  const middle = ((((from + to) / 2 / HOUR + 72) % 168) + 168) % 168
  return hours > 40 && hours <= 72 && middle >= 128 && middle <= 160
}

/** A source that falls silent every evening: what it does on the only week-end in the log is no loss. */
const endsAtNight = (gap: Gap, gaps: readonly Gap[], first: number, last: number): boolean => {
  const edges = [
    { from: gap.from, to: gap.from + HOUR },
    { from: gap.to - HOUR, to: gap.to },
  ]
  const long = gaps.filter(({ from, to }) => to - from >= HOUR)
  return edges.every((edge) => {
    const others: boolean[] = []
    for (let shift = Math.ceil((first - edge.from) / DAY); edge.to + shift * DAY <= last; shift++)
      if (shift !== 0)
        others.push(silenceIn({ from: edge.from + shift * DAY, to: edge.to + shift * DAY }, long) >= ALIKE * HOUR)
    return others.length > 1 && others.filter(Boolean).length >= 0.75 * others.length
  })
}

/** Seconds of a stretch that lie in gaps; gaps ascending. */
const silenceIn = (stretch: Gap, gaps: readonly Gap[]): number => {
  let [low, high] = [0, gaps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((gaps[middle]?.to ?? 0) <= stretch.from) low = middle + 1
    else high = middle
  }
  let silence = 0
  for (let i = low; i < gaps.length; i++) {
    const gap = gaps[i]
    if (gap === undefined || gap.from >= stretch.to) break
    silence += Math.min(gap.to, stretch.to) - Math.max(gap.from, stretch.from)
  }
  return silence
}

/** Events to be expected in a gap. */
type Rhythm = (gap: Gap) => number

const rhythmOf = (slots: readonly SlotCount[]): Rhythm => {
  const first = slots[0]?.at ?? 0
  const last = slots.at(-1)?.at ?? 0
  const counts = new Map(slots.map(({ at, events }) => [at, events]))
  const days = (last - first) / DAY
  if (days < DAYS_OF_RHYTHM) return (gap) => aroundIt(gap, counts, first, last)
  const period = days >= WEEKS_OF_RHYTHM * 7 ? WEEK : DAY
  const known = new Map<number, number>()
  const rate = (slot: number): number => {
    const phase = slot % period
    const cached = known.get(phase)
    if (cached !== undefined) return cached
    const values: number[] = []
    for (let at = first - (first % period) + phase; at <= last; at += period)
      if (at >= first) values.push(counts.get(at) ?? 0)
    const value = median(values)
    known.set(phase, value)
    return value
  }
  return (gap) => sumOver(gap, rate)
}

/**
 * Too few days to know the hours: as busy as the hour before or after, at most as ever. A night is quiet at both ends, a
 * hole is not; an hour next to a burst is busier than most.
 */
const aroundIt = (gap: Gap, counts: ReadonlyMap<number, number>, first: number, last: number): number => {
  const busy = (stretch: Gap): number => {
    const inside = { from: Math.max(first, stretch.from), to: Math.min(last + SLOT, stretch.to) }
    return sumOver(inside, (slot) => counts.get(slot) ?? 0) / HOUR
  }
  const before = busy({ from: gap.from - HOUR, to: gap.from })
  const after = busy({ from: gap.to, to: gap.to + HOUR })
  const overall = sumOver({ from: first, to: last + SLOT }, (slot) => counts.get(slot) ?? 0) / (last + SLOT - first)
  return (gap.to - gap.from) * Math.min(overall, Math.max(before, after))
}

const sumOver = (stretch: Gap, rate: (slot: number) => number): number => {
  let sum = 0
  for (let slot = stretch.from - (stretch.from % SLOT); slot < stretch.to; slot += SLOT) {
    const covered = Math.min(slot + SLOT, stretch.to) - Math.max(slot, stretch.from)
    sum += (rate(slot) * Math.max(0, covered)) / SLOT
  }
  return sum
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const iso = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString()
