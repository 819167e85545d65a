import { bind, type Sql, sql } from '../../engine/sql.ts'
import { type Decimal, isWhole, wholeOf } from '../detection/decimal.ts'
import type { CorrelationDocument, Operator } from '../document/model.ts'
import { frameOf } from './frame.ts'
import { decimalConstant, decimalSql, isNumberSql } from '../sql/predicate.ts'

export interface Measured {
  /** Rows `t, o, keys, first, events` and what `compare` and `shown` need. */
  readonly rows: Sql
  readonly shown: Sql
  compare(operator: Operator, value: Decimal): Sql
}

const SIGNS: Readonly<Record<Operator, Sql>> = {
  gt: sql`>`,
  gte: sql`>=`,
  lt: sql`<`,
  lte: sql`<=`,
  eq: sql`=`,
  neq: sql`!=`,
}

/** Whole counts against a threshold that may have a fraction. */
export const compareCount = (count: Sql, operator: Operator, value: Decimal): Sql =>
  isWhole(value)
    ? sql`toInt64(${count}) ${SIGNS[operator]} ${bind('Int64', BigInt.asIntN(64, wholeOf(value)))}`
    : sql`toDecimal256(${count}, 18) ${SIGNS[operator]} ${decimalConstant(value)}`

/** The last row sees its whole instant: a RANGE frame ends with the peers of the current row. */
const windowed = (hits: Sql, columns: Sql, seconds: number): Sql => {
  const { order, offset } = frameOf(seconds) ?? { order: sql`t`, offset: 0 }
  const frame = sql`RANGE BETWEEN ${{ text: String(offset), params: {} }} PRECEDING AND CURRENT ROW`
  return sql`SELECT t, o, keys, min(t) OVER w AS first, count() OVER w AS events, ${columns} FROM (${hits})
    WINDOW w AS (PARTITION BY keys ORDER BY ${order} ${frame})`
}

/** What each type but `temporal_ordered` measures in a window. */
export const measureSql = (hits: Sql, document: CorrelationDocument): Measured => {
  switch (document.type) {
    case 'value_sum':
    case 'value_avg':
      return summed(hits, document.type, document.timespan)
    case 'value_percentile':
      return percentile(hits, document.percentile ?? 0n, document.timespan)
    case 'event_count':
    case 'value_count':
    case 'temporal':
    case 'temporal_ordered':
      return counted(windowed(hits, sql`${COUNTS[document.type]} OVER w AS n`, document.timespan))
  }
}

const counted = (rows: Sql): Measured => ({
  rows,
  shown: sql`toString(n)`,
  compare: (operator, value) => compareCount(sql`n`, operator, value),
})

const COUNTS: Readonly<Record<'event_count' | 'value_count' | 'temporal' | 'temporal_ordered', Sql>> = {
  event_count: sql`count()`,
  value_count: sql`uniqExactIf(vals, notEmpty(vals))`,
  temporal: sql`uniqExact(rule)`,
  temporal_ordered: sql`uniqExact(rule)`,
}

const VALUE = sql`vals[1]`
const IS_NUMBER = sql`(notEmpty(vals) AND ${isNumberSql(VALUE)})`

/** Exact: an average is compared as a sum against threshold × count, never divided. */
const summed = (hits: Sql, type: 'value_sum' | 'value_avg', seconds: number): Measured => {
  const columns = sql`sumIf(${decimalSql(VALUE)}, ${IS_NUMBER}) OVER w AS total, countIf(${IS_NUMBER}) OVER w AS numbers`
  const compare = (operator: Operator, value: Decimal): Sql =>
    type === 'value_sum'
      ? sql`(numbers > 0 AND total ${SIGNS[operator]} ${decimalConstant(value)})`
      : sql`(numbers > 0 AND total ${SIGNS[operator]} ${decimalConstant(value)} * toInt256(numbers))`
  const shown = type === 'value_sum' ? sql`toString(total)` : sql`toString(toFloat64(total) / numbers)`
  return { rows: windowed(hits, columns, seconds), shown, compare }
}

/** Nearest rank: the smallest value that at least so many per cent do not exceed; no interpolation, no floating point. */
const percentile = (hits: Sql, wanted: Decimal, seconds: number): Measured => {
  const columns = sql`arraySort(groupArrayIf(${decimalSql(VALUE)}, ${IS_NUMBER}) OVER w) AS sorted`
  const hundred = 100n * 10n ** 18n
  const rank = sql`greatest(1, toUInt64(intDiv(toInt256(length(sorted)) * toInt256(${wanted.toString()}) + toInt256(${(hundred - 1n).toString()}), toInt256(${hundred.toString()}))))`
  const value = sql`sorted[${rank}]`
  return {
    rows: windowed(hits, columns, seconds),
    shown: sql`toString(${value})`,
    compare: (operator, threshold) =>
      sql`(notEmpty(sorted) AND ${value} ${SIGNS[operator]} ${decimalConstant(threshold)})`,
  }
}
