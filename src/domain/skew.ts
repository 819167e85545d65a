/** Most frequent lag of a source's first uses after issuance, seconds, and how many credentials it rests on. */
export interface SourceLag {
  readonly source: string
  readonly mode: number
  readonly pairs: number
}

/** Below this many pairs nothing is corrected. */
const LEAST_PAIRS = 30
/** A first use this close after its issuance is natural. */
const NATURAL = 3

/**
 * Seconds to add to a source's times. The natural lag is the smallest non-negative mode of the sources, or a moment when
 * there is none; a source whose mode lies elsewhere has a clock that does. One source with a positive lag is not
 * corrected: its users may simply be slow.
 */
export const correctionsOf = (lags: readonly SourceLag[]): ReadonlyMap<string, number> => {
  const measured = lags.filter((lag) => lag.pairs >= LEAST_PAIRS)
  const natural = Math.min(...measured.filter((lag) => lag.mode >= 0).map((lag) => lag.mode), NATURAL)
  return new Map(
    lags.map((lag) => {
      const shift = natural - lag.mode
      const significant = lag.pairs >= LEAST_PAIRS && Math.abs(shift) > NATURAL && (lag.mode < 0 || measured.length > 1)
      return [lag.source, significant ? Math.round(shift) : 0]
    }),
  )
}
