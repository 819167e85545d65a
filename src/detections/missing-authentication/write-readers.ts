import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { onPersonalRoute } from '../personal-routes.ts'
import { events, type Scene, succeeded } from '../scene.ts'
import { saysWho } from '../untold.ts'

/**
 * A crawler of the public web names in its program the page that explains it, and asks `/robots.txt` first (RFC 9309), from
 * where it works.
 */
const announcesItself = sql`(session = 0 AND route = '/robots.txt' AND position(user_agent, '://') > 0)`

/**
 * `visitor`: how many requests everybody made, but for what was tried in vain at personal data, or without a credential anywhere, which is no other page that one
 * looked at; and the `robots` among its programs. Of sessions whose requests all name one account, or none, the lineage has counted them. `reader`: the readers
 * of personal-data objects: addresses without credential (`anonymous`), one row each, and, as control, accounts: of these those
 * alike are one row of `n`. Behind an address stand several people: its `objects` are those that nobody there reads with a
 * credential (`at_home`), for each of the accounts that came from there; `seen` are all of them, `all_reads` its reads at every route of personal data,
 * `thirds` how many of its reads fell into each third of what the logs cover, `is_robot` whether crawlers that announced themselves in its network read all of it.
 */
export const writeReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const personal = await onPersonalRoute(scene)
  const counted = sql`(NOT mixed AND unnamed IN (0, uses))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('visitor')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT anonymous, who, sum(n) AS requests, groupUniqArrayIf(agent, is_robot) AS robots FROM (
      SELECT false AS anonymous, if(unnamed = 0, principal, toString(session)) AS who, uses - in_vain AS n, '' AS agent, false AS is_robot FROM ${t('session')} WHERE ${counted}
      UNION ALL
      SELECT session = 0 AS anonymous, if(session = 0, src_ip, if(principal != '', principal, toString(session))) AS who, status < 400 AND (${succeeded} OR NOT ${personal}) AS n, toString(user_agent) AS agent, ${announcesItself} AS is_robot
      FROM ${events(scene)} PREWHERE session = 0 OR session IN (SELECT session FROM ${t('session')} WHERE NOT ${counted}) WHERE kind = 'http' AND ${await saysWho(scene)})
    GROUP BY anonymous, who`)
  await writeAtHome(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader')} ENGINE = MergeTree ORDER BY tuple() AS
    WITH (SELECT (any(first), any(last)) FROM ${t('span')}) AS span
    SELECT true AS anonymous, r.who AS who, r.method AS method, r.route AS route, toUInt64(ceil((r.objects - h.objects) / greatest(1, c.people))) AS objects, r.objects AS seen, r.reads AS reads, v.requests AS requests, r.all_reads AS all_reads, s.first AS first, s.last AS last, s.thirds AS thirds,
      notEmpty(b.robots) AND hasAll(b.robots, s.agents) AS is_robot, toUInt64(1) AS n
    FROM (SELECT *, sum(reads) OVER (PARTITION BY who) AS all_reads FROM ${t('route_reader')} WHERE anonymous AND reads > 0) AS r
    LEFT JOIN (
      SELECT who, method, route, min(at) AS first, max(at) AS last, groupUniqArray(toString(agent)) AS agents, [countIf(third = 0), countIf(third = 1), countIf(third = 2)] AS thirds FROM (
        SELECT who, method, route, agent, at, least(2, intDiv(3 * dateDiff('millisecond', span.1, at), greatest(1, dateDiff('millisecond', span.1, span.2)))) AS third
        FROM ${t('personal_access')} WHERE session = 0 AND ok) GROUP BY who, method, route) AS s
      ON s.who = r.who AND s.method = r.method AND s.route = r.route
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE anonymous) AS v ON v.who = r.who
    LEFT JOIN (SELECT ${blockOf(sql`who`)} AS block, groupUniqArrayArray(robots) AS robots FROM ${t('visitor')} WHERE anonymous GROUP BY block) AS b ON b.block = ${blockOf(sql`r.who`)}
    LEFT JOIN ${t('at_home')} AS h ON h.who = r.who AND h.method = r.method AND h.route = r.route
    LEFT JOIN (SELECT ip, uniqExact(who) AS people FROM ${t('personal_access')} WHERE session != 0 GROUP BY ip) AS c ON c.ip = r.who
    UNION ALL
    SELECT false, '', r.method AS method, r.route AS route, r.objects AS objects, r.objects AS seen, r.reads AS reads, v.requests AS requests, r.all_reads AS all_reads, toDateTime64(0, 6, 'UTC'), toDateTime64(0, 6, 'UTC'), emptyArrayUInt64(), false, count()
    FROM (SELECT who, method, route, objects, reads, sum(reads) OVER (PARTITION BY who) AS all_reads FROM ${t('route_reader')} WHERE NOT anonymous AND reads > 0 AND who NOT IN ${atWork(scene)}) AS r
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE NOT anonymous) AS v ON v.who = r.who
    GROUP BY method, route, objects, reads, requests, all_reads`)
}

/**
 * `at_home`: how many of the objects that an address read without credential were also read there with one: whose session
 * ran out reads on at home.
 */
const writeAtHome = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const read = (whose: Sql): Sql =>
    sql`(SELECT DISTINCT ip, method, route, object FROM ${t('personal_access')} WHERE ok AND object != '' AND ${whose})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('at_home')} ENGINE = MergeTree ORDER BY (who, method, route) AS
    SELECT a.ip AS who, a.method AS method, a.route AS route, count() AS objects
    FROM ${read(sql`session = 0`)} AS a INNER JOIN ${read(sql`session != 0 AND ip IN (SELECT ip FROM ${t('personal_access')} WHERE session = 0)`)} AS k
      ON k.ip = a.ip AND k.method = a.method AND k.route = a.route AND k.object = a.object
    GROUP BY who, method, route`)
}

/** Who reads so many times what the median account does is at work: how the people of a route read it, he does not show. */
const FAR = 10

const atWork = (scene: Scene): Sql => {
  const read = sql`(
    SELECT who, sum(objects) AS n FROM ${scene.derived.table('route_reader')} WHERE NOT anonymous AND objects > 0 GROUP BY who)`
  return sql`(SELECT who FROM ${read} WHERE n >= ${FAR} * (SELECT quantileExact(0.5)(n) FROM ${read}))`
}
