/** Events of one day, days ascending; days without events left out. */
export interface DayCount {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly events: number
}

/** The days between which a log lies, and events that stand far before or behind. */
export interface Bulk {
  readonly from: number
  readonly to: number
  readonly far: number
}

/** Days between the bulk and what is far from it. */
const FAR = 30
/** Of so few events nobody can say which are the odd ones. */
const LEAST = 10
/** At most such a share of the events is odd; one always may be. */
const ODD = 0.01

/**
 * A few lines dated far from all others, as by a clock that was reset, a test, or an attacker, are no coverage. Days are
 * split where a month is silent; what is farther from the busiest part than twice its own length is odd, if it is little.
 */
export const bulkOf = (days: readonly DayCount[]): Bulk => {
  const parts = partsOf(days)
  const [main] = [...parts].sort((a, b) => b.events - a.events || a.from - b.from)
  const total = days.reduce((sum, { events }) => sum + events, 0)
  if (main === undefined) return { from: 0, to: 0, far: 0 }
  const reach = Math.max(FAR, 2 * (main.to - main.from))
  const isNear = (part: Part): boolean => part.to >= main.from - reach && part.from <= main.to + reach
  const far = parts.filter((part) => !isNear(part)).reduce((sum, { events }) => sum + events, 0)
  const isOdd = total >= LEAST && far <= Math.max(1, ODD * total)
  const kept = isOdd ? parts.filter(isNear) : parts
  return { from: kept[0]?.from ?? 0, to: kept.at(-1)?.to ?? 0, far: isOdd ? far : 0 }
}

interface Part {
  readonly from: number
  readonly to: number
  readonly events: number
}

const partsOf = (days: readonly DayCount[]): readonly Part[] => {
  const parts: Part[] = []
  for (const { day, events } of days) {
    const last = parts.at(-1)
    if (last === undefined || day - last.to > FAR) parts.push({ from: day, to: day, events })
    else parts[parts.length - 1] = { from: last.from, to: day, events: last.events + events }
  }
  return parts
}
