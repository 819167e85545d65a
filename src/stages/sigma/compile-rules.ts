import { type Sql, sql } from '../../engine/sql.ts'
import { correlationSql } from '../../sigma/correlation/correlation-sql.ts'
import { type Credit, creditOf } from '../../sigma/credit.ts'
import { coverCorrelation, coverRule, sourceFor } from '../../sigma/coverage.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'
import { predicate } from '../../sigma/sql/predicate.ts'
import { lakeTaxonomies } from '../../sigma/taxonomy/lake.ts'
import type { Message } from '../../domain/report-model.ts'

export interface Compiled {
  readonly key: string
  readonly credit: Credit
  /** The statement with its parameters by name, or why there is none. */
  readonly statement: Sql | null
  readonly reasons: readonly Message[]
}

/** What each rule and correlation asks of the lake, one statement each. */
export const compileRules = (set: RuleSet, zone = 'UTC'): readonly Compiled[] => {
  const taxonomies = lakeTaxonomies(zone)
  const rules = set.rules.map((rule): Compiled => {
    const { taxonomies: found, hindrances } = coverRule(rule, taxonomies)
    const [taxonomy] = found
    const statement =
      taxonomy === undefined
        ? null
        : sql`SELECT time, file, line FROM ${taxonomy.source.from} WHERE ${predicate(rule.expr, taxonomy.source)} ORDER BY time, file, line`
    return { key: rule.key, credit: creditOf(rule.document), statement, reasons: hindrances }
  })
  const correlations = set.correlations.map((correlation): Compiled => {
    const { taxonomies: found, hindrances } = coverCorrelation(correlation, taxonomies)
    const statement = found.length === 0 ? null : correlationSql(correlation, (rule) => sourceFor(rule, taxonomies))
    return { key: correlation.key, credit: creditOf(correlation.document), statement, reasons: hindrances }
  })
  return [...rules, ...correlations]
}
