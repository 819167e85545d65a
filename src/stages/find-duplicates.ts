import { bind, join, type Sql, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { copiesIn, mayHoldCopies } from './find-copies.ts'
import { overlapsIn } from './find-overlaps.ts'

/** Rows of one time that are sorted in memory, some 50 bytes each; more are sorted with everything else, on disk. */
const MOST_AT_ONCE = 1_000_000

/** A pass in order is one thread's work: so many go over the case beside each other, each over its own span of time. */
const SPANS = 4

/** What one of them may hold where it sorts everything. */
const SORTED_BYTES = 64 * 1024 ** 2

/**
 * Links every line that is byte for byte the same as another of its source, of the source that its file is a copy of, or of one that is the same log by another name,
 * to the first of them (lowest file that is no copy, then line): shippers that retry send a line twice. Equal lines have equal times, so the pass follows the sort key and
 * holds the lines of one time, however many there are in all.
 *
 * A log with whole seconds may hold two equal lines that are two requests: same client, same request, same answer, same
 * agent within one second. They are counted once, here and everywhere, and listed as duplicates.
 */
export const findDuplicates = async (theCase: Case): Promise<void> => {
  await theCase.engine.run(
    sql`CREATE OR REPLACE TABLE evidence.duplicate_new (file UInt32, line UInt64, twin_file UInt32, twin_line UInt64) ENGINE = MergeTree ORDER BY (file, line)`,
  )
  const spans = await spansOf(theCase)
  const isAsked = mayHoldCopies(theCase)
  const copies = isAsked ? await copiesIn(theCase) : new Map<number, string>()
  const twins = twinsBy(copies, isAsked ? await overlapsIn(theCase, copies) : new Map<string, string>())
  await theCase.engine.run(sql`
    INSERT INTO evidence.duplicate_new
    SELECT file, line, twin.1, twin.2 FROM (${join(spans.map(twins), ' UNION ALL ')})
    WHERE (file, line) != twin
    SETTINGS ${await sortSettings(theCase)}`)
  await theCase.engine.run(sql`EXCHANGE TABLES evidence.duplicate AND evidence.duplicate_new`)
  await theCase.engine.run(sql`DROP TABLE evidence.duplicate_new`)
}

const texts = (names: Iterable<string>) => bind('Array(String)', [...names])

const twinsBy =
  (copies: ReadonlyMap<number, string>, overlaps: ReadonlyMap<string, string>) =>
  (span: Sql): Sql => {
    const files = bind('Array(UInt32)', [...copies.keys()])
    const named =
      copies.size === 0 ? sql`source` : sql`transform(file, ${files}, ${texts(copies.values())}, toString(source))`
    const log =
      overlaps.size === 0
        ? named
        : sql`transform(toString(${named}), ${texts(overlaps.keys())}, ${texts(overlaps.values())}, toString(${named}))`
    const order = copies.size === 0 ? sql`file, line` : sql`has(${files}, file), file, line`
    return sql`
  SELECT file, line, first_value((file, line)) OVER (PARTITION BY time, line_hash, ${log} ORDER BY ${order}) AS twin
  FROM evidence.log_line WHERE reject = '' AND ${span}`
  }

/** Conditions that share out all times, by the index alone: about as many rows in each. No time is in two of them. */
const spansOf = async (theCase: Case): Promise<readonly Sql[]> => {
  const rows = await theCase.engine.rows<{ at: string }>(sql`
    SELECT DISTINCT toUnixTimestamp64Micro(time) AS at
    FROM (SELECT time, row_number() OVER (ORDER BY time) AS n, count() OVER () AS granules FROM mergeTreeIndex('evidence', 'log_line'))
    WHERE n % greatest(intDiv(granules, ${SPANS}), 1) = 0 AND n < granules ORDER BY at LIMIT ${SPANS - 1}`)
  const cuts = rows.map(({ at }): Sql => sql`fromUnixTimestamp64Micro(${bind('Int64', at)}, 'UTC')`)
  return [...cuts, null].map((to, i): Sql => {
    const from = cuts[i - 1]
    return join([from === undefined ? sql`1` : sql`time >= ${from}`, to === null ? sql`1` : sql`time < ${to}`], ' AND ')
  })
}

const sortSettings = async (theCase: Case): Promise<Sql> =>
  (await mostByIndex(theCase)) <= MOST_AT_ONCE || (await mostOfOneTime(theCase)) <= MOST_AT_ONCE
    ? sql`optimize_read_in_window_order = 1`
    : sql`optimize_read_in_window_order = 0, max_bytes_before_external_sort = ${SORTED_BYTES}`

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
