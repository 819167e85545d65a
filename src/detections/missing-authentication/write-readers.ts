import { sql } from '../../engine/sql.ts'
import { onPersonalRoute } from '../personal-routes.ts'
import { events, type Scene, succeeded } from '../scene.ts'
import { saysWho } from '../untold.ts'

/** A route that this many addresses of ordinary visitors read without credentials is public by practice. */
const ORDINARY_READERS = 0.5

/**
 * `visitor`: how many requests everybody made, but for what was tried in vain at personal data, which is no other page that one
 * looked at. Of sessions whose requests all name one account, or none, the lineage has counted them. `reader`: the readers
 * of personal-data objects: addresses without credential (`anonymous`), one row each, and, as control, accounts: of these those
 * alike are one row of `n`. Routes that ordinary visitors read without credential are left out as public, and so is a
 * reader of one object that comes again and again (a health check).
 */
export const writeReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const personal = await onPersonalRoute(scene)
  const counted = sql`(NOT mixed AND unnamed IN (0, uses))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('visitor')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT anonymous, who, sum(n) AS requests FROM (
      SELECT false AS anonymous, if(unnamed = 0, principal, toString(session)) AS who, uses - in_vain AS n FROM ${t('session')} WHERE ${counted}
      UNION ALL
      SELECT session = 0 AS anonymous, if(session = 0, src_ip, if(principal != '', principal, toString(session))) AS who, ${succeeded} OR NOT ${personal} AS n
      FROM ${events(scene)} PREWHERE session = 0 OR session IN (SELECT session FROM ${t('session')} WHERE NOT ${counted}) WHERE kind = 'http' AND ${await saysWho(scene)})
    GROUP BY anonymous, who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT true AS anonymous, r.who AS who, r.method AS method, r.route AS route, r.objects AS objects, r.reads AS reads, v.requests AS requests, s.first AS first, s.last AS last,
      toUInt64(1) AS n
    FROM (SELECT * FROM ${t('route_reader')} WHERE anonymous AND reads > 0) AS r
    LEFT JOIN (
      SELECT who, method, route, min(at) AS first, max(at) AS last FROM ${t('personal_access')} WHERE session = 0 AND ok GROUP BY who, method, route) AS s
      ON s.who = r.who AND s.method = r.method AND s.route = r.route
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE anonymous) AS v ON v.who = r.who
    UNION ALL
    SELECT false, '', r.method AS method, r.route AS route, r.objects AS objects, r.reads AS reads, v.requests AS requests, toDateTime64(0, 6, 'UTC'), toDateTime64(0, 6, 'UTC'), count()
    FROM (SELECT who, method, route, objects, reads FROM ${t('route_reader')} WHERE NOT anonymous AND reads > 0) AS r
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE NOT anonymous) AS v ON v.who = r.who
    GROUP BY method, route, objects, reads, requests`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('open_route')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route, countIf(anonymous) AS anonymous_readers, countIf(anonymous AND requests >= 2 * reads + 3) AS ordinary, sumIf(n, NOT anonymous) AS known_readers,
      sumIf(reads * n, NOT anonymous) AS known_reads, sumIf(reads, anonymous AND objects < 5) AS passing_reads,
      any(access) AS access, ordinary > ${ORDINARY_READERS} * anonymous_readers AND anonymous_readers >= 5 AND anonymous_readers >= 0.02 * known_readers AS public_by_practice
    FROM ${t('reader')} AS r INNER JOIN (SELECT method, route, access FROM ${t('route')}) AS p USING (method, route)
    GROUP BY method, route`)
}
