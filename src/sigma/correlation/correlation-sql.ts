import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import type { EventSource, FieldSql } from '../sql/source.ts'
import { FieldMissing, predicate } from '../sql/predicate.ts'
import type { Rule } from '../rule.ts'
import { type Correlation, type Input, MICROSECONDS } from './model.ts'
import { measureSql } from './measure-sql.ts'
import { orderedSql } from './ordered-sql.ts'

export type SourceOf = (rule: Rule) => EventSource

/**
 * One row per event at which the condition holds for the window that ends there, both ends included:
 * `t` (microseconds), `o` (UInt128, order within one instant), `keys` (values of `group-by`), `first` (start of what the
 * window holds), `events`, `measure` (what was compared, as text). Windows slide; events of one instant see each other,
 * whatever their order in the log.
 */
export const correlationSql = (correlation: Correlation, sourceOf: SourceOf): Sql => {
  const hits = join(
    correlation.inputs.map((input, i) => inputSql(input, i, sourceOf)),
    ' UNION ALL ',
  )
  const measured =
    correlation.document.type === 'temporal_ordered'
      ? orderedSql(hits, correlation.inputs.length, BigInt(correlation.document.timespan) * MICROSECONDS)
      : measureSql(hits, correlation.document)
  const held = correlation.thresholds.map(({ operator, value }) => measured.compare(operator, value))
  return sql`SELECT t, o, keys, first, events, ${measured.shown} AS measure FROM (${measured.rows})
    WHERE ${join(held, ' AND ')}`
}

/** The matches of one input as rows `rule, t, o, keys, vals`; `vals` is empty where a counted field has no value. */
const inputSql = (input: Input, index: number, sourceOf: SourceOf): Sql => {
  const rule = sql`toUInt16(${bind('UInt16', index)}) AS rule`
  if (input.from.kind === 'correlation') return innerSql(input, input.from.correlation, rule, sourceOf)
  const source = sourceOf(input.from.rule)
  const keys = input.groupBy.map((name) => known(source, name))
  const values = input.values.map((name) => known(source, name))
  const grouped = keys.map(({ hasValue }) => sql` AND ${hasValue}`)
  const counted = values.map(({ hasValue }) => hasValue)
  const vals = values.length === 0 ? NO_TEXTS : sql`if(${join(counted, ' AND ')}, ${texts(values)}, ${NO_TEXTS})`
  return sql`SELECT ${rule}, ${source.time} AS t, toUInt128(${source.order}) AS o, ${texts(keys)} AS keys, ${vals} AS vals
    FROM ${source.from} WHERE ${predicate(input.from.rule.expr, source)}${concat(grouped)}`
}

const NO_TEXTS = sql`CAST([], 'Array(String)')`

const concat = (pieces: readonly Sql[]): Sql => pieces.reduce((all, piece) => sql`${all}${piece}`, sql``)

const texts = (fields: readonly FieldSql[]): Sql => {
  if (fields.length === 0) return NO_TEXTS
  return sql`[${join(
    fields.map(({ text }) => sql`toString(${text})`),
    ',',
  )}]`
}

const known = (source: EventSource, name: string): FieldSql => {
  const field = source.field(name)
  if (field === null) throw new FieldMissing(name)
  return field
}

/** A chained correlation: its results are events whose fields are those it was grouped by. */
const innerSql = (input: Input, inner: Correlation, rule: Sql, sourceOf: SourceOf): Sql => {
  const pick = (names: readonly string[]): Sql => {
    const places = names.map((name) => sql`keys[${bind('UInt32', inner.document.groupBy.indexOf(name) + 1)}]`)
    return places.length === 0 ? NO_TEXTS : sql`[${join(places, ',')}]`
  }
  return sql`SELECT ${rule}, t, o, ${pick(input.groupBy)} AS keys, ${pick(input.values)} AS vals
    FROM (${correlationSql(inner, sourceOf)})`
}
