import { bind, sql } from '../../engine/sql.ts'
import { correlationSql, type SourceOf } from '../../sigma/correlation/correlation-sql.ts'
import type { Correlation } from '../../sigma/correlation/model.ts'
import type { Case } from '../../store/case.ts'
import { instantOf, matchOf, placesIn, type SigmaMatch } from './match.ts'

/** Groups named one by one; all are counted. */
const FOREMOST = 100

interface GroupRow {
  readonly keys: readonly string[]
  readonly matches: string
  readonly first: string
  readonly last: string
  readonly measure: string
  readonly examples: readonly string[]
  readonly total: string
  readonly groups: string
  readonly earliest: string
  readonly latest: string
}

/** One match for each event at which the condition holds, told by group; null when there is none. */
export const runCorrelation = async (
  theCase: Case,
  correlation: Correlation,
  sourceOf: SourceOf,
): Promise<SigmaMatch | null> => {
  const rows = await theCase.engine.rows<GroupRow>(sql`
    SELECT keys, toString(n) AS matches, toString(start) AS first, toString(end) AS last, largest AS measure,
      arrayMap(example -> toString(example.2), early) AS examples, toString(sum(n) OVER ()) AS total,
      toString(count() OVER ()) AS groups, toString(min(start) OVER ()) AS earliest, toString(max(end) OVER ()) AS latest
    FROM (
      SELECT keys, count() AS n, min(first) AS start, max(t) AS end, argMax(measure, toFloat64OrZero(measure)) AS largest,
        groupArraySorted(5)((t, o)) AS early
      FROM (${correlationSql(correlation, sourceOf)}) GROUP BY keys
    )
    ORDER BY n DESC, keys LIMIT ${bind('UInt32', FOREMOST)}`)
  const [first] = rows
  if (first === undefined) return null
  const placeOf = placesIn(theCase)
  return matchOf(correlation, {
    matches: first.total,
    first: instantOf(first.earliest),
    last: instantOf(first.latest),
    examples: first.examples.map((order) => placeOf(order)),
    groups: first.groups,
    foremost: rows.map((row) => ({
      keys: row.keys,
      matches: row.matches,
      first: instantOf(row.first),
      last: instantOf(row.last),
      measure: row.measure,
    })),
  })
}
