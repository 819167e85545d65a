import type { MixtureTest } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'

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
  { name: 'tried-elsewhere', outcomes: ['no', 'yes'], expected: [0.5, 0.5], weight: 5 },
  {
    name: 'use',
    outcomes: ['no-personal-data', 'mixed', 'only-personal-few', 'only-personal-many'],
    expected: [0.15, 0.25, 0.35, 0.25],
    weight: 20,
  },
  { name: 'refused-around', outcomes: ['minutes-apart', 'apart'], expected: [0.5, 0.5], weight: 5 },
  { name: 'refused-here', outcomes: ['others', 'nobody'], expected: [0.8, 0.2], weight: 20 },
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

/** A refused try of another name is minutes apart from a log-in if it is no further than this. */
export const MINUTES_APART = 300

/**
 * How a log-in stands to tries of other names that were refused at its place: minutes apart and with its program, on the same
 * day, on other days only; or none ever was.
 */
export const REFUSED = { amid: 0, thatDay: 1, otherDays: 2, nobody: 3 } as const

/** Sizes of the digits of a pattern, first test lowest. The last is a code of `REFUSED`, and holds the outcomes of two tests. */
export const DIGITS = [...GUESS_TESTS.slice(0, 3).map(({ outcomes }) => outcomes.length), 4] as const

/**
 * Outcomes of all tests by the number of a pattern; -1 where a test says nothing: refused on other days only, or hours apart
 * where hardly anybody else is, for a list may be worked off as slowly; or names refused
 * at the very place, which is what the company of the log-in was told by. That none ever was, where the block is known
 * for it, speaks for people who live there.
 */
export const outcomesOf = (company: Company, pattern: number): readonly number[] => {
  const digits = decodeRadix(pattern, DIGITS)
  const refused = digits.at(-1) ?? REFUSED.nobody
  const nobody = refused === REFUSED.nobody
  const here = company === 'ordinary' ? Number(nobody) : nobody && company !== 'program' ? 1 : -1
  const says = refused === REFUSED.amid || (refused === REFUSED.thatDay && company !== 'near')
  return [...digits.slice(0, -1), says ? refused : -1, here]
}

/** A block in which so many accounts are at home is not the guesser's alone. */
export const INHABITED = 2
