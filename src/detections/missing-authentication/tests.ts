import type { MixtureTest } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import { UNKNOWN } from '../doubt/score.ts'

export interface ReaderTest extends Omit<MixtureTest, 'legitimate'> {
  /** Ordinary readers by declaration, beside those that the case has: it may have but one account, an application's. */
  readonly ordinary: readonly number[]
}

/**
 * What tells who walks through objects without a credential from a visitor of one that is open: outcomes in the order of the
 * codes that `write-reader-tests.ts` computes, and the rates expected of a walk. Those of ordinary readers are measured on accounts.
 */
export const READER_TESTS: readonly ReaderTest[] = [
  {
    name: 'reach',
    outcomes: ['one-object', '2-4', '5-19', '20-or-more'],
    expected: [0.25, 0.15, 0.25, 0.35],
    weight: 10,
    ordinary: [17, 1.5, 1, 0.5],
  },
  {
    name: 'company',
    outcomes: ['also-public-pages', 'only-personal-data'],
    expected: [0.1, 0.9],
    weight: 10,
    ordinary: [15, 5],
  },
  {
    name: 'route',
    outcomes: ['others-read-one', 'others-read-many'],
    expected: [0.2, 0.8],
    weight: 10,
    ordinary: [18, 2],
  },
  {
    name: 'guard',
    outcomes: ['none-seen', 'always-there', 'opened', 'opened-of-many', 'people-looked-up'],
    expected: [0.6, 0.05, 0.05, 0.2, 0.1],
    weight: 10,
    ordinary: [9479, 500, 19, 1, 1],
  },
]

/** No account is weighed by it: what gets past a guard is declared, since an account shows nothing of it. */
export const GUARD = 3
export const PEOPLE_LOOKED_UP = 4

/** One more than the outcomes of a test: the case has nothing to say. */
const SIZES = READER_TESTS.map((test) => test.outcomes.length + 1)
export const outcomesOf = (pattern: number): readonly number[] =>
  decodeRadix(pattern, SIZES).map((outcome, i) => (outcome === READER_TESTS[i]?.outcomes.length ? UNKNOWN : outcome))
