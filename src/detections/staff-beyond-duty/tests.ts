/**
 * What tells work beyond an account's duty from duty: outcomes in the order of the codes that `write-tests.ts` computes,
 * how often they are expected of misuse, and of duty before the case's own accounts are looked at. The rates of duty are
 * those of all other accounts at work in the case, each account counting once, and these declared ones as one more.
 */
export interface WorkTest {
  readonly name: string
  readonly outcomes: readonly string[]
  readonly misuse: readonly number[]
  readonly duty: readonly number[]
  /** The first outcome is the second's utmost, and counts as that, too: not every case has accounts enough to tell it. */
  readonly within?: readonly [part: number, whole: number]
}

export const WORK_TESTS: readonly WorkTest[] = [
  {
    name: 'circumstances',
    outcomes: ['usual', 'one-odd', 'two-odd', 'all-odd', 'odd-hour-alone', 'another-hand'],
    misuse: [0.1, 0.13, 0.35, 0.35, 0.07, 0.3],
    duty: [0.86, 0.06, 0.03, 0.01, 0.04, 0.0001],
    within: [5, 3],
  },
  {
    name: 'bulk',
    outcomes: ['usual', 'above', 'far-above', 'unheard-of'],
    misuse: [0.25, 0.15, 0.6, 0.35],
    duty: [0.9, 0.08, 0.02, 0.002],
    within: [3, 2],
  },
  { name: 'in-order', outcomes: ['no-order', 'ascending'], misuse: [0.6, 0.4], duty: [0.9, 0.1] },
  { name: 'purpose', outcomes: ['usual-routes', 'other-routes'], misuse: [0.7, 0.3], duty: [0.98, 0.02] },
  { name: 'absence', outcomes: ['none', 'returned'], misuse: [0.8, 0.2], duty: [0.97, 0.03] },
]

/** Odds that a sitting of an account at work is none of its duty, before the tests. */
export const PRIOR_ODDS = 1 / 200
