import type { MixtureTest } from '../../domain/mixture.ts'

/** Of a thief's victims, so many are expected to have his program by chance, and so many another. */
export const OWN_EXPECTED = 0.1
export const FOREIGN_EXPECTED = 0.8

/**
 * What tells somebody else's use of a live session from its owner's on the move: outcomes in the order of the codes that
 * `write-second-places.ts` computes, and the rates expected of a thief. The rates of owners are measured on the case.
 */
export const SECOND_TESTS: readonly Omit<MixtureTest, 'legitimate'>[] = [
  { name: 'second-address', outcomes: ['known', 'road', 'new'], expected: [0.02, 0.08, 0.9], weight: 20 },
  {
    name: 'second-agent',
    outcomes: ['same', 'other-version', 'known', 'foreign'],
    expected: [OWN_EXPECTED, 0.05, 0.05, FOREIGN_EXPECTED],
    weight: 20,
  },
  { name: 'second-turn', outcomes: ['left', 'returned', 'meanwhile'], expected: [0.3, 0.5, 0.2], weight: 20 },
  {
    name: 'second-company',
    outcomes: ['alone', 'few-second', 'some-second', 'mostly-second', 'mostly-second-many'],
    expected: [0.25, 0.05, 0.1, 0.3, 0.3],
    weight: 20,
  },
  {
    name: 'second-use',
    outcomes: ['no-personal-data', 'mixed', 'only-personal'],
    expected: [0.1, 0.3, 0.6],
    weight: 20,
  },
]

export const KNOWN_ADDRESS = 0
export const OWN_PROGRAM = 0
/** The session's own program in another version. */
export const AKIN_PROGRAM = 1
export const FOREIGN_AGENT = 3
/** The second place was used for personal data and nothing else. */
export const ONLY_PERSONAL = 2
