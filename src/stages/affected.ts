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

/**
 * A block of groups holds states many times the bytes that count here. What is sorted beyond 128 MiB goes to disk, in
 * blocks small enough for one of every file to be in memory when they are merged. The limit in bytes counts only where
 * none in shares of the memory is set, as there is by default (measured on chDB 3.4.0).
 */
const IN_BOUNDS = sql`optimize_aggregation_in_order = 1, aggregation_in_order_max_block_bytes = 1048576,
      max_bytes_before_external_sort = 134217728, max_bytes_ratio_before_external_sort = 0,
      prefer_external_sort_block_bytes = 1048576`

/**
 * Streams one row per affected account: level, categories, routes, first and last exposure, views. Categories and routes
 * are lists, in a CSV cell with blanks or commas between. Memory follows the
 * accounts only a little (30 times as many took 1.1 to 2 times as much): the table is sorted by account, so each group
 * is complete as soon as it was read, and the order of the rows, which the engine does not take over from there
 * (ClickHouse issue 120664), is made on disk.
 */
export const affected = (theCase: Case, format: AffectedFormat): AsyncIterable<Uint8Array> => {
  if (theCase.store.get('report', 'latest') === undefined)
    throw new CaseProblem({ code: 'case/no-report', values: { dir: theCase.dir } })
  const isTable = format === 'csv'
  const cell = isTable ? harmless : (text: Sql): Sql => text
  const list = (names: Sql, between: string): Sql =>
    isTable ? harmless(sql`arrayStringConcat(${names}, ${between})`) : names
  const time = format === 'parquet' ? ident : iso
  return theCase.engine.stream(
    sql`SELECT ${cell(sql`name`)} AS account, level, ${list(sql`categories`, ' ')} AS categories, ${list(sql`routes`, ', ')} AS routes,
      ${time('first')} AS first_exposure, ${time('last')} AS last_exposure, views FROM (
      SELECT e.account AS name, multiIf(min(rank) = 1, 'confirmed', min(rank) = 2, 'likely', 'possible') AS level,
        arraySort(arrayDistinct(arrayFlatten(groupArray(e.categories)))) AS categories,
        arraySort(groupUniqArray(concat(method, ' ', route))) AS routes,
        min(e.first) AS first, max(e.last) AS last, sum(e.views) AS views
      FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} AS e GROUP BY e.account) ORDER BY name
    SETTINGS ${IN_BOUNDS}, output_format_json_quote_64bit_integers = 0, output_format_json_escape_forward_slashes = 0`,
    ENGINE_FORMAT[format],
  )
}
