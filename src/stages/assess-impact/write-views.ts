import { detectionsOf } from '../../detections/index.ts'
import { dayOf, hasRows, type Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { heldNobodys, mayHoldNobodys, nobodys, othersToo, writeOrdinaryAnswers } from './ordinary-answers.ts'

/**
 * `view`: one row per actor's request (or one apart of the same way in, possible and without actor) that a personal-data route answered with success, with the account whose data it
 * held ('' where the logs do not show the owner). Rank 1 confirmed, 2 likely, 3 possible.
 *
 * Whose data: an object that is an account id names its subject; another object belongs to its owner as learned from
 * the traffic; otherwise the data is of the account the request acted as. An account that reads other people's objects
 * (object-enumeration) is not its own victim.
 */
export const writeViews = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await createViews(scene)
  if (!(await hasRows(scene, 'actor_event'))) return
  const reached = sql`(
    SELECT actor, detection, how, level, session, file, line FROM ${t('actor_event')}
    UNION ALL SELECT '', detection, 'hit', 'possible', session, file, line FROM ${t('apart_event')})`
  const byActor = sql`((file, line) IN (SELECT file, line FROM ${reached}))`
  await writeOwners(scene, byActor)
  await writeOrdinaryAnswers(scene, byActor)
  const own = sql`(e.detection IN ${detectionsOf('principal', 'principal-request')})`
  await scene.engine.run(sql`
    INSERT INTO ${t('view')}
    SELECT e.actor AS actor, e.detection AS detection, multiIf(${mayHoldNobodys(sql`p.bytes`)} AND account NOT IN ${othersToo(scene)}, 3, e.level = 'confirmed', 1, e.level = 'likely', 2, 3) AS rank, p.at AS at, p.file AS file, p.line AS line,
      toString(p.method) AS method, toString(p.route) AS route, p.object AS object,
      multiIf(e.detection = 'log-in-after-failures', p.principal, e.detection IN ${detectionsOf('request')}, '', p.subject = 'account', p.account,
        p.subject = 'owned' AND o.owner != '', o.owner,
        e.detection IN ${detectionsOf('session', 'session-use', 'log-in')}, p.principal, '') AS account
    FROM ${reached} AS e
    INNER JOIN (SELECT * FROM ${t('personal_access')} WHERE ok AND ${byActor}) AS p ON e.file = p.file AND e.line = p.line
    LEFT JOIN ${t('owned_route')} AS s ON s.method = p.method AND s.route = p.route
    LEFT JOIN ${t('owner')} AS o ON o.space = s.space AND o.object = p.object
    LEFT JOIN ${t('ordinary_answer')} AS a ON a.method = p.method AND a.route = p.route
    WHERE (e.how = 'hit' OR e.session != 0)
      AND NOT (${own} AND (p.subject = 'principal' OR (account != '' AND account = p.principal)))
      AND NOT (p.session = 0 AND p.subject = 'principal')
      AND NOT ((${heldNobodys(sql`p.bytes`)} OR account = p.principal AND account IN ${nobodys(scene, byActor)}) AND account NOT IN ${othersToo(scene)})`)
  await scene.engine.run(sql`
    INSERT INTO ${t('exposure')}
    SELECT account, method, route, any(r.categories) AS categories, any(r.marked) AS marked, min(rank) AS rank, min(at) AS first, max(at) AS last, count() AS views
    FROM ${t('view')} AS v INNER JOIN ${t('route')} AS r ON v.method = r.method AND v.route = r.route
    WHERE account != '' GROUP BY account, method, route`)
}

const createViews = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('view')} (
      actor String, detection String, rank UInt8, at DateTime64(6, 'UTC'), file UInt32, line UInt64, method String, route String, object String, account String
    ) ENGINE = MergeTree ORDER BY (account, method, route, at, file, line)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('exposure')} (
      account String, method String, route String, categories Array(String), marked String, rank UInt8, first DateTime64(6, 'UTC'), last DateTime64(6, 'UTC'), views UInt64
    ) ENGINE = MergeTree ORDER BY (account, method, route)`)
}

/**
 * `owner`: of every owned thing that an actor asked for, by its space, the account with the most days (then reads) on it; wide
 * readers and hands of one are left out, and far ones (a partner's server) too, unless they read half as much as any account that was hit.
 */
const writeOwners = (scene: Scene, byActor: Sql): Promise<void> => {
  const t = scene.derived.table
  const narrowest = sql`(SELECT min(objects) FROM ${t('wide_reader')} WHERE who IN (SELECT principal FROM ${t('hit')} WHERE unit = 'principal'))`
  const far = sql`(SELECT who FROM ${t('far_reader')} WHERE objects * 2 > ${narrowest})`
  const taken = sql`(
    SELECT s.space, p.object FROM ${t('personal_access')} AS p INNER JOIN ${t('owned_route')} AS s ON s.method = p.method AND s.route = p.route
    WHERE p.subject = 'owned' AND ${byActor})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('owner')} ENGINE = MergeTree ORDER BY (space, object) AS
    SELECT space, object, argMax(who, (days, reads, who)) AS owner, uniqExact(who) AS readers
    FROM (
      SELECT p.who AS who, s.space AS space, p.object AS object, countIf(p.ok) AS reads, uniqExact(${dayOf(scene, sql`p.at`)}) AS days
      FROM ${t('personal_access')} AS p INNER JOIN ${t('owned_route')} AS s ON s.method = p.method AND s.route = p.route
      WHERE p.session != 0 AND p.object != '' AND p.subject = 'owned' AND p.principal != ''
        AND p.who NOT IN (SELECT who FROM ${t('wide_reader')}) AND p.who NOT IN ${far} AND p.who NOT IN (SELECT who FROM ${t('hand_reader')})
        AND (s.space, p.object) IN ${taken}
      GROUP BY who, space, object HAVING reads > 0)
    GROUP BY space, object`)
}
