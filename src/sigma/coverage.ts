import type { Correlation } from './correlation/model.ts'
import { fieldsOf } from './detection/expr.ts'
import type { Rule } from './rule.ts'
import type { EventSource } from './sql/source.ts'
import type { Hindrance, Taxonomy } from './taxonomy/taxonomy.ts'

/** Where a rule can run, or what keeps it from running. Exactly one of the two is empty. */
export interface Covered<Document> {
  readonly document: Document
  readonly taxonomies: readonly Taxonomy[]
  readonly hindrances: readonly Hindrance[]
}

/** Finds the rows a rule speaks of. A rule without any is not applicable, which is not the same as "no match". */
export const coverRule = (
  rule: Rule,
  taxonomies: readonly Taxonomy[],
  extraFields: readonly string[] = [],
): Covered<Rule> => {
  const { logsource } = rule.document
  const meant = taxonomies.filter((taxonomy) => taxonomy.accepts(logsource))
  if (meant.length === 0) {
    const shown = (['product', 'category', 'service'] as const).flatMap((key) =>
      logsource[key] === '' ? [] : [`${key}: ${logsource[key]}`],
    )
    const source = shown.join(', ')
    return {
      document: rule,
      taxonomies: [],
      hindrances: [{ code: 'sigma-coverage/no-such-source', values: { source } }],
    }
  }
  const names = [...fieldsOf(rule.expr), ...extraFields]
  const missing = meant.map(({ source }) => names.filter((name) => source.field(name) === null))
  const able = meant.filter((_, i) => missing[i]?.length === 0)
  if (able.length > 0) return { document: rule, taxonomies: able, hindrances: [] }
  const values = { fields: [...new Set(missing.flat())].join(', '), source: meant.map(({ id }) => id).join(', ') }
  return { document: rule, taxonomies: [], hindrances: [{ code: 'sigma-coverage/no-such-field', values }] }
}

/** A correlation runs where all its rules do. */
export const coverCorrelation = (correlation: Correlation, taxonomies: readonly Taxonomy[]): Covered<Correlation> => {
  const inner = correlation.inputs.map(({ from, groupBy, values }) =>
    from.kind === 'rule'
      ? coverRule(from.rule, taxonomies, [...groupBy, ...values])
      : coverCorrelation(from.correlation, taxonomies),
  )
  const hindrances = inner.flatMap((covered) => covered.hindrances)
  return {
    document: correlation,
    taxonomies: hindrances.length > 0 ? [] : [...new Set(inner.flatMap((covered) => covered.taxonomies))],
    hindrances,
  }
}

/** The rows a rule runs on; only for rules that `coverRule` found some for. */
export const sourceFor = (rule: Rule, taxonomies: readonly Taxonomy[]): EventSource => {
  const [taxonomy] = coverRule(rule, taxonomies).taxonomies
  if (taxonomy === undefined) throw new Error(`no source for ${rule.key}`)
  return taxonomy.source
}
