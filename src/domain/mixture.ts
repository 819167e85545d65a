/**
 * Mixture over comparison patterns, after Fellegi and Sunter (1969), fitted by expectation–maximisation on the
 * aggregated table (only patterns and their counts leave the engine): one attack class against one or more legitimate
 * classes (a session whose record was lost, a session from before the logs begin).
 *
 * The rates of the legitimate classes are *measured* on populations known to be legitimate and stay fixed; only how many
 * belong to each is fitted. The attack rates start from a declared expectation and move with the data, held by
 * pseudo-counts (maximum a posteriori under Dirichlet priors), so that a log without an attack has nothing to fit them to.
 */
export interface MixtureTest {
  readonly name: string
  readonly outcomes: readonly string[]
  /** Counts of each outcome in the population that stands for each legitimate class; classes in one order for all tests. */
  readonly legitimate: readonly (readonly number[])[]
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

/** Share of the attack class and of each legitimate class; together 1. */
export interface Shares {
  readonly attack: number
  readonly legitimate: readonly number[]
}

export interface MixtureFit {
  readonly shares: Shares
  /** Per test: rates over all legitimate classes by their shares, and under attack. */
  readonly rates: readonly { readonly background: readonly number[]; readonly attack: readonly number[] }[]
  /** Twice the log-likelihood gained over 'no attack class at all', in nats × 2. */
  readonly gain: number
  /** Probability of attack. */
  readonly posterior: (outcomes: readonly number[]) => number
  /**
   * Weight of a pattern in each class, shares included; with `shares` of a stretch in which the classes come otherwise.
   * An outcome that no test has (-1) says nothing.
   */
  readonly weights: (outcomes: readonly number[], shares?: Shares) => Weights
}

export interface Weights {
  readonly attack: number
  readonly legitimate: number
}

export interface MixturePrior {
  /** Beta prior on the attack share, as pseudo-counts. */
  readonly attack: number
  readonly background: number
}

const ROUNDS = 400
const TOLERANCE = 1e-12

type Rates = readonly (readonly number[])[]

/** Additive smoothing with half a case per outcome (Jeffreys): a rate of zero would be a certainty nobody measured. */
const smoothed = (counts: readonly number[]): readonly number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2
  return counts.map((count) => (count + 0.5) / total)
}

export const fitMixture = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior,
): MixtureFit => {
  const classes = Math.max(0, ...tests.map(({ legitimate }) => legitimate.length))
  const legitimate = Array.from({ length: classes }, (_, k) => tests.map((test) => smoothed(test.legitimate[k] ?? [])))
  const none = settle(tests, patterns, { attack: 0, background: prior.background }, legitimate)
  const fit = settle(tests, patterns, prior, legitimate)
  return {
    shares: fit.shares,
    rates: tests.map((_, t) => ({ background: averaged(legitimate, t, fit.shares), attack: fit.attack[t] ?? [] })),
    gain: 2 * (logLikelihood(patterns, fit, legitimate) - logLikelihood(patterns, none, legitimate)),
    posterior: (outcomes) => posteriorOf(outcomes, fit, legitimate),
    weights: (outcomes, shares = fit.shares) => ({
      attack: shares.attack * density(outcomes, fit.attack),
      legitimate: densityOfLegitimate(outcomes, shares, legitimate),
    }),
  }
}

interface State {
  readonly shares: Shares
  readonly attack: Rates
}

/** Rounds of expectation and maximisation until the attack share stands still. A prior without attack has none. */
const settle = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior,
  legitimate: readonly Rates[],
): State => {
  const start = prior.attack / (prior.attack + prior.background)
  let state: State = {
    shares: { attack: start, legitimate: legitimate.map(() => (1 - start) / legitimate.length) },
    attack: tests.map(smoothedExpectation),
  }
  for (let round = 0; round < ROUNDS; round++) {
    const next = step(tests, patterns, prior, legitimate, state)
    const moved = Math.max(
      Math.abs(next.shares.attack - state.shares.attack),
      ...next.shares.legitimate.map((share, k) => Math.abs(share - (state.shares.legitimate[k] ?? 0))),
    )
    state = next
    if (moved < TOLERANCE) break
  }
  return state
}

const step = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior,
  legitimate: readonly Rates[],
  state: State,
): State => {
  const attacked = patterns.map((pattern) => pattern.count * posteriorOf(pattern.outcomes, state, legitimate))
  const sums = legitimate.map((_, k) =>
    patterns.reduce((sum, pattern, i) => {
      const rest = pattern.count - (attacked[i] ?? 0)
      return sum + rest * shareOfClass(k, pattern.outcomes, state.shares, legitimate)
    }, prior.background / legitimate.length),
  )
  const attack = attacked.reduce((sum, weight) => sum + weight, prior.attack)
  const all = attack + sums.reduce((sum, weight) => sum + weight, 0)
  return {
    shares: { attack: prior.attack === 0 ? 0 : attack / all, legitimate: sums.map((sum) => sum / all) },
    attack: prior.attack === 0 ? state.attack : tests.map((test, t) => nextRates(test, t, patterns, attacked)),
  }
}

const smoothedExpectation = (test: MixtureTest): readonly number[] => {
  const floor = 1 / (10 * test.outcomes.length * Math.max(test.weight, 1))
  const raised = test.expected.map((rate) => Math.max(rate, floor))
  const total = raised.reduce((sum, rate) => sum + rate, 0)
  return raised.map((rate) => rate / total)
}

const nextRates = (
  test: MixtureTest,
  t: number,
  patterns: readonly Pattern[],
  weights: readonly number[],
): readonly number[] => {
  const counts = smoothedExpectation(test).map((rate) => rate * test.weight)
  patterns.forEach((pattern, i) => {
    const outcome = pattern.outcomes[t] ?? -1
    if (outcome >= 0) counts[outcome] = (counts[outcome] ?? 0) + (weights[i] ?? 0)
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / total)
}

const density = (outcomes: readonly number[], rates: Rates): number =>
  outcomes.reduce((product, outcome, t) => product * (rates[t]?.[outcome] ?? 1), 1)

const densityOfLegitimate = (outcomes: readonly number[], shares: Shares, legitimate: readonly Rates[]): number =>
  legitimate.reduce((sum, rates, k) => sum + (shares.legitimate[k] ?? 0) * density(outcomes, rates), 0)

const shareOfClass = (k: number, outcomes: readonly number[], shares: Shares, legitimate: readonly Rates[]): number => {
  const all = densityOfLegitimate(outcomes, shares, legitimate)
  return all === 0 ? 0 : ((shares.legitimate[k] ?? 0) * density(outcomes, legitimate[k] ?? [])) / all
}

const posteriorOf = (outcomes: readonly number[], { shares, attack }: State, legitimate: readonly Rates[]): number => {
  const attacked = shares.attack * density(outcomes, attack)
  const all = attacked + densityOfLegitimate(outcomes, shares, legitimate)
  return all === 0 ? 0 : attacked / all
}

const logLikelihood = (patterns: readonly Pattern[], { shares, attack }: State, legitimate: readonly Rates[]): number =>
  patterns.reduce((sum, { outcomes, count }) => {
    const all = shares.attack * density(outcomes, attack) + densityOfLegitimate(outcomes, shares, legitimate)
    return sum + count * Math.log(Math.max(all, Number.MIN_VALUE))
  }, 0)

const averaged = (legitimate: readonly Rates[], t: number, shares: Shares): readonly number[] => {
  const weights = shares.legitimate.map((share) => share / shares.legitimate.reduce((sum, one) => sum + one, 0))
  const outcomes = legitimate[0]?.[t]?.length ?? 0
  return Array.from({ length: outcomes }, (_, o) =>
    legitimate.reduce((sum, rates, k) => sum + (weights[k] ?? 0) * (rates[t]?.[o] ?? 0), 0),
  )
}
