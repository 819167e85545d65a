import type { MixtureTest } from '../../domain/mixture.ts'

/**
 * The tests that tell a forged credential from one whose issuance record was lost. Each has its outcomes in the order
 * of the codes that `write-features.ts` computes, and the rates expected of forged credentials; the rates of legitimate
 * ones are measured on the credentials of this case whose issuance is proven.
 */
export const LINEAGE_TESTS: readonly Omit<MixtureTest, 'control'>[] = [
  {
    name: 'origin',
    outcomes: ['alone', 'few-unproven', 'some-unproven', 'mostly-unproven-few', 'mostly-unproven'],
    expected: [0.2, 0.02, 0.08, 0.2, 0.5],
    weight: 40,
  },
  {
    name: 'account',
    outcomes: ['same-address', 'same-agent', 'elsewhere', 'unknown', 'not-named'],
    expected: [0.005, 0.045, 0.5, 0.4, 0.05],
    weight: 40,
  },
  {
    name: 'log-in',
    outcomes: ['seen', 'not-seen', 'not-visible'],
    expected: [0.01, 0.98, 0.01],
    weight: 200,
  },
  {
    name: 'use',
    outcomes: ['no-personal-data', 'mixed', 'only-personal-few', 'only-personal-many'],
    expected: [0.02, 0.08, 0.6, 0.3],
    weight: 40,
  },
  {
    name: 'age',
    outcomes: ['6h', '1d', '3d', '7d', '14d', 'later'],
    expected: [0.02, 0.04, 0.09, 0.15, 0.2, 0.5],
    weight: 20,
  },
]

/** Upper ends, in seconds since the window began, of the first five outcomes of `age`. */
export const AGE_STEPS: readonly number[] = [6 * 3600, 86400, 3 * 86400, 7 * 86400, 14 * 86400]
