import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/**
 * An answer smaller than any of so many ordinary ones, to an account nobody else ever was, held nobody's data. Ordinary
 * are those to sessions with a record of issue or with other business: one trial of the actor that was not found, for
 * nobody's account, would make every such answer an ordinary one.
 */
const ORDINARY_ANSWERS = 200

/**
 * `view`: one row per actor's request that a personal-data route answered with success, with the account whose data it
 * held ('' where the logs do not show the owner). Rank 1 confirmed, 2 likely, 3 possible.
 *
 * Whose data: an object that is an account id names its subject; another object belongs to its owner as learned from
 * the traffic; otherwise the data is of the account the request acted as. An account that reads other people's objects
 * (object-enumeration) is not its own victim.
 */
export const writeViews = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const isAny = sql`(SELECT count() > 0 FROM ${t('actor_event')})`
  const byActor = sql`(${isAny} AND (file, line) IN (SELECT file, line FROM ${t('actor_event')}))`
  await writeOwners(scene, isAny, byActor)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('ordinary_answer')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route, min(bytes) AS smallest, count() AS answers FROM ${t('personal_access')}
    WHERE ${isAny} AND route IN (SELECT route FROM ${t('actor_event')})
      AND session IN (SELECT session FROM ${t('session')} WHERE issuances > 0 OR uses > personal_uses) AND ok AND session != 0 AND NOT ${byActor}
    GROUP BY method, route`)
  const own = sql`(e.detection IN ${detectionsOf('principal')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('view')} ENGINE = MergeTree ORDER BY (account, method, route, at, file, line) AS
    SELECT e.actor AS actor, e.detection AS detection, multiIf(e.level = 'confirmed', 1, e.level = 'likely', 2, 3) AS rank, p.at AS at, p.file AS file, p.line AS line,
      toString(p.method) AS method, toString(p.route) AS route, p.object AS object,
      multiIf(e.detection IN ${detectionsOf('request')}, '', p.subject = 'account', p.account,
        p.subject = 'owned' AND o.owner != '', o.owner,
        e.detection IN ${detectionsOf('session', 'session-use', 'log-in')}, p.principal, '') AS account
    FROM ${t('actor_event')} AS e
    INNER JOIN (SELECT * FROM ${t('personal_access')} WHERE ok AND ${byActor}) AS p ON e.file = p.file AND e.line = p.line
    LEFT JOIN ${t('owner')} AS o ON o.object = p.object
    LEFT JOIN ${t('ordinary_answer')} AS a ON a.method = p.method AND a.route = p.route
    WHERE (e.how = 'hit' OR e.session != 0)
      AND NOT (${own} AND (p.subject = 'principal' OR account = p.principal))
      AND NOT (p.session = 0 AND p.subject = 'principal')
      AND NOT (a.answers >= ${ORDINARY_ANSWERS} AND p.bytes < a.smallest AND account NOT IN (
        SELECT principal FROM ${t('session')} WHERE session NOT IN (SELECT session FROM ${t('actor_event')})))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('exposure')} ENGINE = MergeTree ORDER BY (account, method, route) AS
    SELECT account, method, route, any(r.categories) AS categories, any(r.marked) AS marked, min(rank) AS rank, min(at) AS first, max(at) AS last, count() AS views
    FROM ${t('view')} AS v INNER JOIN ${t('route')} AS r ON v.method = r.method AND v.route = r.route
    WHERE account != '' GROUP BY account, method, route`)
}

/**
 * `owner`: of every owned object that an actor asked for, the account with the most days (then reads) on it, rather one of
 * ordinary reach than a partner's; wide readers are left out.
 */
const writeOwners = (scene: Scene, isAny: Sql, byActor: Sql): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('owner')} ENGINE = MergeTree ORDER BY object AS
    SELECT object, argMax(who, (NOT is_far, days, reads, who)) AS owner, uniqExact(who) AS readers
    FROM (
      SELECT who, who IN (SELECT who FROM ${t('far_reader')}) AS is_far, method, route, object, countIf(ok) AS reads, uniqExact(toDate(at)) AS days FROM ${t('personal_access')}
      WHERE ${isAny} AND session != 0 AND object != '' AND subject = 'owned' AND (method, route) IN (SELECT method, route FROM ${t('owned_route')})
        AND principal != '' AND who NOT IN (SELECT who FROM ${t('wide_reader')})
        AND object IN (SELECT object FROM ${t('personal_access')} WHERE ${byActor})
      GROUP BY who, method, route, object HAVING reads > 0)
    GROUP BY object`)
}
