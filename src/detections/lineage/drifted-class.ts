import { fitMixture, type MixtureFit, type MixtureTest, type Pattern } from '../../domain/mixture.ts'
import { PRIOR } from './attack-class.ts'

/** So many sure sessions make a class that holds them worth a second thought… */
const LEAST_SURE = 3
/** …if it holds this share of them. */
const HELD = 0.9
/** Evidence that the class is of strangers, in nats (150 to 1): somebody who is sure is in it already. */
const STRANGERS = 5

/** The test on where an account is at home, and its outcomes that speak of accounts whose home is known. */
const HOME = 'account'
const KNOWN: ReadonlySet<string> = new Set(['same-address', 'same-agent', 'elsewhere'])

/**
 * Whether a class that does not look as an attack was expected to is one all the same. It is, where it holds the sessions
 * that the declared expectation is sure of, and where the class that is found *without asking* whose address a session
 * comes from turns out to be strangers: of accounts whose home is known, its sessions come from elsewhere, as no
 * legitimate class here does. A class that drifted to some legitimate kind of session is at home as often as that kind is.
 *
 * `sure`: patterns that the fit with the declared expectation is sure of.
 */
export const holdsStrangers = (
  tests: readonly MixtureTest[],
  patterns: readonly Pattern[],
  drifted: MixtureFit,
  sure: readonly Pattern[],
): boolean => {
  const home = tests.findIndex(({ name }) => name === HOME)
  const test = tests[home]
  if (test === undefined) return false
  const held = sure.filter(({ outcomes }) => drifted.posterior(outcomes) >= HELD)
  if (sizeOf(sure) < LEAST_SURE || sizeOf(held) < HELD * sizeOf(sure)) return false
  return nats(test, classWithout(tests, patterns, home)) >= STRANGERS
}

const sizeOf = (patterns: readonly Pattern[]): number => patterns.reduce((sum, { count }) => sum + count, 0)

/** How many sessions of the attack class that the other tests find have each outcome of the one left out. */
const classWithout = (tests: readonly MixtureTest[], patterns: readonly Pattern[], left: number): readonly number[] => {
  const others = <T>(of: readonly T[]): readonly T[] => of.filter((_, t) => t !== left)
  const blind = patterns.map(({ outcomes, count }) => ({ outcomes: others(outcomes), count }))
  const fit = fitMixture(others(tests), blind, PRIOR)
  const counts = (tests[left]?.outcomes ?? []).map(() => 0)
  patterns.forEach(({ outcomes, count }, i) => {
    const outcome = outcomes[left] ?? -1
    if (outcome >= 0) counts[outcome] = (counts[outcome] ?? 0) + count * fit.posterior(blind[i]?.outcomes ?? [])
  })
  return counts
}

/** Weight of the class's counts for strangers against the legitimate class that explains them best, given that a home is known. */
const nats = (test: MixtureTest, counts: readonly number[]): number => {
  const expected = givenKnown(test, test.expected)
  return Math.min(
    ...test.legitimate.map((measured) => {
      const rates = givenKnown(
        test,
        measured.map((n) => n + 0.5),
      )
      return test.outcomes.reduce(
        (sum, outcome, o) =>
          KNOWN.has(outcome) ? sum + (counts[o] ?? 0) * Math.log((expected[o] ?? 0) / (rates[o] ?? 0)) : sum,
        0,
      )
    }),
  )
}

const givenKnown = ({ outcomes }: MixtureTest, rates: readonly number[]): readonly number[] => {
  const all = outcomes.reduce((sum, outcome, o) => (KNOWN.has(outcome) ? sum + (rates[o] ?? 0) : sum), 0)
  return rates.map((rate) => rate / all)
}
