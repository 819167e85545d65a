import { fitMixture, type MixtureFit, type MixturePrior, type MixtureTest, type Pattern } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import { sql } from '../../engine/sql.ts'
import { fitAttack } from '../lineage/fit.ts'
import type { Scene } from '../scene.ts'
import { COMPANIES, type Company, GUESS_TESTS } from './tests.ts'

/**
 * Shares of guessed log-ins before their outcomes are looked at. Where names are guessed, four of five are the guesser's
 * (the mean of the distribution that such places are recognised by), unless people are at home there; a program is shared with
 * ordinary people.
 */
const PRIORS: Readonly<Record<Exclude<Company, 'ordinary'>, MixturePrior>> = {
  near: { attack: 4, background: 1 },
  shared: { attack: 1, background: 100 },
  program: { attack: 1, background: 100 },
}

/** Evidence for guessing where people are too: below this gain (2 × nats) the log-ins there are theirs. */
const MIN_GAIN = 20

export interface Guess {
  readonly company: number
  readonly pattern: number
  readonly posterior: number
}

export interface GuessFit {
  /** Rates as fitted where names are guessed nearby. */
  readonly mixture: MixtureFit
  readonly guesses: readonly Guess[]
  readonly sessions: number
}

const SIZES = GUESS_TESTS.map((test) => test.outcomes.length)

/** Which log-ins were somebody else's: those in failing company, weighed against those in ordinary company. */
export const fitGuesses = async (scene: Scene): Promise<GuessFit> => {
  const rows = await scene.engine.rows<{ company: number; number: string; n: string }>(sql`
    SELECT company, toString(toUInt32(pattern)) AS number, count() AS n FROM ${scene.derived.table('log_in_test')}
    GROUP BY company, pattern ORDER BY company, pattern`)
  const patternsIn = (company: Company): readonly (Pattern & { readonly number: number })[] =>
    rows
      .filter((row) => COMPANIES[Number(row.company)] === company)
      .map(({ number, n }) => ({
        number: Number(number),
        outcomes: decodeRadix(Number(number), SIZES),
        count: Number(n),
      }))
  const tests = testsAgainst(patternsIn('ordinary'))
  const near = fitMixture(tests, patternsIn('near'), PRIORS.near)
  const guessesIn = (company: Company, fit: MixtureFit): readonly Guess[] =>
    patternsIn(company).map(({ number, outcomes }) => ({
      company: COMPANIES.indexOf(company),
      pattern: number,
      posterior: fit.posterior(outcomes),
    }))
  const withPeople = (company: 'shared' | 'program'): readonly Guess[] => {
    const fit = fitAttack(tests, patternsIn(company), PRIORS[company])
    return fit.gain < MIN_GAIN ? [] : guessesIn(company, fit).filter(({ pattern }) => resembles(tests, pattern))
  }
  return {
    mixture: near,
    guesses: [...guessesIn('near', near), ...withPeople('shared'), ...withPeople('program')],
    sessions: rows.reduce((sum, { n }) => sum + Number(n), 0),
  }
}

/** Whether what is expected of a guesser speaks for one, whatever the fit made of it. */
const resembles = (tests: readonly MixtureTest[], pattern: number): boolean => {
  const outcomes = decodeRadix(pattern, SIZES)
  const nats = tests.reduce((sum, { expected, legitimate: [counts = []] }, t) => {
    const outcome = outcomes[t] ?? 0
    const all = counts.reduce((total, count) => total + count, 0) + counts.length / 2
    return sum + Math.log(((expected[outcome] ?? 1) * all) / ((counts[outcome] ?? 0) + 0.5))
  }, 0)
  return nats > 0
}

const testsAgainst = (ordinary: readonly Pattern[]): readonly MixtureTest[] =>
  GUESS_TESTS.map((test, t) => {
    const counts = test.outcomes.map(() => 0)
    for (const { outcomes, count } of ordinary) counts[outcomes[t] ?? 0] = (counts[outcomes[t] ?? 0] ?? 0) + count
    return { ...test, legitimate: [counts] }
  })
