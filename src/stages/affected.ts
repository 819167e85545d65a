import { derivedIn } from '../engine/lake.ts'
import { ident, type Sql, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { CaseProblem } from '../store/case-problem.ts'
import { iso } from './assess-impact.ts'
import { DERIVED_DATABASE } from './certifier.ts'

export type AffectedFormat = 'csv' | 'jsonl' | 'parquet'

const ENGINE_FORMAT = { csv: 'CSVWithNames', jsonl: 'JSONEachRow', parquet: 'Parquet' } as const satisfies Record<
  AffectedFormat,
  string
>

/** A cell that a spreadsheet would take for a formula gets an apostrophe; the attacker may have written it. */
const harmless = (cell: Sql): Sql =>
  sql`if(match(${cell}, '^\\s*(?:[=+\\-@|%]|＝|＋|－|＠)'), concat('\\'', ${cell}), ${cell})`

/** Streams one row per affected account: level, categories, routes, first and last exposure, views. */
export const affected = (theCase: Case, format: AffectedFormat): AsyncIterable<Uint8Array> => {
  if (theCase.store.get('report', 'latest') === undefined)
    throw new CaseProblem({ code: 'case/no-report', values: { dir: theCase.dir } })
  const cell = format === 'csv' ? harmless : (text: Sql): Sql => text
  const time = format === 'parquet' ? ident : iso
  return theCase.engine.stream(
    sql`SELECT ${cell(sql`name`)} AS account, level, ${cell(sql`categories`)} AS categories, ${cell(sql`routes`)} AS routes,
      ${time('first')} AS first_exposure, ${time('last')} AS last_exposure, views FROM (
      SELECT account AS name, multiIf(min(rank) = 1, 'confirmed', min(rank) = 2, 'likely', 'possible') AS level,
        arrayStringConcat(arraySort(arrayDistinct(arrayFlatten(groupArray(e.categories)))), ' ') AS categories,
        arrayStringConcat(arraySort(groupUniqArray(concat(method, ' ', route))), ', ') AS routes,
        min(e.first) AS first, max(e.last) AS last, sum(e.views) AS views
      FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} AS e GROUP BY name) ORDER BY name`,
    ENGINE_FORMAT[format],
  )
}
