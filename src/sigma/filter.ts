import type { Expr } from './detection/expr.ts'
import type { FilterDocument, Logsource } from './document/model.ts'
import type { Rejected } from './document/read-documents.ts'
import type { Problems } from './problem.ts'
import { isNamed, type Rule } from './rule.ts'

interface BuiltFilter {
  readonly document: FilterDocument
  readonly expr: Expr
}

/**
 * Adds each filter's condition, as written, to the rules it names: `(rule) and (condition)`. A filter that takes events
 * away says so itself (`not selection`).
 */
export const applyFilters = (
  rules: readonly Rule[],
  filters: readonly BuiltFilter[],
  rejected: readonly Rejected[],
  problems: Problems,
): readonly Rule[] => {
  for (const filter of filters) checkFilter(filter, rules, rejected, problems)
  return rules.map((rule) =>
    filters
      .filter(({ document }) => isFor(document, rule))
      .reduce((narrow, filter) => withFilter(narrow, filter), rule),
  )
}

const withFilter = (rule: Rule, { document, expr }: BuiltFilter): Rule => ({
  ...rule,
  expr: { kind: 'and', parts: [rule.expr, { kind: 'named', name: document.meta.title, part: expr }] },
  filters: [...rule.filters, document.meta.title],
})

const isFor = (filter: FilterDocument, rule: Rule): boolean =>
  (filter.rules === 'any' || filter.rules.some(({ reference }) => isNamed(rule.document, reference))) &&
  covers(filter.logsource, rule.document.logsource)

/** Every key that the filter gives is the rule's. */
const covers = (filter: Logsource, rule: Logsource): boolean =>
  (['category', 'product', 'service'] as const).every((key) => filter[key] === '' || filter[key] === rule[key])

const checkFilter = (
  { document, expr }: BuiltFilter,
  rules: readonly Rule[],
  rejected: readonly Rejected[],
  problems: Problems,
): void => {
  const subtracts = /\b(?:filter|exclud\w*|ignor\w*|allow-?list|white-?list)\b/i.test(document.meta.title)
  if (subtracts && !negates(expr)) problems.add('sigma/filter-positive', document.place, { title: document.meta.title })
  if (document.rules === 'any') return
  for (const { reference, place } of document.rules) {
    const rule = rules.find((candidate) => isNamed(candidate.document, reference))
    const broken = rejected.some(({ id, name }) => id === reference || name === reference)
    if (rule === undefined && !broken) problems.add('sigma/filter-rule-unknown', place, { reference })
    if (rule !== undefined && !isFor(document, rule)) problems.add('sigma/filter-logsource', place, { reference })
  }
}

const negates = (expr: Expr): boolean => {
  if (expr.kind === 'not') return true
  if (expr.kind === 'named') return negates(expr.part)
  return (expr.kind === 'and' || expr.kind === 'or') && expr.parts.some((part) => negates(part))
}
