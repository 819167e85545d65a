import { fitMixture, type MixtureFit, type MixturePrior, type MixtureTest, type Pattern } from '../../domain/mixture.ts'
import { sql } from '../../engine/sql.ts'
import { fitAttack } from '../lineage/attack-class.ts'
import type { Scene } from '../scene.ts'
import { shareByTries } from './share-by-tries.ts'
import { amidByChance } from './write-rows.ts'
import { COMPANIES, type Company, GUESS_TESTS, outcomesOf } from './tests.ts'

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
        outcomes: outcomesOf(company, Number(number)),
        count: Number(n),
      }))
  const tests = testsAgainst(patternsIn('ordinary'), await amidByChance(scene))
  const near = fitMixture(tests, patternsIn('near'), PRIORS.near)
  const guessesIn = (company: Company, fit: MixtureFit): readonly Guess[] =>
    patternsIn(company).map(({ number, outcomes }) => ({
      company: COMPANIES.indexOf(company),
      pattern: number,
      posterior: fit.posterior(outcomes),
    }))
  const resembling = (company: Company, guesses: readonly Guess[]): readonly Guess[] =>
    guesses.filter(({ pattern }) => resembles(tests, outcomesOf(company, pattern)))
  const withPeople = (company: 'shared' | 'program'): readonly Guess[] | null => {
    const fit = fitAttack(tests, patternsIn(company), PRIORS[company])
    return fit.gain < MIN_GAIN ? null : resembling(company, guessesIn(company, fit))
  }
  const shared = patternsIn('shared')
  const share = await shareByTries(
    scene,
    patternsIn('near').reduce((sum, { outcomes, count }) => sum + count * near.posterior(outcomes), 0),
    shared.reduce((sum, { count }) => sum + count, 0),
  )
  const byTries = (): readonly Guess[] =>
    resembling(
      'shared',
      shared.map(({ number, outcomes }) => {
        const { attack, legitimate } = near.weights(outcomes, { attack: share, legitimate: [1 - share] })
        return { company: COMPANIES.indexOf('shared'), pattern: number, posterior: attack / (attack + legitimate) }
      }),
    )
  return {
    mixture: near,
    guesses: [...guessesIn('near', near), ...(withPeople('shared') ?? byTries()), ...(withPeople('program') ?? [])],
    sessions: rows.reduce((sum, { n }) => sum + Number(n), 0),
  }
}

/** Whether what is expected of a guesser speaks for one, whatever the fit made of it. */
const resembles = (tests: readonly MixtureTest[], outcomes: readonly number[]): boolean => {
  const nats = tests.reduce((sum, { expected, legitimate: [counts = []] }, t) => {
    const outcome = outcomes[t] ?? -1
    if (outcome < 0) return sum
    const all = counts.reduce((total, count) => total + count, 0) + counts.length / 2
    return sum + Math.log(((expected[outcome] ?? 1) * all) / ((counts[outcome] ?? 0) + 0.5))
  }, 0)
  return nats > 0
}

/** Rates of owners, counted in ordinary company. Who has a guesser's program is hardly in it: of those, what chance would do counts, if it is more. */
const testsAgainst = (
  ordinary: readonly Pattern[],
  byChance: { readonly n: number; readonly amid: number },
): readonly MixtureTest[] =>
  GUESS_TESTS.map((test, t) => {
    const counts = test.outcomes.map(() => 0)
    for (const { outcomes, count } of ordinary) {
      const outcome = outcomes[t] ?? -1
      if (outcome >= 0) counts[outcome] = (counts[outcome] ?? 0) + count
    }
    if (test.name !== 'refused-around') return { ...test, legitimate: [counts] }
    const [amid = 0, apart = 0] = counts
    const seen = amid / Math.max(1, amid + apart)
    const rate = Math.max(seen, byChance.amid / Math.max(1, byChance.n))
    return { ...test, legitimate: [[rate * byChance.n, (1 - rate) * byChance.n]] }
  })
