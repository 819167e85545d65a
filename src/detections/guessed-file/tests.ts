/**
 * What tells a file that was left on the server from one that somebody links to and nobody else fetched: outcomes in the order
 * of the codes that `write-files.ts` computes, how often they are expected of a file left behind, and of one offered.
 * The latter are joined, as twenty files more, by those of the case that people fetched who guess nothing.
 */
export interface FileTest {
  readonly name: string
  readonly outcomes: readonly string[]
  readonly left: readonly number[]
  readonly offered: readonly number[]
}

export const FILE_TESTS: readonly FileTest[] = [
  { name: 'fetched-by', outcomes: ['others', 'one-address'], left: [0.1, 0.9], offered: [0.95, 0.05] },
  { name: 'files-beside', outcomes: ['some', 'none'], left: [0.1, 0.9], offered: [0.7, 0.3] },
  { name: 'ending', outcomes: ['archive-or-table', 'copy-or-database'], left: [0.4, 0.6], offered: [0.97, 0.03] },
]

/** How much the declared rates weigh, in files. */
export const DECLARED_FILES = 20

/** Odds that a file is one left behind, of those that somebody got who guesses, before the tests. */
export const PRIOR_ODDS = 1 / 3
