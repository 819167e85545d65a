import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Meeting } from '../../domain/strangers.ts'
import { sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** The ids in their order are cut into this many stretches of as many ids each: a walk takes all of a few. */
const STRETCHES = 64
/** Groups that took fewer than this cannot be expected to meet anybody often enough. */
const FEWEST = 8

/**
 * Per pair of groups, how many accounts (or objects) both took, and how many two strangers would have taken both who
 * help themselves as often from the same stretches of the ids. Counted among those that other people use too: how many
 * exist the logs do not say, and this sample is nobody's of the two. Writes `taken` and `others_stock`.
 */
export const meetingsOf = async (scene: Scene): Promise<readonly Meeting[]> => {
  const t = scene.derived.table
  const { groups } = await scene.engine.row<{ groups: string }>(
    sql`SELECT uniqExact(component) AS groups FROM ${t('actor_address')}`,
  )
  if (Number(groups) < 2) return []
  await writeOthersStock(scene)
  await writeTaken(scene)
  const stretches = sql`(
    SELECT component, stretch, count() AS n FROM ${t('taken')}
    WHERE component IN (SELECT component FROM ${t('taken')} GROUP BY component HAVING count() >= ${FEWEST}) GROUP BY component, stretch)`
  const pairs = await scene.engine.rows<{ a: string; b: string; expected: number; met: string }>(sql`
    SELECT e.a AS a, e.b AS b, e.expected AS expected, toString(m.met) AS met FROM (
      SELECT x.component AS a, y.component AS b, round(sum(x.n * y.n / size.n), 6) AS expected
      FROM ${stretches} AS x INNER JOIN ${stretches} AS y ON x.stretch = y.stretch
      INNER JOIN (SELECT stretch, count() AS n FROM ${t('others_stock')} GROUP BY stretch) AS size ON size.stretch = x.stretch
      WHERE x.component < y.component GROUP BY a, b) AS e
    LEFT JOIN (
      SELECT pair.1 AS a, pair.2 AS b, count() AS met FROM (
        SELECT rank, arraySort(groupUniqArray(component)) AS takers FROM ${t('taken')} GROUP BY rank HAVING length(takers) > 1)
      ARRAY JOIN arrayFlatten(arrayMap((one, i) -> arrayMap(other -> (one, other), arraySlice(takers, i + 1)), takers, arrayEnumerate(takers))) AS pair
      GROUP BY a, b) AS m ON m.a = e.a AND m.b = e.b
    ORDER BY a, b`)
  return pairs.map(({ a, b, expected, met }) => ({ a, b, expected, met: Number(met) }))
}

/** `others_stock`: accounts and objects that people use who were not hit, with the stretch of the order each lies in. */
const writeOthersStock = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const hit = sql`(SELECT session FROM ${t('hit')} WHERE unit IN ('session', 'log-in'))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('others_stock')} ENGINE = MergeTree ORDER BY rank AS
    WITH target AS (
      SELECT principal AS name FROM ${t('session')} WHERE session NOT IN ${hit}
      UNION ALL
      SELECT if(account != '', account, object) AS name FROM ${t('personal_access')}
      WHERE ok AND session NOT IN ${hit} AND who NOT IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request'))
        AND (session != 0 OR (ip, method, route) NOT IN (SELECT ip, method, route FROM ${t('hit')} WHERE unit = 'anonymous'))),
    ranked AS (SELECT DISTINCT (length(name), name) AS rank FROM target WHERE name != '')
    SELECT rank, toUInt8(intDiv((row_number() OVER (ORDER BY rank) - 1) * ${STRETCHES}, (SELECT count() FROM ranked))) AS stretch FROM ranked`)
}

/** `taken`: what each group took of it, once. Who holds another person's session takes that person. */
const writeTaken = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const named = sql`if(p.account != '', p.account, p.object)`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('taken')} ENGINE = MergeTree ORDER BY (rank, component) AS
    SELECT own.component AS component, own.rank AS rank, stock.stretch AS stretch FROM (
      SELECT DISTINCT a.component AS component, if(s.detection IN ${detectionsOf('session', 'session-use', 'log-in')} AND s.principal != '', s.principal, ${named}) AS target,
        (length(target), target) AS rank
      FROM ${groupedSuspects(scene)}
      LEFT JOIN (
        SELECT file, line, account, object FROM ${t('personal_access')} WHERE (file, line) IN (SELECT file, line FROM ${t('suspect_event')})) AS p
        ON p.file = s.file AND p.line = s.line) AS own
    INNER JOIN ${t('others_stock')} AS stock ON own.rank = stock.rank
    ORDER BY component`)
}
