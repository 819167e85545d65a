import { type Sql, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/** Rows of one time that are sorted in memory, some 50 bytes each; more are sorted with everything else, on disk. */
const MOST_AT_ONCE = 1_000_000

/**
 * Links every line that is byte for byte the same as another of its source to the first of them (lowest file, then
 * line): shippers that retry send a line twice. Equal lines have equal times, so the pass follows the sort key and
 * holds the lines of one time, however many there are in all.
 *
 * A log with whole seconds may hold two equal lines that are two requests: same client, same request, same answer, same
 * agent within one second. They are counted once, here and everywhere, and listed as duplicates.
 */
export const findDuplicates = async (theCase: Case): Promise<void> => {
  await theCase.engine.run(
    sql`CREATE OR REPLACE TABLE evidence.duplicate_new (file UInt32, line UInt64, twin_file UInt32, twin_line UInt64) ENGINE = MergeTree ORDER BY (file, line)`,
  )
  await theCase.engine.run(sql`
    INSERT INTO evidence.duplicate_new
    SELECT file, line, twin.1, twin.2 FROM (
      SELECT file, line, first_value((file, line)) OVER (PARTITION BY time, line_hash, source ORDER BY file, line) AS twin
      FROM evidence.log_line WHERE reject = '')
    WHERE (file, line) != twin
    SETTINGS ${await sortSettings(theCase)}`)
  await theCase.engine.run(sql`EXCHANGE TABLES evidence.duplicate AND evidence.duplicate_new`)
  await theCase.engine.run(sql`DROP TABLE evidence.duplicate_new`)
}

const sortSettings = async (theCase: Case): Promise<Sql> =>
  (await mostByIndex(theCase)) <= MOST_AT_ONCE || (await mostOfOneTime(theCase)) <= MOST_AT_ONCE
    ? sql`optimize_read_in_window_order = 1`
    : sql`optimize_read_in_window_order = 0, max_bytes_before_external_sort = 268435456`

/** No time has more rows than the granules that begin with it and one more of each part: read off the index alone. */
const mostByIndex = async (theCase: Case): Promise<number> => {
  const { most } = await theCase.engine.row<{ most: string }>(sql`
    SELECT toUInt64(max(rows) + any(parts * fullest)) AS most
    FROM (SELECT sum(rows_in_granule) AS rows FROM mergeTreeIndex('evidence', 'log_line') GROUP BY time) AS of_time,
      (SELECT uniqExact(part_name) AS parts, max(rows_in_granule) AS fullest FROM mergeTreeIndex('evidence', 'log_line')) AS of_part`)
  return Number(most)
}

const mostOfOneTime = async (theCase: Case): Promise<number> => {
  const { most } = await theCase.engine.row<{ most: string }>(sql`
    SELECT max(n) AS most FROM (SELECT count() AS n FROM evidence.log_line WHERE reject = '' GROUP BY time)
    SETTINGS optimize_aggregation_in_order = 1`)
  return Number(most)
}
