import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import type { Expr } from '../detection/expr.ts'
import { predicate } from './predicate.ts'
import { prefilter } from './prefilter.ts'
import { prepare } from './prepare.ts'
import type { EventSource } from './source.ts'

interface Asking {
  readonly expr: Expr
}

/** What one rule found: `rule` is its place in the list; times in microseconds as text. */
export interface ScanRow {
  readonly rule: number
  readonly matches: string
  readonly first: string
  readonly last: string
  /** The earliest matches: `o` of the source, as text. */
  readonly examples: readonly string[]
}

/** How many matches are named one by one; all are counted. */
const EXAMPLES = 5

/**
 * Many rules in one pass over the rows: a prefilter lets only rows through that some rule could match, then each rule's
 * exact predicate is asked. Columns of the result as in `ScanRow`, one row per rule that matches, in the rules' order.
 */
export const scanSql = (
  rules: readonly Asking[],
  source: EventSource,
  common: ReadonlySet<number> = new Set(),
): Sql => {
  const exprs = rules.map(({ expr }) => expr)
  const prepared = prepare(source, exprs)
  const hits = join(
    exprs.map((expr) => predicate(expr, prepared)),
    ',',
  )
  const places = bind('Array(UInt32)', [...rules.keys()])
  return sql`SELECT rule, count() AS matches, toString(min(t)) AS first, toString(max(t)) AS last,
      arrayMap(example -> toString(example.2), groupArraySorted(${bind('UInt8', EXAMPLES)})((t, o))) AS examples
    FROM (
      SELECT ${prepared.time} AS t, toUInt128(${prepared.order}) AS o,
        arrayJoin(arrayFilter((place, hit) -> hit, ${places}, [${hits}])) AS rule
      FROM ${prepared.from} WHERE ${prefilter(exprs, prepared, common)}
    )
    GROUP BY rule ORDER BY rule`
}

/** Rows that a plan looks at. Only speed depends on which ones they are. */
const SAMPLE = 20_000

/** A rule whose necessary texts stand in more of the rows than this is asked directly. */
const COMMON_SHARE = 0.005

export interface PlanRow {
  readonly rows: string
  readonly passed: readonly string[]
}

/** How many rows of a sample each rule's part of the prefilter lets through. */
export const planSql = (rules: readonly Asking[], source: EventSource): Sql => {
  const exprs = rules.map(({ expr }) => expr)
  const prepared = prepare(
    { ...source, from: sql`(SELECT * FROM ${source.from} LIMIT ${bind('UInt64', SAMPLE)})` },
    exprs,
  )
  const counts = exprs.map((expr) => sql`countIf(${prefilter([expr], prepared)})`)
  return sql`SELECT count() AS rows, [${join(counts, ',')}] AS passed FROM ${prepared.from}`
}

/** Places of the rules for which `scanSql` should not trust in texts. */
export const commonRules = ({ rows, passed }: PlanRow): ReadonlySet<number> =>
  new Set([...passed.keys()].filter((i) => Number(passed[i]) > COMMON_SHARE * Number(rows)))
