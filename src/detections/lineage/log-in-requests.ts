import { bind, sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'
import { windowFacts } from '../window-facts.ts'

/** A log-in request is looked for this long before a session's first use from the same address, and this little after. */
const BEFORE_SECONDS = 600
const AFTER_SECONDS = 5
/** A route is taken for a log-in when this share of sessions has it just before their first use… */
const MIN_SHARE = 0.1
/** …and it is this much more frequent there than one hour earlier. */
const MIN_LIFT = 2
/** A request of which so many are made by sessions already in use, which go on after it, is no log-in. */
const MOST_INSIDE = 0.2
/** The most frequent POST routes are tried, and as many of those that are asked by nobody who has a session yet. */
const CANDIDATES = 12
/** Such a route is a door that few use (another telephone, a guest) when half of what it answered is followed by a session's beginning, from so many addresses. */
const SIDE_DOOR = { share: 0.5, addresses: 20 }
/** Asked without a session, but for so many. */
const BARE = 0.1

/**
 * Where a service of its own logs people in, they come back to the site by a GET with its answer in the query, and are sent
 * on: the code of OAuth 2.0 (RFC 6749, 4.1.2), the ticket of CAS, the response or artifact of SAML 2.0 (Bindings, 3.4 and 3.6).
 */
const ANSWER = '(^|&)(code|ticket|SAMLResponse|SAMLart|id_token)='
const mayOpen = sql`((method = 'POST' AND status BETWEEN 200 AND 399) OR (method = 'GET' AND status IN (302, 303, 307) AND match(query, ${bind('String', ANSWER)})))`

/** Several detections ask the same of one case. */
const learned = new WeakMap<Scene, Promise<readonly string[]>>()

/**
 * Learns which requests are log-ins: POSTs, and returns from a log-in service, that come just before sessions begin, from the same address, far more often
 * than an hour earlier, and are not what living sessions do; before a tenth of all sessions, or, where nobody has a session yet who asks, before as many as half of such requests. No name of a route is assumed. Writes `log_in_request (ip, at, session)`; answers whether there is any.
 */
export const learnLogInRequests = (scene: Scene): Promise<readonly string[]> => {
  const names = learned.get(scene) ?? learn(scene)
  learned.set(scene, names)
  return names
}

const learn = async (scene: Scene): Promise<readonly string[]> => {
  const t = scene.derived.table
  const { posts, returns } = await windowFacts(scene)
  if (posts + returns === 0n) {
    await scene.engine.run(
      sql`CREATE OR REPLACE TABLE ${t('log_in_request')} (ip String, at DateTime64(6, 'UTC'), session UInt128) ENGINE = MergeTree ORDER BY (ip, at)`,
    )
    return []
  }
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('post_request')} ENGINE = MergeTree ORDER BY (ip, at) AS
    SELECT e.src_ip AS ip, e.at AS at, e.session AS session, concat(toString(e.method), ' ', toString(e.route)) AS name,
      s.uses > 0 AND s.first < e.at - ${AFTER_SECONDS} AND s.last > e.at + ${AFTER_SECONDS} AS is_inside
    FROM (SELECT * FROM ${events(scene)} WHERE kind = 'http' AND ${mayOpen}) AS e
    LEFT JOIN (SELECT session, first, last, uses FROM ${t('session')} WHERE session IN (
      SELECT session FROM ${events(scene)} WHERE kind = 'http' AND ${mayOpen} AND session != 0)) AS s ON s.session = e.session`)
  const names = await logInNames(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_request')} ENGINE = MergeTree ORDER BY (ip, at) AS
    SELECT ip, at, session FROM ${t('post_request')} WHERE name IN ${bind('Array(String)', [...names])}`)
  return names
}

const logInNames = async (scene: Scene): Promise<readonly string[]> => {
  const t = scene.derived.table
  const rates = await scene.engine.rows<{ name: string }>(sql`
    WITH (SELECT count() FROM ${t('session')}) AS sessions,
      asked AS (
        SELECT name, count() AS n, countIf(session != 0) < ${BARE} * n AND uniqExact(ip) >= ${SIDE_DOOR.addresses} AS is_bare
        FROM ${t('post_request')} GROUP BY name HAVING countIf(is_inside) < ${MOST_INSIDE} * n),
      (SELECT groupArray((name, n, is_bare)) FROM (SELECT * FROM asked ORDER BY n DESC, name LIMIT ${CANDIDATES} UNION DISTINCT SELECT * FROM asked WHERE is_bare ORDER BY n DESC, name LIMIT ${CANDIDATES})) AS tried
    SELECT name, countIf(shift = 0) AS near, countIf(shift != 0) AS far, any(of.2) AS asked_at_all, any(of.3) AS is_bare
    FROM (SELECT origin.1 AS ip, first, arrayJoin(tried) AS of, of.1 AS name, arrayJoin([0, 3600]) AS shift, first - shift + ${AFTER_SECONDS} AS until FROM ${t('session')}) AS s
    ASOF INNER JOIN ${t('post_request')} AS p ON s.ip = p.ip AND s.name = p.name AND s.until >= p.at
    WHERE dateDiff('second', p.at, s.until) <= ${BEFORE_SECONDS + AFTER_SECONDS}
    GROUP BY name
    HAVING near >= if(is_bare, least(${MIN_SHARE} * sessions, ${SIDE_DOOR.share} * asked_at_all), ${MIN_SHARE} * sessions) AND near >= ${MIN_LIFT} * far
    ORDER BY name`)
  return rates.map(({ name }) => name)
}

/** Long enough before a session begins that a log-in then has nothing to do with it. */
const CHANCE_SECONDS = 3600

/**
 * `log_in_seen`: sessions with a log-in request from the address of their first use, shortly before it, or under their own cookie;
 * `log_in_by_chance`: sessions with one an hour earlier, as strangers on a shared address cause them.
 */
export const writeLogInSeen = async (scene: Scene): Promise<void> => {
  await writeSeen(scene, 'log_in_seen', 0)
  await scene.engine.run(
    sql`INSERT INTO ${scene.derived.table('log_in_seen')} SELECT session FROM ${scene.derived.table('opening')}`,
  )
  await writeSeen(scene, 'log_in_by_chance', CHANCE_SECONDS)
}

const writeSeen = (scene: Scene, table: string, earlier: number): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t(table)} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session
    FROM (SELECT session, origin.1 AS ip, first - ${earlier} AS moment, moment + ${AFTER_SECONDS} AS until FROM ${t('session')}) AS s
    ASOF INNER JOIN ${t('log_in_request')} AS l ON s.ip = l.ip AND s.until >= l.at
    WHERE dateDiff('second', l.at, s.moment) <= ${BEFORE_SECONDS}`)
}
