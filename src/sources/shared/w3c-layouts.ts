/** Programs change their fields a few times; a file of more lists was written to have them, and each costs in every line. */
const MOST_LAYOUTS = 32

/**
 * Of too many lists of fields those that read most lines of the sample, in their order: a statement must stay short enough
 * to be planned. What only the others read is rejected, as lines of a list that nobody named are.
 */
export const mostReading = <Layout>(
  layouts: readonly Layout[],
  reads: (layout: Layout) => number,
): readonly Layout[] => {
  if (layouts.length <= MOST_LAYOUTS) return layouts
  const ranked = layouts.map((layout, at) => ({ at, n: reads(layout) })).sort((a, b) => b.n - a.n || a.at - b.at)
  const kept = new Set(ranked.slice(0, MOST_LAYOUTS).map(({ at }) => at))
  return layouts.filter((_, at) => kept.has(at))
}
