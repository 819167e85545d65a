/**
 * What tells a web shell from a script of the service: outcomes in the order of the codes that `write-scripts.ts` computes,
 * how often they are expected of a shell, and of a new script of the service. The latter are joined, as twenty scripts more,
 * by those of the case that were there from the beginning.
 */
export interface ScriptTest {
  readonly name: string
  readonly outcomes: readonly string[]
  readonly shell: readonly number[]
  readonly service: readonly number[]
}

export const SCRIPT_TESTS: readonly ScriptTest[] = [
  { name: 'neighbours', outcomes: ['scripts', 'none'], shell: [0.4, 0.6], service: [0.97, 0.03] },
  { name: 'folder', outcomes: ['of-pages', 'of-files'], shell: [0.6, 0.4], service: [0.98, 0.02] },
  { name: 'commands', outcomes: ['none', 'some'], shell: [0.5, 0.5], service: [0.998, 0.002] },
  { name: 'programs', outcomes: ['fewer', 'three-or-more'], shell: [0.7, 0.3], service: [0.98, 0.02] },
  { name: 'answer-sizes', outcomes: ['alike', 'varied'], shell: [0.2, 0.8], service: [0.6, 0.4] },
  { name: 'posted', outcomes: ['also-fetched', 'only-posted'], shell: [0.7, 0.3], service: [0.96, 0.04] },
  { name: 'script-rhythm', outcomes: ['irregular', 'regular'], shell: [0.98, 0.02], service: [0.7, 0.3] },
  { name: 'came-before', outcomes: ['nothing', 'foreign-syntax'], shell: [0.5, 0.5], service: [0.99, 0.01] },
]

/** How much the declared rates weigh, in scripts. */
export const DECLARED_SCRIPTS = 20

/** Odds that a new script which one or two use is a shell, before the tests. */
export const PRIOR_ODDS = 1 / 100
