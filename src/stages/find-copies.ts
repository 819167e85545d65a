import { bind, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/** Lines of a file by which sources that hold all of it are looked for; every line is compared before it is called a copy. */
const PROBES = 8

/**
 * Of fewer different requests or acts in a file it may be a host that does nothing but answer its balancer, as the host
 * beside it does in the same second: its lines are equal, and are two records.
 */
const FEWEST_ACTS = 5

interface Candidate {
  readonly file: number
  readonly source: string
  readonly low: string
  readonly high: string
  /** Other sources in which all its probes stand. */
  readonly others: readonly string[]
}

/**
 * Files whose lines are all lines of another source too: the same log under another name or in another folder, a backup,
 * an extract. By number, with that source. Largest files first: what is called a copy is contained in files that are
 * none. Two hosts never log the same all along, so that a file of ordinary traffic is contained in its copies alone.
 */
export const copiesIn = async (theCase: Case): Promise<ReadonlyMap<number, string>> => {
  const copies = new Map<number, string>()
  const originals = new Map<string, number[]>()
  for (const candidate of await candidatesIn(theCase)) {
    for (const source of candidate.others)
      if (!copies.has(candidate.file) && (await isWithin(theCase, candidate, originals.get(source) ?? [])))
        copies.set(candidate.file, source)
    if (!copies.has(candidate.file))
      originals.set(candidate.source, [...(originals.get(candidate.source) ?? []), candidate.file])
  }
  return copies
}

/** Equal lines are of one kind. */
export const mayHoldCopies = (theCase: Case): boolean => {
  const kinds = theCase.store.list('plan').map(({ body }) => (body as { readonly kind: string }).kind)
  return new Set(kinds).size < kinds.length
}

/** All files, largest first, each with the sources that may hold it. */
const candidatesIn = async (theCase: Case): Promise<readonly Candidate[]> => {
  const { engine } = theCase
  await engine.run(sql`
    CREATE OR REPLACE TABLE evidence.copy_probe ENGINE = MergeTree ORDER BY file AS
    SELECT file, any(source) AS source, count() AS size, min(time) AS first, max(time) AS last,
      groupArraySorted(${PROBES})((line_hash, time)) AS probes
    FROM evidence.log_line WHERE reject = '' GROUP BY file`)
  const found = await engine.rows<Candidate>(sql`
    WITH probed AS (SELECT file, source, length(arrayDistinct(probes)) AS asked, arrayJoin(arrayDistinct(probes)) AS probe FROM evidence.copy_probe)
    SELECT file, source, toString(toUnixTimestamp64Micro(first)) AS low, toString(toUnixTimestamp64Micro(last)) AS high,
      arraySort(groupArrayIf(toString(other), other != '')) AS others
    FROM evidence.copy_probe AS f LEFT JOIN (
      SELECT p.file AS within, l.source AS other
      FROM (SELECT time, line_hash, source FROM evidence.log_line WHERE reject = '' AND time IN (SELECT probe.2 FROM probed)) AS l
        INNER JOIN probed AS p ON l.time = p.probe.2 AND l.line_hash = p.probe.1
      WHERE l.source != p.source
      GROUP BY within, other HAVING uniqExact(p.probe) = any(p.asked)) AS o ON o.within = f.file
    GROUP BY file, source, size, first, last ORDER BY size DESC, file`)
  await engine.run(sql`DROP TABLE evidence.copy_probe`)
  return found.map((one) => ({ ...one, file: Number(one.file) }))
}

/** Whether every line of the file is one of these files' too, and not all of one kind. */
const isWithin = async (
  theCase: Case,
  { file, low, high }: Candidate,
  originals: readonly number[],
): Promise<boolean> => {
  if (originals.length === 0) return false
  const own = bind('UInt32', file)
  const { missing, acts } = await theCase.engine.row<{ missing: string; acts: string }>(sql`
    SELECT countIf(held = 0) AS missing, uniqUpTo(${FEWEST_ACTS})(act) AS acts FROM (
      SELECT countIf(file != ${own}) AS held, any(cityHash64(method, path, query, action, principal, user_agent)) AS act
      FROM evidence.log_line
      WHERE reject = '' AND time BETWEEN fromUnixTimestamp64Micro(${bind('Int64', low)}, 'UTC') AND fromUnixTimestamp64Micro(${bind('Int64', high)}, 'UTC')
        AND (file = ${own} OR file IN ${bind('Array(UInt32)', [...originals])})
      GROUP BY time, line_hash HAVING countIf(file = ${own}) > 0)
    SETTINGS optimize_aggregation_in_order = 1`)
  return missing === '0' && Number(acts) >= FEWEST_ACTS
}
