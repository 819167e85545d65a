import { onPersonalRoute } from '../../detections/personal-routes.ts'
import { events, type Scene, succeeded } from '../../detections/scene.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { bind, sql } from '../../engine/sql.ts'

/** Names of routes by which people log in, where the cookie that they bring is there before; in lower case, anywhere in the route. */
const LOG_IN = ['login', 'log-in', 'log_in', 'logon', 'signin', 'sign-in', 'sign_in', 'signon', 'authenticat', '/auth', 'session', 'security_check', '로그인', 'anmeld', 'einlogg', 'connexion', 'identifi', 'acceso', 'entrar', 'inlogg', 'inlog', 'kirjau', 'ログイン', '登录'] // biome-ignore format: a list of words
/** Fewer requests teach nothing. */
const ENOUGH = 20
/** Of such requests so many bring a cookie that goes on. */
const BRINGS = 0.5
/** Of the best answer of the route so many are followed by personal data under the same cookie; a service that gives a new one has none. */
const GOES_ON = 0.1
/** An answer is a success where it is followed by that at least half as often. */
const LIKE_SUCCESS = 0.5
/** So many of the cookies that are answered with personal data show the log-in before it; a renewal or a sign of life comes later. */
const BEFORE = 0.5
const IN_ORDER = 0.8

/**
 * Where a cookie is handed out to every visitor and logs in later (`JSESSIONID`, `PHPSESSID`), and its log names no account,
 * a session is the cookie from its log-in on. What it did before, and cookies that neither log in nor are answered with
 * personal data, are visitors': their requests have no session. Changes `session` in `event`; answers whether it did. A cookie that is
 * answered with personal data and never logged in stays one: that is what no-log-in-seen asks about.
 *
 * Requires `event` and `route`. Writes `opening_try` (POSTs under a cookie to routes named like a log-in), `opening` (session, at).
 */
export const tellVisitors = async (scene: Scene): Promise<boolean> => {
  const t = scene.derived.table
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('opening')} (session UInt128, at DateTime64(6, 'UTC')) ENGINE = MergeTree ORDER BY session`,
  )
  if (!scene.plans.some(namesNobody)) return false
  const named = await scene.engine.rows<{ name: string }>(sql`
    SELECT concat(toString(method), ' ', toString(route)) AS name FROM ${events(scene)} WHERE kind = 'http' AND method = 'POST'
    GROUP BY method, route HAVING count() >= ${ENOUGH} AND countIf(session != 0) >= ${BRINGS} * count()
      AND multiSearchAny(lowerUTF8(decodeURLComponent(toString(route))), ${bind('Array(String)', LOG_IN)}) ORDER BY name`)
  if (named.length === 0) return false
  const names = bind('Array(String)', named.map(({ name }) => name)) // biome-ignore format: one line
  const personal = await onPersonalRoute(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('opening_try')} ENGINE = MergeTree ORDER BY (session, at) AS
    SELECT session, at, concat(toString(method), ' ', toString(route)) AS name, (name, status, toUInt8(log2(bytes + 1))) AS answer, status
    FROM ${events(scene)} WHERE kind = 'http' AND method = 'POST' AND session != 0 AND status BETWEEN 200 AND 399 AND name IN ${names}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('opening_use')} ENGINE = MergeTree ORDER BY (session, at) AS
    SELECT session, at FROM ${events(scene)} WHERE kind = 'http' AND session != 0 AND ${succeeded} AND ${personal}`)
  await writeOpenings(scene)
  const { openings } = await scene.engine.row<{ openings: string }>(
    sql`SELECT count() AS openings FROM ${t('opening')}`,
  )
  if (openings === '0') return false
  await scene.engine.run(sql`
    ALTER TABLE ${t('event')} UPDATE session = 0
    WHERE kind = 'http' AND session != 0 AND (
      session NOT IN (SELECT session FROM ${t('opening')} UNION ALL SELECT session FROM ${t('opening_use')})
      OR (file, line) IN (SELECT e.file, e.line FROM ${t('event')} AS e INNER JOIN ${t('opening')} AS o ON e.session = o.session WHERE e.kind = 'http' AND e.at <= o.at))
    SETTINGS mutations_sync = 2`)
  return true
}

const namesNobody = ({ log, fields }: SourcePlan): boolean =>
  log !== 'auth' && fields.credential !== undefined && fields.principal === undefined

/** `opening`: when each session first logged in; empty where log-ins open no cookie that was there before. */
const writeOpenings = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('opening')}
    WITH followed AS (
        SELECT DISTINCT session, at FROM (
          SELECT t.session AS session, t.at AS at FROM ${t('opening_use')} AS u ASOF INNER JOIN ${t('opening_try')} AS t ON u.session = t.session AND u.at >= t.at)),
      rates AS (
        SELECT answer, any(name) AS route, any(status) AS code, count() AS n, countIf((session, at) IN followed) / n AS rate FROM ${t('opening_try')} GROUP BY answer),
      best AS (SELECT route, argMax(code, rate) AS code, max(rate) AS top FROM rates WHERE n >= ${ENOUGH} GROUP BY route HAVING top >= ${GOES_ON}),
      successes AS (
        SELECT r.answer AS answer FROM rates AS r INNER JOIN best AS b ON r.route = b.route
        WHERE if(r.n >= ${ENOUGH}, r.rate >= ${LIKE_SUCCESS} * b.top, r.code = b.code)),
      opened AS (SELECT session, min(at) AS at FROM ${t('opening_try')} WHERE answer IN successes GROUP BY session),
      used AS (SELECT session, min(at) AS at FROM ${t('opening_use')} GROUP BY session),
      (SELECT (count(), countIf(o.session != 0), countIf(o.session != 0 AND o.at <= u.at)) FROM used AS u LEFT JOIN opened AS o ON u.session = o.session) AS seen
    SELECT session, at FROM opened WHERE seen.3 >= ${BEFORE} * seen.1 AND seen.3 >= ${IN_ORDER} * seen.2`)
}
