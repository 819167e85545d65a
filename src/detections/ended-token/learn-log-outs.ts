import { bind, type Sql, sql } from '../../engine/sql.ts'
import { learnLogInRequests } from '../lineage/log-in-requests.ts'
import { events, type Scene } from '../scene.ts'

/** What a route is called by which people log themselves out; a word in any place of it. */
const LOG_OUT_WORDS = ['logout', 'log-out', 'log_out', 'logoff', 'signout', 'sign-out', 'sign_out', 'signoff', '로그아웃', 'abmelden', 'deconnexion', 'cerrar-sesion', 'ログアウト'] // biome-ignore format: a list of words

/** What a service calls what begins with a log-in: who has his own of it deleted (RFC 9110, section 9.3.5) logs out. */
const BEGUN_BY_LOG_IN = ['session', 'sessions', 'token', 'tokens', 'login', 'log-in', 'logon', 'signin', 'sign-in']

/** Whether a request (`method`, `route`) asks to be logged out, by what it is called. One that names the session to be ended may end another. */
export const asksToLogOut = sql`(multiSearchAnyCaseInsensitiveUTF8(route, ${bind('Array(String)', LOG_OUT_WORDS)})
  OR (method = 'DELETE' AND position(route, '{id}') = 0 AND hasAny(splitByChar('/', lower(route)), ${bind('Array(String)', BEGUN_BY_LOG_IN)})))`

/** On one that goes by such a name, and after which this share of people read on with the session where they are, it ends none. */
const READ_ON = 0.05
const LEAST = 20

/**
 * `log_out (session, at)`: sessions that were logged out by a request: the first one
 * that was answered (2xx, 3xx) at a route with the name of a log-out, or that deleted what a log-in begins, after which hardly anybody reads on from the address
 * where he asked for it. A session that logs in again afterwards is left out: its cookie outlives the log-out.
 */
export const learnLogOuts = async (scene: Scene, graceSeconds: number): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_out')} (session UInt128, at DateTime64(6, 'UTC'), name String, ip String) ENGINE = MergeTree ORDER BY session`)
  const routes = sql`(SELECT method, route FROM ${t('route_traffic')} WHERE ${asksToLogOut})`
  const { asked: names } = await scene.engine.row<{ asked: string }>(sql`SELECT count() AS asked FROM ${routes}`)
  if (names === '0') return
  await learnLogInRequests(scene)
  const asked = sql`kind = 'http' AND session != 0 AND status BETWEEN 200 AND 399 AND (method, route) IN ${routes}`
  await scene.engine.run(sql`
    INSERT INTO ${t('log_out')}
    SELECT o.session, o.at, o.name, o.ip FROM (
      SELECT session, min(e.at) AS at, argMin(concat(toString(method), ' ', toString(route)), (e.at, file, line)) AS name, argMin(src_ip, (e.at, file, line)) AS ip
      FROM ${events(scene)} AS e WHERE ${asked} GROUP BY session) AS o
    LEFT JOIN (SELECT session, max(at) AS last FROM ${t('log_in_request')} WHERE session != 0 GROUP BY session) AS l ON l.session = o.session
    WHERE NOT (l.session != 0 AND l.last > o.at)`)
  await scene.engine.run(sql`
    ALTER TABLE ${t('log_out')} DELETE WHERE name NOT IN (${namesThatEnd(scene, graceSeconds)}) SETTINGS mutations_sync = 2`)
}

const namesThatEnd = (scene: Scene, graceSeconds: number): Sql => {
  const t = scene.derived.table
  return sql`
    SELECT name FROM ${t('log_out')} AS o
    LEFT JOIN (
      SELECT p.session AS session, 1 AS reads FROM ${t('personal_access')} AS p INNER JOIN ${t('log_out')} AS o ON p.session = o.session
      WHERE p.ok AND p.ip = o.ip AND p.at > o.at + ${graceSeconds} GROUP BY session) AS r ON r.session = o.session
    GROUP BY name HAVING count() >= ${LEAST} AND sum(r.reads) <= ${READ_ON} * count()`
}
