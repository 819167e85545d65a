import type { Place } from '../problem.ts'
import type { Regex } from '../regex/regex.ts'
import type { Pattern } from './pattern.ts'
import type { Decimal } from './decimal.ts'

/** What a rule asks of one event, with nothing left to look up. Two-valued: every test is true or false. */
export type Expr =
  | { readonly kind: 'and'; readonly parts: readonly Expr[] }
  | { readonly kind: 'or'; readonly parts: readonly Expr[] }
  | { readonly kind: 'not'; readonly part: Expr }
  /** A search identifier of the rule, so that an explanation can name it. */
  | { readonly kind: 'named'; readonly name: string; readonly part: Expr }
  | { readonly kind: 'match'; readonly match: Match }
  | { readonly kind: 'constant'; readonly value: boolean }

export interface Match {
  /** null: the whole event (a keyword). */
  readonly field: string | null
  readonly test: Test
  readonly place: Place
}

export type Comparison = 'eq' | 'lt' | 'lte' | 'gt' | 'gte'
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
export type FieldComparison = 'equals' | 'startswith' | 'endswith' | 'contains'

/**
 * A test of the value of a field. A field that is missing or null passes `null` only, and a missing one passes
 * `exists: false`; every other test is false there.
 */
export type Test =
  | { readonly kind: 'pattern'; readonly pattern: Pattern; readonly cased: boolean }
  | { readonly kind: 'number'; readonly comparison: Comparison; readonly number: Decimal }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'cidr'; readonly network: Network }
  | { readonly kind: 'field'; readonly other: string; readonly comparison: FieldComparison; readonly cased: boolean }
  | { readonly kind: 'time'; readonly part: TimePart; readonly comparison: Comparison; readonly number: Decimal }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly wanted: boolean }

/** First and last address as 128-bit numbers; IPv4 lies at ::ffff:0:0/96. */
export interface Network {
  readonly text: string
  readonly first: bigint
  readonly last: bigint
}

export const and = (parts: readonly Expr[]): Expr =>
  parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
export const or = (parts: readonly Expr[]): Expr => (parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts })
export const not = (part: Expr): Expr => ({ kind: 'not', part })

/** Every test in an expression, in the order of the rule. */
export const matchesIn = (expr: Expr): readonly Match[] => {
  if (expr.kind === 'match') return [expr.match]
  if (expr.kind === 'constant') return []
  return expr.kind === 'and' || expr.kind === 'or'
    ? expr.parts.flatMap((part) => matchesIn(part))
    : matchesIn(expr.part)
}

/** Names of the fields an expression reads, sorted. */
export const fieldsOf = (expr: Expr): readonly string[] => {
  const names = matchesIn(expr).flatMap(({ field, test }) => [
    ...(field === null ? [] : [field]),
    ...(test.kind === 'field' ? [test.other] : []),
  ])
  return [...new Set(names)].sort()
}
