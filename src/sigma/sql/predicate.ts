import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import { DECIMAL_SCALE, isWhole, NUMBER_FORM, showDecimal, wholeOf } from '../detection/decimal.ts'
import { type Comparison, type Expr, fieldsOf, type Match, matchesIn, type Test } from '../detection/expr.ts'
import { isMapped, showAddress } from '../detection/network.ts'
import type { Pattern } from '../detection/pattern.ts'
import { toRe2 } from '../regex/to-re2.ts'
import { type AnyOf, anyOfPredicate, gatherAlternatives, isInside } from './any-of.ts'
import { fieldPredicate } from './field-predicate.ts'
import { matchesEmpty, patternPredicate } from './pattern-predicate.ts'
import type { EventSource, FieldSql } from './source.ts'
import { timePredicate } from './time-predicate.ts'

/** A rule reads a field that the source cannot have: it is not run rather than found to match nothing. */
export class FieldMissing extends Error {
  readonly field: string

  constructor(field: string) {
    super(`no such field: ${field}`)
    this.name = 'FieldMissing'
    this.field = field
  }
}

/** The expression as a predicate that is 0 or 1 for every row, never NULL. Throws `FieldMissing`. */
export const predicate = (expr: Expr, source: EventSource): Sql => {
  switch (expr.kind) {
    case 'constant':
      return expr.value ? sql`1` : sql`0`
    case 'named':
      return predicate(expr.part, source)
    case 'not':
      return sql`NOT (${predicate(expr.part, source)})`
    case 'and':
      return group(
        cheapFirst(expr.parts, source).map((part) => predicate(part, source)),
        'and',
      )
    case 'or':
      return alternatives(expr.parts, source)
    case 'match':
      return matchPredicate(expr.match, source)
  }
}

/** An AND is asked from left to right and stops at the first 0. */
const cheapFirst = (parts: readonly Expr[], source: EventSource): readonly Expr[] => {
  const isCheap = (expr: Expr): boolean => fieldsOf(expr).every((name) => source.field(name)?.cheap === true)
  const isKeyword = (expr: Expr): boolean => matchesIn(expr).some(({ field }) => field === null)
  const cost = (expr: Expr): number => (isKeyword(expr) ? 2 : isCheap(expr) ? 0 : 1)
  return [...parts].sort((a, b) => cost(a) - cost(b))
}

const isBlank = (pattern: Pattern, { blankIsNone }: FieldSql): boolean => pattern.length === 0 && blankIsNone === true

/** An empty AND is true, an empty OR false, as in logic. */
const group = (parts: readonly Sql[], kind: 'and' | 'or'): Sql => {
  const [only] = parts
  if (only === undefined) return kind === 'and' ? sql`1` : sql`0`
  return parts.length === 1 ? only : sql`(${join(parts, kind === 'and' ? ' AND ' : ' OR ')})`
}

const alternatives = (parts: readonly Expr[], source: EventSource): Sql => {
  const { gathered, rest } = gatherAlternatives(parts)
  const searches = gathered.flatMap((anyOf) => {
    const fields = anyOf.field === null ? partsFor(source, anyOf) : [known(source, anyOf.field)]
    return fields.map((field) => anyOfPredicate(anyOf, field))
  })
  return group([...searches, ...rest.map((part) => predicate(part, source))], 'or')
}

const partsFor = (source: EventSource, { place, needles }: AnyOf): readonly FieldSql[] =>
  place === 'inside' ? eventParts(source, needles.join('')) : [wholeEvent(source)]

/** Where to seek a text that may stand anywhere in the event. */
export const eventParts = (source: EventSource, text: string): readonly FieldSql[] =>
  source.eventParts === undefined || text.includes('\n') ? [wholeEvent(source)] : source.eventParts

const known = (source: EventSource, name: string): FieldSql => {
  const field = source.field(name)
  if (field === null) throw new FieldMissing(name)
  return field
}

const matchPredicate = (match: Match, source: EventSource): Sql => {
  if (match.field !== null) return testPredicate(match.test, known(source, match.field), source)
  const inside = isInside(match.test)
  const parts = inside === null ? [wholeEvent(source)] : eventParts(source, inside)
  return group(
    parts.map((part) => testPredicate(match.test, part, source)),
    'or',
  )
}

const wholeEvent = ({ event, eventFolded }: EventSource): FieldSql => ({
  text: event,
  present: sql`1`,
  hasValue: sql`1`,
  ...(eventFolded === undefined ? {} : { folded: eventFolded }),
})

const testPredicate = (test: Test, field: FieldSql, source: EventSource): Sql => {
  switch (test.kind) {
    case 'pattern': {
      const found = patternPredicate(test.pattern, test.cased, field)
      return matchesEmpty(test.pattern) && !isBlank(test.pattern, field) ? both(field.hasValue, found) : found
    }
    case 'number':
      return numberPredicate(test.comparison, test.number, field)
    case 'regex':
      return both(field.hasValue, sql`match(${readableText(field.text)}, ${toRe2(test.regex)})`)
    case 'cidr':
      return networkPredicate(test.network.first, test.network.last, field.text)
    case 'field':
      return fieldPredicate(test, field, known(source, test.other))
    case 'time':
      return timePredicate(test, field, source.zone)
    case 'null':
      return sql`NOT (${field.hasValue})`
    case 'exists':
      return test.wanted ? field.present : sql`NOT (${field.present})`
  }
}

/**
 * Each run of bytes that are not UTF-8 as one U+FFFD, so that `.` and `[^…]` pass over it instead of losing the row. The
 * padding keeps `toValidUTF8` from swallowing good bytes behind a sequence that the end cuts short.
 */
const readableText = (text: Sql): Sql => {
  const repaired = sql`toValidUTF8(concat(${text}, '   '))`
  return sql`if(isValidUTF8(${text}), ${text}, substring(${repaired}, 1, length(${repaired}) - 3))`
}

const both = (a: Sql, b: Sql): Sql => {
  if (a.text === '1') return b
  return b.text === '1' ? a : sql`(${a} AND ${b})`
}

export const compareSql = (left: Sql, comparison: Comparison, right: Sql): Sql => {
  switch (comparison) {
    case 'eq':
      return sql`${left} = ${right}`
    case 'lt':
      return sql`${left} < ${right}`
    case 'lte':
      return sql`${left} <= ${right}`
    case 'gt':
      return sql`${left} > ${right}`
    case 'gte':
      return sql`${left} >= ${right}`
  }
}

/** Exact: as Decimal256, so that ids above 2^53 stay apart. The guard keeps what is no number from being cut to one. */
export const decimalSql = (text: Sql): Sql => sql`toDecimal256OrZero(${text}, ${scale})`
export const isNumberSql = (text: Sql): Sql => sql`match(${text}, ${`\\A${NUMBER_FORM}\\z`})`
export const decimalConstant = (value: bigint): Sql => sql`toDecimal256(${showDecimal(value)}, ${scale})`

const scale: Sql = { text: String(DECIMAL_SCALE), params: {} }

const wholeConstant = (whole: bigint): Sql =>
  BigInt.asIntN(64, whole) === whole ? sql`${bind('Int64', whole)}` : sql`toInt256(${whole.toString()})`

const numberPredicate = (comparison: Comparison, number: bigint, field: FieldSql): Sql => {
  if (field.integer !== undefined && isWhole(number))
    return both(field.hasValue, compareSql(field.integer, comparison, wholeConstant(wholeOf(number))))
  const compared = compareSql(decimalSql(field.text), comparison, decimalConstant(number))
  return sql`(${isNumberSql(field.text)} AND ${compared})`
}

/** Guarded: the address functions throw on text that is none. IPv4 is compared at its mapped place in IPv6. */
const networkPredicate = (first: bigint, last: bigint, text: Sql): Sql => {
  const v4 = isMapped(first)
  const isAddress = v4 ? sql`(isIPv4String(${text}) OR isIPv6String(${text}))` : sql`isIPv6String(${text})`
  const address = sql`ifNull(toIPv6OrNull(${text}), toIPv6('::'))`
  const low = bind('String', showAddress(first))
  const high = bind('String', showAddress(last))
  const inside = sql`(${address} >= toIPv6(${low}) AND ${address} <= toIPv6(${high}))`
  const mapped = sql`(${address} >= toIPv6('::ffff:0:0') AND ${address} <= toIPv6('::ffff:ffff:ffff'))`
  return v4 ? sql`(${isAddress} AND ${inside})` : sql`(${isAddress} AND ${inside} AND NOT ${mapped})`
}
