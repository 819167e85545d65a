/**
 * How many of the trials of a unit fail, where units differ: every unit has a failure rate of its own, drawn from a beta
 * distribution (the beta-binomial of Skellam, 1948). A few units are of another kind, whose rate is drawn from a declared
 * beta distribution near one. The first distribution and the share of the second kind are fitted to the units at hand by
 * expectation–maximisation, so that the odd kind does not count towards what is usual.
 */
export interface TrialCount {
  /** Trials of a unit, and how many of them failed. */
  readonly of: number
  readonly failed: number
  /** Units with these numbers. */
  readonly units: number
}

export interface Beta {
  readonly a: number
  readonly b: number
}

export interface FailureFit {
  readonly usual: Beta
  readonly odd: Beta
  /** Share of units of the odd kind. */
  readonly share: number
  /** Natural logarithm of the odds that these numbers move towards the odd kind. */
  readonly logFactor: (of: number, failed: number) => number
  /** Probability that a unit with these numbers is of the odd kind. */
  readonly posterior: (of: number, failed: number) => number
}

/** Mean 0.8, most of it above that. */
const ODD: Beta = { a: 2, b: 0.5 }
/** One unit in a thousand is odd, before any is looked at. */
const PRIOR = { odd: 1, usual: 1000 }
/** What is usual is never known better than this many trials of one unit would show it: tails stay heavy. */
const MOST_CERTAIN = 50
/** Nor is it so unlike from unit to unit that some of the usual ones would fail nearly always, by nature. */
const LEAST_CERTAIN = 4
const LOWEST_MEAN = 0.002
const HIGHEST_MEAN = 0.9
const ROUNDS = 8

/** Where the fit starts: units that mostly fail are odd. From a start with all of them usual it would not get away. */
const looksOdd = ({ of, failed }: TrialCount): number => (of >= 3 && failed > 0.5 * of ? 1 : 0)

export const fitFailures = (counts: readonly TrialCount[]): FailureFit => {
  let odd = counts.map(looksOdd)
  let share = 0
  let usual: Beta = { a: 1, b: 1 }
  for (let round = 0; round < ROUNDS; round++) {
    const oddUnits = counts.reduce((sum, { units }, i) => sum + units * (odd[i] ?? 0), PRIOR.odd)
    const all = counts.reduce((sum, { units }) => sum + units, PRIOR.odd + PRIOR.usual)
    share = oddUnits / all
    usual = bestBeta(
      counts.map(({ units }, i) => units * (1 - (odd[i] ?? 0))),
      counts,
    )
    const next = { share, usual }
    odd = counts.map(({ of, failed }) => posteriorOf(next.share, factorOf(next.usual, of, failed)))
  }
  return {
    usual,
    odd: ODD,
    share,
    logFactor: (of, failed) => factorOf(usual, of, failed),
    posterior: (of, failed) => posteriorOf(share, factorOf(usual, of, failed)),
  }
}

const posteriorOf = (share: number, logFactor: number): number => 1 / (1 + ((1 - share) / share) * Math.exp(-logFactor))

const factorOf = (usual: Beta, of: number, failed: number): number =>
  logLikelihood(ODD, of, failed) - logLikelihood(usual, of, failed)

/** But for the binomial coefficient, which no comparison needs. */
const logLikelihood = ({ a, b }: Beta, of: number, failed: number): number =>
  logBeta(failed + a, of - failed + b) - logBeta(a, b)

/** Most likely mean and certainty for weighted counts, by turns. */
const bestBeta = (weights: readonly number[], counts: readonly TrialCount[]): Beta => {
  const total = (mean: number, size: number): number =>
    counts.reduce((sum, { of, failed }, i) => {
      const weight = weights[i] ?? 0
      return weight === 0 ? sum : sum + weight * logLikelihood({ a: mean * size, b: (1 - mean) * size }, of, failed)
    }, 0)
  const logit = (p: number): number => Math.log(p / (1 - p))
  const meanOf = (x: number): number => 1 / (1 + Math.exp(-x))
  let mean = 0.05
  let size = 5
  for (let turn = 0; turn < 2; turn++) {
    mean = meanOf(highest((x) => total(meanOf(x), size), logit(LOWEST_MEAN), logit(HIGHEST_MEAN)))
    size = Math.exp(highest((x) => total(mean, Math.exp(x)), Math.log(LEAST_CERTAIN), Math.log(MOST_CERTAIN)))
  }
  return { a: mean * size, b: (1 - mean) * size }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Where a function with one peak is highest, by golden section. */
const highest = (f: (x: number) => number, from: number, to: number): number => {
  let [low, high] = [from, to]
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
  let [atLeft, atRight] = [f(left), f(right)]
  for (let step = 0; step < 14; step++) {
    if (atLeft > atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - GOLDEN * (high - low)
      atLeft = f(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + GOLDEN * (high - low)
      atRight = f(right)
    }
  }
  return (low + high) / 2
}

const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y)

/** Stirling's series after moving the argument up; good to twelve digits for positive arguments. */
const logGamma = (x: number): number => {
  let shift = 0
  let z = x
  while (z < 12) {
    shift += Math.log(z)
    z += 1
  }
  const r = 1 / (z * z)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r / 1680))) / z
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift
}
