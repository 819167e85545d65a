import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Of the accounts from the first to the last that he reads, a run holds at least this share. */
const MOST = 0.5
/** Its reader's own account is no further from it than so many times the distance of two accounts of it. */
const NEAR = 3

/**
 * `circle_run`: readers of many accounts that follow one another (by length and text of their names), with their own account among them
 * or next to them, and the places where the run begins and ends. Who walks along numbers has his own there by chance only, or where he
 * began with it; how many readers do so tells which it is. Reads `circle_reading` and `circle_many`.
 */
export const writeRunsAroundReaders = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('circle_run')} ENGINE = MergeTree ORDER BY who AS
    WITH placed AS (
      SELECT account, toInt64(row_number() OVER (ORDER BY length(account), account)) AS place
      FROM (SELECT object AS account FROM ${t('circle_reading')} UNION DISTINCT SELECT who FROM ${t('circle_reading')}))
    SELECT r.who AS who, min(p.place) AS first, max(p.place) AS last, any(own.place) AS own, (last - first + 1) / count() AS distance
    FROM ${t('circle_reading')} AS r INNER JOIN placed AS p ON p.account = r.object INNER JOIN placed AS own ON own.account = r.who
    WHERE r.object != r.who AND r.who IN (SELECT who FROM ${t('circle_many')})
    GROUP BY who HAVING distance * ${MOST} <= 1 AND own BETWEEN first - ${NEAR} * distance AND last + ${NEAR} * distance`)
}

/** Of `circle_run`, those whose run reaches into two others that lie apart, as no circle does. */
export const cutRuns = (scene: Scene): Sql => {
  const runs = scene.derived.table('circle_run')
  return sql`(
    SELECT a.who AS who FROM ${runs} AS a CROSS JOIN ${runs} AS b
    WHERE a.who != b.who AND b.first <= a.last AND a.first <= b.last
    GROUP BY who HAVING max(b.first) > min(b.last))`
}
