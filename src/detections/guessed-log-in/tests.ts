import type { MixtureTest } from '../../domain/mixture.ts'

/**
 * The tests that tell a log-in with a guessed password from its owner's, where others fail. Outcomes in the order of the
 * codes that `write-features.ts` computes; rates expected of guessed ones.
 */
export type GuessTest = Omit<MixtureTest, 'legitimate'>

export const GUESS_TESTS: readonly GuessTest[] = [
  {
    name: 'account',
    outcomes: ['same-address', 'same-agent', 'elsewhere', 'unknown', 'not-named'],
    expected: [0.01, 0.04, 0.55, 0.35, 0.05],
    weight: 40,
  },
  { name: 'tried-elsewhere', outcomes: ['no', 'yes'], expected: [0.7, 0.3], weight: 20 },
  {
    name: 'use',
    outcomes: ['no-personal-data', 'mixed', 'only-personal-few', 'only-personal-many'],
    expected: [0.15, 0.25, 0.35, 0.25],
    weight: 20,
  },
]

/** From this probability on that names are guessed at a place, in a block or with a program, the log-ins there are weighed. */
export const GUESSING = 0.9

/**
 * What others tried around a session, of the session at hand left out: at its address or in its block names are guessed,
 * where nobody is at home ('near') or people are ('shared'); with its program only; nothing of that.
 */
export type Company = 'near' | 'shared' | 'program' | 'ordinary'

/** In the order of the codes of `company`. */
export const COMPANIES: readonly Company[] = ['ordinary', 'program', 'near', 'shared']
