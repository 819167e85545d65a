import { componentsOf } from '../domain/union-find.ts'
import { bind, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/** Lines at the beginning of a file by which files that go on beside it are looked for. */
const PROBES = 8

/**
 * Of the lines of the time that two files share, so many stand in both where they are of one log: all but the few that
 * were still on their way when one of the two was cut. Of two servers side by side next to none are equal.
 */
const SHARED = 0.9

/** Of fewer different requests or acts it may be hosts that only answer their balancer, as in `find-copies.ts`. */
const FEWEST_ACTS = 5

interface Pair {
  readonly file: string
  readonly source: string
  readonly other: string
  readonly otherSource: string
  /** The time that both cover, microseconds since the epoch. */
  readonly low: string
  readonly high: string
}

/**
 * Sources that are one log under several names, because of two archives of it that overlap, of which neither holds the
 * other: in the time that both cover they hold the same lines. By source, with the first of those that are one. `copies`
 * are files that others hold altogether; they are told already.
 */
export const overlapsIn = async (
  theCase: Case,
  copies: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<string, string>> => {
  const links: { item: string; key: string }[] = []
  for (const pair of await pairsIn(theCase, [...copies.keys()]))
    if (await isOneLog(theCase, pair)) {
      const key = `${pair.file} ${pair.other}`
      links.push({ item: pair.source, key }, { item: pair.otherSource, key })
    }
  return new Map([...componentsOf(links)].filter(([source, first]) => source !== first))
}

/** Files whose first lines, or half of them, stand in a file of another source, too. */
const pairsIn = async ({ engine }: Case, copies: readonly number[]): Promise<readonly Pair[]> => {
  await engine.run(sql`
    CREATE OR REPLACE TABLE evidence.overlap_probe ENGINE = MergeTree ORDER BY file AS
    SELECT file, any(source) AS source, min(time) AS first, max(time) AS last,
      arrayDistinct(groupArraySorted(${PROBES})((time, line_hash))) AS probes
    FROM evidence.log_line WHERE reject = '' AND file NOT IN ${bind('Array(UInt32)', [...copies])} GROUP BY file`)
  const pairs = await engine.rows<Pair>(sql`
    WITH probed AS (SELECT file, source, length(probes) AS asked, arrayJoin(probes) AS probe FROM evidence.overlap_probe)
    SELECT toString(b.within) AS file, toString(f.source) AS source, toString(b.beside) AS other, toString(o.source) AS otherSource,
      toString(toUnixTimestamp64Micro(greatest(f.first, o.first))) AS low, toString(toUnixTimestamp64Micro(least(f.last, o.last))) AS high
    FROM (
      SELECT p.file AS within, l.file AS beside
      FROM (SELECT time, line_hash, file, source FROM evidence.log_line WHERE reject = '' AND time IN (SELECT probe.1 FROM probed)) AS l
        INNER JOIN probed AS p ON l.time = p.probe.1 AND l.line_hash = p.probe.2
      WHERE l.source != p.source
      GROUP BY within, beside HAVING 2 * uniqExact(p.probe) >= any(p.asked)) AS b
      INNER JOIN evidence.overlap_probe AS f ON f.file = b.within
      INNER JOIN evidence.overlap_probe AS o ON o.file = b.beside
    ORDER BY b.within, b.beside`)
  await engine.run(sql`DROP TABLE evidence.overlap_probe`)
  return pairs
}

/** Whether the two hold the same lines in the time that both cover; the moments at its ends may be cut. */
const isOneLog = async (theCase: Case, { file, other, low, high }: Pair): Promise<boolean> => {
  const [own, their] = [bind('UInt32', Number(file)), bind('UInt32', Number(other))]
  const { both, all, acts } = await theCase.engine.row<{ both: string; all: string; acts: string }>(sql`
    SELECT countIf(held = 2) AS both, count() AS all, uniqUpToIf(${FEWEST_ACTS})(act, held = 2) AS acts FROM (
      SELECT uniqExact(file) AS held, any(cityHash64(method, path, query, action, principal, user_agent)) AS act
      FROM evidence.log_line
      WHERE reject = '' AND file IN (${own}, ${their})
        AND time > fromUnixTimestamp64Micro(${bind('Int64', low)}, 'UTC') AND time < fromUnixTimestamp64Micro(${bind('Int64', high)}, 'UTC')
      GROUP BY time, line_hash)
    SETTINGS optimize_aggregation_in_order = 1`)
  return Number(acts) >= FEWEST_ACTS && Number(both) >= SHARED * Number(all)
}
