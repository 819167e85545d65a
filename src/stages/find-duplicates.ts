import { sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/**
 * Links every line that is byte for byte the same as another of its source to the first of them (lowest file, then
 * line): shippers that retry send a line twice. Equal lines have equal times, so the pass follows the sort key and
 * holds one group at a time.
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
    SELECT row.1, row.2, twin.1, twin.2 FROM (
      SELECT min((file, line)) AS twin, groupArray((file, line)) AS places
      FROM evidence.log_line WHERE reject = '' GROUP BY time, line_hash, source HAVING count() > 1
      SETTINGS optimize_aggregation_in_order = 1)
    ARRAY JOIN places AS row WHERE row != twin`)
  await theCase.engine.run(sql`EXCHANGE TABLES evidence.duplicate AND evidence.duplicate_new`)
  await theCase.engine.run(sql`DROP TABLE evidence.duplicate_new`)
}
