import { fitMixture, type MixtureFit, type MixturePrior, type MixtureTest, type Pattern } from '../../domain/mixture.ts'

/** One attack among a thousand doubtful credentials, before anything is looked at. */
export const PRIOR: MixturePrior = { attack: 1, background: 1000 }
/** Weight of an expectation that the data cannot move. */
const FIXED = 1e12
/**
 * What the sessions of a fitted attack class must show on average, in nats, by the declared expectation against what is
 * legitimate here: an attack class that drifted to some legitimate kind of session shows less.
 */
const RESEMBLANCE = 3

/**
 * The fit, unless its attack class does not resemble an attack: mixtures find whatever differs, and what differs may be
 * another legitimate kind of session. Then the expectation is held fixed, and only sessions that fit it are attacks; `drifted` is
 * the fit that was not believed.
 */
export const fitAttackClass = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior = PRIOR,
): { readonly fit: MixtureFit; readonly drifted: MixtureFit | null } => {
  const free = fitMixture(tests, patterns, prior)
  const shown = tests.reduce((sum, test, t) => {
    const { attack, background } = free.rates[t] ?? { attack: [], background: [] }
    return sum + attack.reduce((nats, rate, o) => nats + rate * evidenceOf(test.expected[o], background[o]), 0)
  }, 0)
  if (shown >= RESEMBLANCE) return { fit: free, drifted: null }
  const fit = fitMixture(
    tests.map((test) => ({ ...test, weight: FIXED })),
    patterns,
    prior,
  )
  return { fit, drifted: free }
}

export const fitAttack = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  prior: MixturePrior = PRIOR,
): MixtureFit => fitAttackClass(tests, patterns, prior).fit

/** Weight of evidence of an outcome, in nats. */
export const evidenceOf = (expected = 1, background = 1): number =>
  Math.log(Math.max(expected, 1e-9) / Math.max(background, 1e-9))
