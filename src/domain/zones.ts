/** How far the times of one source lie from those of another for the same moment, in quarters of an hour. */
export interface ZoneShift {
  readonly source: string
  readonly reference: string
  /** Times of `source` minus times of `reference`. */
  readonly quarters: number
  /** So many of the moments that both tell lie that far apart. */
  readonly pairs: number
  readonly of: number
}

export interface DeducedZone {
  /** As an offset is written: `+09:00`. */
  readonly zone: string
  /** From which source it was deduced. */
  readonly reference: string
  readonly pairs: number
  readonly of: number
}

/** The offsets of time zones that there are, in quarters of an hour: from UTC-12:00 to UTC+14:00. */
const [WEST, EAST] = [-12 * 4, 14 * 4]

/**
 * Zones of sources whose times carry none and were read as UTC (`assumed`), from moments that they share with sources whose
 * zone is known (`known`), or with one whose zone was deduced from these. What shares the same moments without a shift is
 * in the zone of its reference. A source that sees two zones for itself is left as it is.
 */
export const deduceZones = (
  shifts: readonly ZoneShift[],
  known: readonly string[],
  assumed: readonly string[],
): ReadonlyMap<string, DeducedZone> => {
  const offsets = new Map(known.map((source) => [source, 0]))
  const deduced = new Map<string, DeducedZone>()
  const contested = new Set<string>()
  for (let reached = [...known]; reached.length > 0; ) {
    const next: string[] = []
    for (const { source, reference, quarters, pairs, of } of [...shifts, ...shifts.map(turned)]) {
      if (!reached.includes(reference) || !assumed.includes(source)) continue
      const offset = (offsets.get(reference) ?? 0) + quarters
      if (offset < WEST || offset > EAST) continue
      const before = offsets.get(source)
      if (before === undefined) {
        offsets.set(source, offset)
        deduced.set(source, { zone: shiftText(offset), reference, pairs, of })
        next.push(source)
      } else if (before !== offset) contested.add(source)
    }
    reached = next
  }
  return new Map([...deduced].filter(([source, { zone }]) => !contested.has(source) && zone !== shiftText(0)))
}

const turned = ({ source, reference, quarters, pairs, of }: ZoneShift): ZoneShift => ({
  source: reference,
  reference: source,
  quarters: -quarters,
  pairs,
  of,
})

/** As an offset is written: `+09:00`. */
export const shiftText = (quarters: number): string => {
  const minutes = Math.abs(quarters) * 15
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
