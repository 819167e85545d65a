import { type Decimal, fromWhole, wholeOf } from '../detection/decimal.ts'
import type { CorrelationDocument, Operator, Thresholds } from '../document/model.ts'
import type { Problems } from '../problem.ts'
import type { Correlation } from './model.ts'

const isTemporal = ({ type }: CorrelationDocument): boolean => type === 'temporal' || type === 'temporal_ordered'
const isMeasured = ({ type }: CorrelationDocument): boolean =>
  type === 'value_sum' || type === 'value_avg' || type === 'value_percentile'

/** Temporal types ask for all their rules unless they say otherwise. */
export const thresholdsOf = (document: CorrelationDocument): Thresholds =>
  document.thresholds.length === 0 && isTemporal(document)
    ? [{ operator: 'gte', value: fromWhole(BigInt(document.rules.length)) }]
    : document.thresholds

export const meets = (value: Decimal, thresholds: Thresholds): boolean =>
  thresholds.every((threshold) => COMPARE[threshold.operator](value, threshold.value))

const COMPARE: Readonly<Record<Operator, (a: Decimal, b: Decimal) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  eq: (a, b) => a === b,
  neq: (a, b) => a !== b,
}

export const checkCorrelation = (correlation: Correlation, problems: Problems): void => {
  const { document, thresholds } = correlation
  const { place } = document
  if (document.rules.length === 0) problems.add('sigma/correlation-field-missing', place, { field: 'rules' })
  if (isTemporal(document) && document.rules.length < 2) problems.add('sigma/correlation-few-rules', place)
  if (thresholds.length === 0) problems.add('sigma/correlation-condition-missing', place, { type: document.type })
  checkFields(document, problems)
  checkAliases(document, problems)
  if (document.groupBy.length === 0) problems.add('sigma/correlation-no-group', place)
  if (!isMeasured(document) && thresholds.length > 0) checkCounts(correlation, problems)
  checkInnerGroups(correlation, problems)
}

const checkFields = (document: CorrelationDocument, problems: Problems): void => {
  const { type, fields, percentile, place } = document
  const valued = type.startsWith('value_')
  if (valued && fields.length === 0)
    problems.add('sigma/correlation-field-missing', place, { field: 'condition.field' })
  if (!valued && fields.length > 0) problems.add('sigma/correlation-field-needless', place, { type })
  if (isMeasured(document) && fields.length > 1) problems.add('sigma/correlation-one-field', place, { type })
  if (type === 'value_percentile' && percentile === null) problems.add('sigma/correlation-percentile', place)
}

const checkAliases = (document: CorrelationDocument, problems: Problems): void => {
  for (const [alias, fields] of document.aliases) {
    if (!document.groupBy.includes(alias) && !document.fields.includes(alias))
      problems.add('sigma/correlation-alias-unused', document.place, { alias })
    for (const reference of fields.keys())
      if (!document.rules.some((rule) => rule.reference === reference))
        problems.add('sigma/correlation-alias-rule', document.place, { alias, reference })
    const without = document.rules.filter(({ reference }) => !fields.has(reference))
    if (without.length > 0 && without.length < document.rules.length)
      problems.add('sigma/correlation-alias-partial', document.place, {
        alias,
        rules: without.map(({ reference }) => reference).join(', '),
      })
  }
}

/** A count that no window can have; and one that holds for windows in which nothing happened. */
const checkCounts = ({ document, thresholds }: Correlation, problems: Problems): void => {
  const near = thresholds.flatMap(({ value }) => [wholeOf(value) - 1n, wholeOf(value), wholeOf(value) + 1n])
  const most = isTemporal(document) ? BigInt(document.rules.length) : null
  const possible = [1n, ...near].some(
    (count) => count >= 1n && (most === null || count <= most) && meets(fromWhole(count), thresholds),
  )
  if (!possible) problems.add('sigma/correlation-never', document.place)
  else if (meets(0n, thresholds)) problems.add('sigma/correlation-conditional-absence', document.place)
}

/** A correlation's result has the fields it was grouped by, and no others. */
const checkInnerGroups = ({ document, inputs }: Correlation, problems: Problems): void => {
  for (const { from, groupBy, values } of inputs) {
    if (from.kind === 'rule') continue
    const inner = from.correlation.document
    for (const field of [...groupBy, ...values])
      if (!inner.groupBy.includes(field))
        problems.add('sigma/correlation-group-unknown', document.place, { field, inner: inner.meta.title })
  }
}
