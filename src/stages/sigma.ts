import { sql } from '../engine/sql.ts'
import { type Covered, coverCorrelation, coverRule, sourceFor } from '../sigma/coverage.ts'
import { creditOf } from '../sigma/credit.ts'
import type { Correlation } from '../sigma/correlation/model.ts'
import type { Rule } from '../sigma/rule.ts'
import type { RuleSet } from '../sigma/rule-set.ts'
import type { EventSource } from '../sigma/sql/source.ts'
import { lakeTaxonomies } from '../sigma/taxonomy/lake.ts'
import type { Taxonomy } from '../sigma/taxonomy/taxonomy.ts'
import type { Case } from '../store/case.ts'
import type { NotRun, SigmaMatch } from './sigma/match.ts'
import { runCorrelation } from './sigma/run-correlation.ts'
import { runRules } from './sigma/run-rules.ts'

export interface SigmaRun {
  /** Rules that matched, by how much, in the order of the set; then correlations. */
  readonly matches: readonly SigmaMatch[]
  /** How many were asked, those that found nothing among them. */
  readonly asked: number
  readonly notRun: readonly NotRun[]
}

/** Rules over an opened case's events: what matched, and which rules could not be asked of this case and why. */
export const runSigma = async (theCase: Case, set: RuleSet): Promise<SigmaRun> => {
  const taxonomies = await taxonomiesOf(theCase)
  const covers = coverage(set, taxonomies)
  const rules = covers.rules.filter(({ taxonomies: found }) => found.length > 0)
  const matches: SigmaMatch[] = []
  for (const [source, own] of bySource(rules.filter(({ document }) => isReported(document, set))))
    matches.push(...(await runRules(theCase, own, source)))
  const correlations = covers.correlations.filter(({ taxonomies: found }) => found.length > 0)
  for (const { document } of correlations.filter((covered) => isReported(covered.document, set))) {
    const match = await runCorrelation(theCase, document, (rule) => sourceFor(rule, taxonomies))
    if (match !== null) matches.push(match)
  }
  return {
    matches,
    asked: rules.length + correlations.length,
    notRun: [...notRun(covers.rules), ...notRun(covers.correlations)],
  }
}

export interface Coverage {
  readonly rules: readonly Covered<Rule>[]
  readonly correlations: readonly Covered<Correlation>[]
}

/** Which rules can run on which of these sources, or why not. */
export const coverage = (set: RuleSet, taxonomies: readonly Taxonomy[] = lakeTaxonomies('UTC')): Coverage => ({
  rules: set.rules.map((rule) => coverRule(rule, taxonomies)),
  correlations: set.correlations.map((correlation) => coverCorrelation(correlation, taxonomies)),
})

/** The rows that rules can be asked of in this case. */
export const taxonomiesOf = (theCase: Case): Promise<readonly Taxonomy[]> =>
  filled(theCase, lakeTaxonomies(theCase.config.zone ?? 'UTC'))

/** Taxonomies whose rows the case has at all: a rule over none of them has not been asked. */
export const filled = async (theCase: Case, taxonomies: readonly Taxonomy[]): Promise<readonly Taxonomy[]> => {
  const counts = new Map<EventSource, boolean>()
  for (const { source } of taxonomies) {
    if (counts.has(source)) continue
    const { some } = await theCase.engine.row<{ some: number }>(
      sql`SELECT count() > 0 AS some FROM (SELECT 1 FROM ${source.from} LIMIT 1)`,
    )
    counts.set(source, some === 1)
  }
  return taxonomies.filter(({ source }) => counts.get(source) === true)
}

/** What only serves a correlation is not told by itself, unless that correlation says so (`generate`). */
const isReported = (document: Rule | Correlation, set: RuleSet): boolean => {
  const users = set.correlations.filter(({ inputs }) =>
    inputs.some(({ from }) => (from.kind === 'rule' ? from.rule.key : from.correlation.key) === document.key),
  )
  return users.length === 0 || users.some((user) => user.document.generate)
}

const bySource = (covered: readonly Covered<Rule>[]): ReadonlyMap<EventSource, readonly Rule[]> => {
  const groups = new Map<EventSource, Rule[]>()
  for (const { document, taxonomies } of covered) {
    for (const source of new Set(taxonomies.map((taxonomy) => taxonomy.source)))
      groups.set(source, [...(groups.get(source) ?? []), document])
  }
  return groups
}

const notRun = (covered: readonly Covered<Rule | Correlation>[]): readonly NotRun[] =>
  covered.flatMap(({ document, hindrances }) =>
    hindrances.length === 0 ? [] : [{ key: document.key, credit: creditOf(document.document), reasons: hindrances }],
  )
