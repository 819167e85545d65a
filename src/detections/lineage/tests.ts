import type { MixtureTest } from '../../domain/mixture.ts'

/**
 * The tests that tell a forged credential from a legitimate one without a record. Each has its outcomes in the order
 * of the codes that `write-features.ts` computes, and the rates expected of forged credentials; the rates of legitimate
 * ones are measured on the credentials of this case whose issuance is proven.
 */
export interface LineageTest extends Omit<MixtureTest, 'legitimate'> {
  /** Whether this case can ask it at all; what no log shows separates nothing. */
  readonly needs?: 'accounts' | 'log-in-requests' | 'issue-times' | 'life-times'
  /**
   * Rates among the trials that come before the bulk of an attack, from other places: the bulk, which the fit follows,
   * says nothing of these. 'as-legitimate' where they are like anybody's.
   */
  readonly trial?: readonly number[] | 'as-legitimate'
}

export const LINEAGE_TESTS: readonly LineageTest[] = [
  {
    name: 'origin',
    outcomes: [
      'alone',
      'few-unproven',
      'some-unproven',
      'mostly-unproven-few',
      'mostly-unproven',
      'mostly-unproven-many',
    ],
    expected: [0.15, 0.03, 0.07, 0.15, 0.25, 0.35],
    weight: 40,
    trial: 'as-legitimate',
  },
  {
    name: 'agent',
    outcomes: ['alone', 'few-unproven', 'some-unproven', 'mostly-unproven-few', 'mostly-unproven'],
    expected: [0.05, 0.3, 0.25, 0.1, 0.3],
    weight: 20,
  },
  {
    name: 'account',
    outcomes: ['same-address', 'same-agent', 'elsewhere', 'unknown', 'not-named'],
    expected: [0.005, 0.045, 0.5, 0.4, 0.05],
    weight: 40,
    needs: 'accounts',
  },
  {
    name: 'siblings',
    outcomes: ['none', 'one', 'more'],
    expected: [0.7, 0.2, 0.1],
    weight: 20,
    needs: 'accounts',
    trial: [0.3, 0.2, 0.5],
  },
  {
    name: 'log-in',
    outcomes: ['seen', 'not-seen'],
    expected: [0.02, 0.98],
    weight: 100,
    needs: 'log-in-requests',
  },
  {
    name: 'use',
    outcomes: ['no-personal-data', 'mixed', 'only-personal-few', 'only-personal-many'],
    expected: [0.02, 0.08, 0.6, 0.3],
    weight: 40,
  },
  {
    name: 'age',
    outcomes: ['1/32', '1/16', '1/8', '1/4', '1/2', 'later'],
    expected: [0.03, 0.03, 0.06, 0.13, 0.25, 0.5],
    weight: 20,
    trial: 'as-legitimate',
  },
  {
    name: 'claim',
    outcomes: ['before-window', 'in-window', 'not-shown'],
    expected: [0.1, 0.85, 0.05],
    weight: 20,
    needs: 'issue-times',
  },
  {
    name: 'life',
    outcomes: ['usual', 'unusual', 'not-shown'],
    expected: [0.5, 0.45, 0.05],
    weight: 20,
    needs: 'life-times',
  },
]

/** Upper ends of the first five outcomes of `age`, as shares of the window. Each is twice the one before. */
export const AGE_STEPS: readonly number[] = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2]
