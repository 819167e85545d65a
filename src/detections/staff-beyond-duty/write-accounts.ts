import { sql } from '../../engine/sql.ts'
import { dayOf, type Scene, windowDays } from '../scene.ts'

/** On so large a share of the days, and so many at least, an account is at work. */
const ESTABLISHED = { share: 0.3, days: 3 }
/** A route is a job's own where so many of its readers read widely. */
const OF_A_JOB = 0.5
/** Two jobs are one where the shares of their routes point so much the same way (cosine). */
const ALIKE = 0.5

/**
 * `duty_account`: accounts that may read what belongs to others, with their job: the routes that they read on an ordinary
 * day (the middle of each route's share over their days), in tenths. They read the objects of others and are no customers (as object-enumeration tells them), or read widely a
 * route that hardly anybody reads who does not. One who is there on few days has a duty if somebody with a like job is
 * there on many. `duty_peer`: which jobs are alike.
 */
export const writeDutyAccounts = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const worker = t('duty_worker')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${worker} ENGINE = MergeTree ORDER BY who AS
    WITH ${windowDays(scene)} AS window_days,
      far AS (SELECT who FROM ${t('far_reader')}),
      read AS (
        SELECT who, concat(method, ' ', route) AS name, ${dayOf(scene, sql`at`)} AS day, count() AS reads, sum(reads) OVER (PARTITION BY who, day) AS of_day FROM ${t('personal_access')}
        WHERE session != 0 AND who IN far AND ok AND object != '' AND NOT (subject = 'account' AND account = who) GROUP BY who, name, day),
      route AS (
        SELECT who, name, sum(reads) AS all, groupArray(reads / of_day) AS shares, any(d.days) AS days,
          arrayReduce('quantileExact(0.5)', arrayResize(shares, days, 0.)) AS usual
        FROM read AS r INNER JOIN (SELECT who, uniqExact(day) AS days FROM read GROUP BY who) AS d USING (who) GROUP BY who, name),
      own AS (
        SELECT who, any(days) AS days, argMax(name, (all, name)) AS main,
          if(sum(usual) > 0, arrayMap(one -> (one.1, one.2 / sum(usual)), groupArray((name, usual))), arrayMap(one -> (one.1, one.3 / sum(all)), groupArray((name, usual, all)))) AS routes
        FROM route GROUP BY who),
      shared AS (
        SELECT concat(method, ' ', route) AS name, countIf(who IN far) / count() AS wide FROM ${t('route_reader')} WHERE NOT anonymous AND objects > 0 GROUP BY name)
    SELECT o.who AS who, o.days AS days, toFloat64(o.days) >= greatest(toFloat64(${ESTABLISHED.days}), ${ESTABLISHED.share} * window_days) AS established,
      arraySort(arrayFilter(one -> one.2 > 0, arrayMap(one -> (one.1, toUInt8(round(10 * one.2))), o.routes))) AS job
    FROM own AS o LEFT JOIN shared AS s ON s.name = o.main
    WHERE o.who NOT IN (SELECT who FROM ${t('reach_test')} WHERE t_customer) AND (o.who IN (SELECT who FROM ${t('reach_test')}) OR s.wide >= ${OF_A_JOB})`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_peer')} ENGINE = MergeTree ORDER BY (job, peer) AS
    SELECT a.job AS job, b.job AS peer
    FROM (SELECT DISTINCT job, route, sqrt(arraySum(one -> one.2 * one.2, job)) AS size FROM ${worker} ARRAY JOIN job AS route) AS a
    INNER JOIN (SELECT DISTINCT job, route, sqrt(arraySum(one -> one.2 * one.2, job)) AS size FROM ${worker} ARRAY JOIN job AS route) AS b ON a.route.1 = b.route.1
    GROUP BY job, peer HAVING sum(a.route.2 * b.route.2) >= ${ALIKE} * any(a.size) * any(b.size)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_account')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, job, days, established FROM ${worker}
    WHERE job IN (SELECT job FROM ${t('duty_peer')} WHERE peer IN (SELECT job FROM ${worker} WHERE established))`)
}
