/**
 * Two-class mixture over comparison patterns, after Fellegi and Sunter (1969), fitted by expectation–maximisation on
 * the aggregated table (only patterns and their counts leave the engine).
 *
 * The background rates `u` of a test may be *measured* on a control population that is known to be legitimate; such
 * rates stay fixed. The attack rates `m` start from a declared expectation and move with the data, held by pseudo-counts
 * (maximum a posteriori under Dirichlet priors), so that a log without an attack has nothing to fit them to.
 */
export interface MixtureTest {
  readonly name: string
  readonly outcomes: readonly string[]
  /** Counts of each outcome in the control population. */
  readonly control: readonly number[]
  /** Expected rates under attack, summing to 1. */
  readonly expected: readonly number[]
  /** Pseudo-count of `expected`, in entities. */
  readonly weight: number
}

export interface Pattern {
  /** Outcome index per test, in the order of the tests. */
  readonly outcomes: readonly number[]
  readonly count: number
}

export interface MixtureFit {
  /** Share of the attack class. */
  readonly share: number
  readonly rates: readonly { readonly background: readonly number[]; readonly attack: readonly number[] }[]
  /** Twice the log-likelihood gained over 'no attack class at all', in nats × 2. */
  readonly gain: number
  posterior(outcomes: readonly number[]): number
}

export interface MixturePrior {
  /** Beta prior on the attack share, as pseudo-counts. */
  readonly attack: number
  readonly background: number
}

const ROUNDS = 400
const TOLERANCE = 1e-12

/** Additive smoothing with half a case per outcome (Jeffreys): a rate of zero would be a certainty nobody measured. */
export const smoothed = (counts: readonly number[]): readonly number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2
  return counts.map((count) => (count + 0.5) / total)
}

export const fitMixture = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior,
): MixtureFit => {
  const background = tests.map((test) => smoothed(test.control))
  let attack: readonly (readonly number[])[] = tests.map((test) => smoothedExpectation(test))
  let share = prior.attack / (prior.attack + prior.background)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = patterns.map((p) => p.count * posteriorOf(p.outcomes, share, attack, background))
    const next = nextShare(weights, patterns, prior)
    attack = tests.map((test, t) => nextRates(test, t, patterns, weights))
    const settled = Math.abs(next - share) < TOLERANCE * share
    share = next
    if (settled) break
  }
  const final = { share, attack }
  return {
    share,
    rates: tests.map((_, t) => ({ background: background[t] ?? [], attack: final.attack[t] ?? [] })),
    gain: 2 * gainOver(patterns, share, attack, background),
    posterior: (outcomes) => posteriorOf(outcomes, final.share, final.attack, background),
  }
}

const smoothedExpectation = (test: MixtureTest): readonly number[] => {
  const floor = 1 / (10 * test.outcomes.length * Math.max(test.weight, 1))
  const raised = test.expected.map((rate) => Math.max(rate, floor))
  const total = raised.reduce((sum, rate) => sum + rate, 0)
  return raised.map((rate) => rate / total)
}

const nextShare = (weights: readonly number[], patterns: readonly Pattern[], prior: MixturePrior): number => {
  const attacked = weights.reduce((sum, weight) => sum + weight, 0)
  const all = patterns.reduce((sum, pattern) => sum + pattern.count, 0)
  return (attacked + prior.attack) / (all + prior.attack + prior.background)
}

const nextRates = (
  test: MixtureTest,
  t: number,
  patterns: readonly Pattern[],
  weights: readonly number[],
): readonly number[] => {
  const counts = smoothedExpectation(test).map((rate) => rate * test.weight)
  patterns.forEach((pattern, i) => {
    const outcome = pattern.outcomes[t] ?? 0
    counts[outcome] = (counts[outcome] ?? 0) + (weights[i] ?? 0)
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / total)
}

const logLikelihood = (outcomes: readonly number[], rates: readonly (readonly number[])[]): number =>
  outcomes.reduce((sum, outcome, t) => sum + Math.log(rates[t]?.[outcome] ?? 1), 0)

const posteriorOf = (
  outcomes: readonly number[],
  share: number,
  attack: readonly (readonly number[])[],
  background: readonly (readonly number[])[],
): number => {
  const odds = Math.log(share / (1 - share)) + logLikelihood(outcomes, attack) - logLikelihood(outcomes, background)
  return 1 / (1 + Math.exp(-odds))
}

const gainOver = (
  patterns: readonly Pattern[],
  share: number,
  attack: readonly (readonly number[])[],
  background: readonly (readonly number[])[],
): number =>
  patterns.reduce((sum, pattern) => {
    const ratio = logLikelihood(pattern.outcomes, attack) - logLikelihood(pattern.outcomes, background)
    return sum + pattern.count * Math.log(1 - share + share * Math.exp(Math.min(ratio, 700)))
  }, 0)
