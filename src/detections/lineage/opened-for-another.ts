import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { dayOf, events, type Scene, windowDays } from '../scene.ts'

/** Whoever acts as somebody else does so at once. */
const AT_ONCE_SECONDS = 60
/** Of the accounts that such a request names, so many are then used where it came from. */
const OPENS = 0.5
/** So many people of the house do so, or one from the first third of the window to its last. */
const LEAST_HANDS = 2
/** Who works there comes on a third day. */
const LATER_DAYS = 2

/**
 * `lineage_opened`: sessions without proof that another account opened: support and administrators act as the account that they
 * name (`/impersonate/{id}`, `?_switch_user=`), so that it is used at their address, with their program, without any log-in of its own.
 * No name of a route is assumed: it is one that names other accounts than the asker's, half of which are used from there within the minute. Who
 * opens them is at home in that network, for three days or as long as the logs are, and one of them at least logged in. These sessions are no evidence, for or
 * against, and the report names them. `act_for_another`: the requests by which somebody at home names another account. Reads `lineage_base`, and `event` once where accounts share an address and a program with a doubtful session.
 */
export const writeOpened = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const base = t('lineage_base')
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('lineage_opened')} (session UInt128, who String, opener String) ENGINE = MergeTree ORDER BY session`,
  )
  const shared = sql`(
    SELECT ip, agent FROM ${base} WHERE named GROUP BY ip, agent HAVING countIf(NOT proven) > 0 AND min(who) != max(who))`
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${shared}`)
  if (n === '0') return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('act_for_another')} ENGINE = MergeTree ORDER BY (account, ip) AS
    WITH
      ${windowDays(scene)} AS window_days,
      at_home AS (
        SELECT who, ${blockOf(sql`ip`)} AS block FROM ${base} WHERE named GROUP BY who, block
        HAVING dateDiff('day', ${dayOf(scene, sql`min(first)`)}, ${dayOf(scene, sql`max(last)`)}) >= least(${LATER_DAYS}, window_days - 1))
    SELECT at, ip, program, opener, name, account
    FROM (
      SELECT at, src_ip AS ip, toString(user_agent) AS program, principal AS opener, concat(toString(method), ' ', toString(route)) AS name, arrayJoin(${namedIn}) AS account
      FROM ${events(scene)}
      WHERE kind = 'http' AND principal != '' AND status BETWEEN 200 AND 399 AND (object != '' OR query != '') AND (src_ip, toString(user_agent)) IN ${shared})
    WHERE account != opener AND account IN (SELECT who FROM ${base} WHERE named) AND (opener, ${blockOf(sql`ip`)}) IN at_home`)
  await scene.engine.run(sql`
    INSERT INTO ${t('lineage_opened')}
    WITH
      (SELECT (min(first), dateDiff('second', min(first), max(last))) FROM ${base}) AS window,
      followed AS (
        SELECT o.name AS name, o.account AS account, o.ip AS ip, o.program AS program, argMin(o.opener, o.at) AS by, min(o.at) AS since, groupUniqArray(b.session) AS sessions
        FROM ${t('act_for_another')} AS o INNER JOIN (SELECT session, who, ip, agent, first FROM ${base} WHERE named AND NOT proven) AS b
          ON b.who = o.account AND b.ip = o.ip AND b.agent = o.program
        WHERE b.first >= o.at AND dateDiff('second', o.at, b.first) <= ${AT_ONCE_SECONDS}
        GROUP BY name, account, ip, program),
      door AS (
        SELECT f.name AS name FROM followed AS f
        INNER JOIN (SELECT name, uniqExact(account, ip, program) AS targets FROM ${t('act_for_another')} GROUP BY name) AS a ON a.name = f.name
        GROUP BY name
        HAVING count() >= ${OPENS} * any(a.targets) AND countIf(by IN (SELECT who FROM ${base} WHERE proven)) > 0 AND (uniqExact(by) >= ${LEAST_HANDS}
          OR (3 * dateDiff('second', window.1, min(since)) <= window.2 AND 3 * dateDiff('second', window.1, max(since)) >= 2 * window.2)))
    SELECT arrayJoin(sessions) AS session, any(account), any(by) FROM followed WHERE name IN (SELECT name FROM door) GROUP BY session`)
}

/** What a request names: the ids in its path, and the values of its query. */
const namedIn: Sql = sql`arrayDistinct(arrayMap(x -> decodeURLComponent(x), arrayConcat(splitByChar('/', object), extractAll(query, '=([^&]+)'))))`
