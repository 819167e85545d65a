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
const PRIOR: FailurePrior = { odd: 1, usual: 1000, lowestMean: 0.002, highestMean: 0.9, oddUnits: ODD }
/** What is usual is never known better than this many trials of one unit would show it: tails stay heavy. */
const MOST_CERTAIN = 50
/** Nor is it so unlike from unit to unit that some of the usual ones would fail nearly always, by nature. */
const LEAST_CERTAIN = 4
const ROUNDS = 8

/** Where the fit starts: units that mostly fail are odd. From a start with all of them usual it would not get away. */
const looksOdd = ({ of, failed }: TrialCount): number => (of >= 3 && failed > 0.5 * of ? 1 : 0)

/** What is declared before any unit is looked at. */
export interface FailurePrior {
  /** Units of each kind, as if they had been seen. */
  readonly odd: number
  readonly usual: number
  /** What is usual fails this often at least and at most: where most units are odd, they would else be called usual. */
  readonly lowestMean: number
  readonly highestMean: number
  /** How often trials of odd units fail. */
  readonly oddUnits: Beta
}

export const fitFailures = (counts: readonly TrialCount[], prior: FailurePrior = PRIOR): FailureFit => {
  let odd = counts.map(looksOdd)
  let share = 0
  let usual: Beta = { a: 1, b: 1 }
  for (let round = 0; round < ROUNDS; round++) {
    const oddUnits = counts.reduce((sum, { units }, i) => sum + units * (odd[i] ?? 0), prior.odd)
    const all = counts.reduce((sum, { units }) => sum + units, prior.odd + prior.usual)
    share = oddUnits / all
    usual = bestBeta(
      counts.map(({ units }, i) => units * (1 - (odd[i] ?? 0))),
      counts,
      prior,
    )
    const next = { share, usual }
    odd = counts.map(({ of, failed }) => posteriorOf(next.share, factorOf(prior.oddUnits, next.usual, of, failed)))
  }
  return {
    usual,
    odd: prior.oddUnits,
    share,
    logFactor: (of, failed) => factorOf(prior.oddUnits, usual, of, failed),
    posterior: (of, failed) => posteriorOf(share, factorOf(prior.oddUnits, usual, of, failed)),
  }
}

const posteriorOf = (share: number, logFactor: number): number => 1 / (1 + ((1 - share) / share) * Math.exp(-logFactor))

const factorOf = (odd: Beta, usual: Beta, of: number, failed: number): number =>
  logLikelihood(odd, of, failed) - logLikelihood(usual, of, failed)

/** But for the binomial coefficient, which no comparison needs. */
const logLikelihood = ({ a, b }: Beta, of: number, failed: number): number =>
  logBeta(failed + a, of - failed + b) - logBeta(a, b)

/** Most likely mean and certainty for weighted counts, by turns. */
const bestBeta = (
  weights: readonly number[],
  counts: readonly TrialCount[],
  { lowestMean, highestMean }: FailurePrior,
): Beta => {
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
    mean = meanOf(highest((x) => total(meanOf(x), size), logit(lowestMean), logit(highestMean)))
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
