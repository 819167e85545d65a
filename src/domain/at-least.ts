/**
 * Probability that at least `least` of independent events come true, each with its own probability: the upper tail of the
 * Poisson binomial distribution, by its recursion over the events (Y. H. Wang, On the number of successes in independent
 * trials, Statistica Sinica 3, 1993). Time in `least` × events; exact but for rounding.
 */
export const atLeast = (least: number, probabilities: readonly number[]): number => {
  /** Probability of exactly 0, 1, … `least` − 1 so far. */
  let fewer: readonly number[] = Array.from({ length: least }, (_, n) => (n === 0 ? 1 : 0))
  for (const p of probabilities) fewer = fewer.map((exactly, n) => exactly * (1 - p) + (fewer[n - 1] ?? 0) * p)
  return Math.max(0, 1 - fewer.reduce((sum, exactly) => sum + exactly, 0))
}
