import type { MixtureTest } from '../../domain/mixture.ts'

/**
 * What tells somebody else's use of a session that had ended from its owner's: outcomes in the order of the codes that
 * `write-late-uses.ts` computes, and the rates expected of a thief. The rates of owners are measured on the case.
 */
export const LATE_TESTS: readonly Omit<MixtureTest, 'legitimate'>[] = [
  {
    name: 'late-place',
    outcomes: ['same-address', 'same-agent', 'elsewhere'],
    expected: [0.02, 0.28, 0.7],
    weight: 20,
  },
  {
    name: 'late-company',
    outcomes: ['alone', 'few-late', 'some-late', 'mostly-late', 'mostly-late-many'],
    expected: [0.15, 0.05, 0.1, 0.3, 0.4],
    weight: 20,
  },
  {
    name: 'late-agent',
    outcomes: ['alone', 'few-late', 'some-late', 'mostly-late'],
    expected: [0.05, 0.45, 0.2, 0.3],
    weight: 20,
  },
  {
    name: 'lateness',
    outcomes: ['minutes', 'an-hour', 'a-day', 'a-week', 'longer'],
    expected: [0.04, 0.08, 0.23, 0.3, 0.35],
    weight: 20,
  },
  { name: 'late-use', outcomes: ['mixed', 'only-personal'], expected: [0.3, 0.7], weight: 20 },
]

/** Upper ends of the first four outcomes of `lateness`, in seconds. */
export const LATENESS_STEPS: readonly number[] = [300, 3600, 86_400, 604_800]
