import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import { compareCount, type Measured } from './measure-sql.ts'

/** Before any event: no chain of that length ends here. */
const NEVER: Sql = sql`toInt64(-9000000000000000000)`

/**
 * `temporal_ordered` as running maxima. `s1` is a row's own time; `sk` the latest start of a chain of k different rules,
 * in the order of the list, that ends at the row. A chain fits when its start lies in the window, so the longest chain
 * is the largest such k. Events of one instant may follow each other (peers of a RANGE frame see each other).
 */
export const orderedSql = (hits: Sql, rules: number, span: bigint): Measured => {
  let rows = sql`SELECT *, t AS s1 FROM (${hits})`
  for (let length = 2; length <= rules; length++) rows = longer(rows, length, rules)
  const within = Array.from({ length: rules }, (_, i) => sql`(${column(i + 1)} >= t - ${bind('Int64', span)})`)
  const longest = join(within, ' + ')
  return {
    rows: sql`SELECT t, o, keys, ${startOf(rules, span)} AS first, ${longest} AS n, n AS events FROM (${rows})`,
    shown: sql`toString(n)`,
    compare: (operator, value) => compareCount(sql`n`, operator, value),
  }
}

const column = (length: number): Sql => ({ text: `s${length}`, params: {} })

/** The start of the longest chain that fits. */
const startOf = (rules: number, span: bigint): Sql => {
  let start = sql`t`
  for (let length = 2; length <= rules; length++)
    start = sql`if(${column(length)} >= t - ${bind('Int64', span)}, ${column(length)}, ${start})`
  return start
}

const longer = (rows: Sql, length: number, rules: number): Sql => {
  const cases = Array.from({ length: rules - 1 }, (_, i) => {
    const rule = bind('UInt16', i + 1)
    return sql`rule = ${rule}, max(if(rule < ${rule}, ${column(length - 1)}, ${NEVER})) OVER c`
  })
  const window = sql`WINDOW c AS (PARTITION BY keys ORDER BY t RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  return sql`SELECT *, multiIf(${join(cases, ',')}, ${NEVER}) AS ${column(length)} FROM (${rows}) ${window}`
}
