import { sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { DERIVED_DATABASE } from './certifier.ts'
import { derivedIn } from '../engine/lake.ts'

export type AffectedFormat = 'csv' | 'jsonl' | 'parquet'

const ENGINE_FORMAT = { csv: 'CSVWithNames', jsonl: 'JSONEachRow', parquet: 'Parquet' } as const satisfies Record<
  AffectedFormat,
  string
>

/** A cell that a spreadsheet would take for a formula gets an apostrophe; the attacker may have written it. */
const harmless = sql`if(match(account, '^[=+\\-@\\t\\r]'), concat('\\'', account), account)`

/** Streams one row per affected account: level, categories, routes, first and last exposure, views. */
export const affected = (theCase: Case, format: AffectedFormat): AsyncIterable<Uint8Array> =>
  theCase.engine.stream(
    sql`SELECT ${format === 'csv' ? harmless : sql`account`} AS account, multiIf(min(rank) = 1, 'confirmed', min(rank) = 2, 'likely', 'possible') AS level,
      arrayStringConcat(arraySort(arrayDistinct(arrayFlatten(groupArray(e.categories)))), ' ') AS categories,
      arrayStringConcat(arraySort(groupUniqArray(concat(method, ' ', route))), ', ') AS routes,
      min(e.first) AS first_exposure, max(e.last) AS last_exposure, sum(e.views) AS views
    FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} AS e GROUP BY e.account AS account ORDER BY e.account`,
    ENGINE_FORMAT[format],
  )
