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
}

export const WORK_TESTS: readonly WorkTest[] = [
  {
    name: 'circumstances',
    outcomes: ['usual', 'one-odd', 'two-odd', 'all-odd'],
    misuse: [0.1, 0.2, 0.35, 0.35],
    duty: [0.86, 0.1, 0.03, 0.01],
  },
  { name: 'bulk', outcomes: ['usual', 'above', 'far-above'], misuse: [0.25, 0.15, 0.6], duty: [0.9, 0.08, 0.02] },
  { name: 'in-order', outcomes: ['no-order', 'ascending'], misuse: [0.6, 0.4], duty: [0.9, 0.1] },
  { name: 'purpose', outcomes: ['usual-routes', 'other-routes'], misuse: [0.7, 0.3], duty: [0.98, 0.02] },
  { name: 'absence', outcomes: ['none', 'returned'], misuse: [0.8, 0.2], duty: [0.97, 0.03] },
]

/** Odds that a sitting of an account at work is none of its duty, before the tests. */
export const PRIOR_ODDS = 1 / 200
