import { bind, type Sql, sql } from '../../engine/sql.ts'
import { blockOf, placeOf } from '../address-block.ts'
import { learnLogInRequests, writeLogInSeen } from '../lineage/log-in-requests.ts'
import { events, type Scene } from '../scene.ts'

/** Where log-ins and their failures are seen: in records of their own, or in requests to the log-in routes. */
export type TriedIn = 'records' | 'requests'

/** Records that a session begins with: tries that succeeded. */
const SUCCEEDED = ['logon', 'issue']

/** Where failed log-ins are seen with the address they came from; null where nothing shows them. */
export const triedIn = async (scene: Scene): Promise<TriedIn | null> => {
  const { failed } = await scene.engine.row<{ failed: string }>(
    sql`SELECT count() AS failed FROM ${events(scene)} WHERE kind = 'auth' AND action = 'logon-failed' AND src_ip != ''`,
  )
  if (failed !== '0') return 'records'
  return (await learnLogInRequests(scene)).length > 0 ? 'requests' : null
}

/**
 * `log_in_try`: every log-in that somebody tried, one row a record, with the name that was tried (`who`; a try without
 * a name is somebody of its own); `log_in_opened`: the sessions that the successful ones opened, with the place they were
 * opened from.
 */
export const writeTries = async (scene: Scene, where: TriedIn): Promise<void> => {
  if (where === 'requests') await writeAnswers(scene)
  const t = scene.derived.table
  const placed = sql`${placeOf(sql`ip`)} AS place, ${blockOf(sql`ip`)} AS block`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_opened')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, who, named, ip, ${placed}, agent, device, first, uses, personal_uses FROM (
      SELECT s.session AS session, s.principal != '' AS named, if(s.principal != '', s.principal, toString(s.session)) AS who, s.first AS first,
        if(o.ip != '', o.ip, s.origin.1) AS ip, if(o.ip != '' AND o.agent != '', o.agent, s.origin.2) AS agent, s.origin.3 AS device,
        s.uses AS uses, s.personal_uses AS personal_uses
      FROM ${t('session')} AS s LEFT JOIN (${openings(scene, where)}) AS o ON s.session = o.session
      WHERE o.ip != '' OR (s.principal, s.origin.1) IN (SELECT principal, ip FROM ${where === 'records' ? t('issued_account') : sql`(SELECT '' AS principal, '' AS ip)`}))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_try')} ENGINE = MergeTree ORDER BY (who, at) AS
    SELECT at, named, who, ${placed}, agent, ok FROM (${where === 'records' ? recordedTries(scene) : requestedTries(scene)})`)
}

/** Per session, where its first issuing record came from; where there are requests only, the address of its first use. */
const openings = (scene: Scene, where: TriedIn): Sql =>
  where === 'records'
    ? sql`SELECT session, argMin(src_ip, (at, file, line)) AS ip, toString(argMin(user_agent, (at, file, line))) AS agent
        FROM ${events(scene)} WHERE kind = 'auth' AND action IN ('logon', 'issue', 'refresh') AND session != 0 AND src_ip != '' GROUP BY session`
    : sql`SELECT session, origin.1 AS ip, origin.2 AS agent FROM ${scene.derived.table('session')}
        WHERE session IN (SELECT session FROM ${scene.derived.table('log_in_seen')})`

const recordedTries = (scene: Scene): Sql => sql`
  SELECT at, principal != '' AS named, if(principal != '', principal, concat(toString(file), ':', toString(line))) AS who, src_ip AS ip,
    toString(user_agent) AS agent, CAST(action IN ${SUCCEEDED}, 'UInt8') AS ok
  FROM ${events(scene)} WHERE kind = 'auth' AND action IN ('logon', 'issue', 'logon-failed') AND src_ip != ''`

const requestedTries = (scene: Scene): Sql => sql`
  SELECT first AS at, named, who, ip, agent, 1 AS ok FROM ${scene.derived.table('log_in_opened')}
  UNION ALL
  SELECT at, principal != '' AS named, if(principal != '', principal, concat(toString(file), ':', toString(line))) AS who, ip, agent, 0 AS ok
  FROM ${scene.derived.table('log_in_answer')} WHERE failed`

/** A session that begins within so many seconds after the last answer of a route was opened by that, and by no earlier one. */
const OPENS_WITHIN = 15
/** An answer means success where sessions follow at least half as often as after the best answer of the route… */
const LIKE_SUCCESS = 0.5
/** …and failure where they follow less than a tenth as often. */
const LIKE_FAILURE = 0.1
/** Fewer answers of a kind teach nothing. */
const ENOUGH = 20

/**
 * `log_in_reply`: the answers of the log-in routes, with their kind. `log_in_answer`: the same, and whether the log-in failed. What failure looks like is learned:
 * answers of one status and size (in octaves) after which sessions hardly ever begin on the address.
 */
const writeAnswers = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const names = bind('Array(String)', [...(await learnLogInRequests(scene))])
  await writeLogInSeen(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_reply')} ENGINE = MergeTree ORDER BY (ip, name, at) AS
    SELECT at, file, line, src_ip AS ip, toString(user_agent) AS agent, principal, name, (name, status, toUInt8(log2(bytes + 1))) AS kind
    FROM (SELECT at, file, line, src_ip, user_agent, principal, concat(toString(method), ' ', toString(route)) AS name, status, bytes
      FROM ${events(scene)} WHERE kind = 'http' AND method = 'POST' AND status BETWEEN 200 AND 499)
    WHERE name IN ${names}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_answer')} ENGINE = MergeTree ORDER BY (ip, at) AS
    WITH opening AS (
      SELECT DISTINCT file, line FROM (SELECT origin.1 AS ip, first, arrayJoin(${names}) AS name FROM ${t('session')}) AS s
      ASOF INNER JOIN ${t('log_in_reply')} AS a ON a.ip = s.ip AND a.name = s.name AND s.first >= a.at
      WHERE dateDiff('second', a.at, s.first) <= ${OPENS_WITHIN}),
    judged AS (
      SELECT kind, n >= ${ENOUGH} AS taught, if(taught, rate < ${LIKE_FAILURE} * top, kind.2 >= 400) AS failed, taught AND rate >= ${LIKE_SUCCESS} * top AS opened
      FROM (
        SELECT kind, n, rate, maxIf(rate, n >= ${ENOUGH}) OVER route AS top, max(n) OVER route AS most FROM (
          SELECT kind, count() AS n, countIf((file, line) IN (SELECT file, line FROM opening)) / n AS rate FROM ${t('log_in_reply')} GROUP BY kind)
        WINDOW route AS (PARTITION BY kind.1))
      WHERE most >= ${ENOUGH})
    SELECT a.at AS at, a.file AS file, a.line AS line, a.ip AS ip, a.agent AS agent, a.principal AS principal, j.failed AS failed, j.opened AS opened
    FROM ${t('log_in_reply')} AS a INNER JOIN judged AS j ON a.kind = j.kind`)
}
