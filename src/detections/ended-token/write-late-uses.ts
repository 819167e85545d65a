import { bind, type Sql, sql } from '../../engine/sql.ts'
import { events, type Scene, succeeded } from '../scene.ts'
import { LATENESS_STEPS } from './tests.ts'
import { GRACE_SECONDS } from './write-ends.ts'

/** Sessions whose last use comes this long after the first show how owners move about. */
export const RETURNED_SECONDS = 3600

/**
 * `late_use`: one row a session and address from which it read personal data with success after its end, and was not used
 * before it; with the outcome of every test. The addresses at which the session was used before count as one, '', its own.
 *
 * Reads, besides derived tables, the events of sessions that were used after their end; no others.
 */
export const writeLateUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('late_session')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, if(principal = '', toString(session), principal) AS who, principal, why, ended FROM ${t('session_end')}
    WHERE personal_uses > 0 AND last > ended + ${GRACE_SECONDS}`)
  await writeKnownPlaces(scene)
  await writeLatePlaces(scene)
  await writeCompany(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('late_use')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT l.session AS session, l.ip AS ip, l.who AS who, l.principal AS principal, l.why AS why, l.place AS place,
      ${companyTest(sql`l.ip_others`, sql`l.ip_late`)} AS company, least(3, ${companyTest(sql`l.agent_others`, sql`l.agent_late`)}) AS with_agent,
      arrayCount(step -> l.lateness > step, ${bind('Array(Float64)', LATENESS_STEPS)}) AS lateness, l.taken = l.uses AS only_personal,
      l.lateness AS seconds, l.taken AS taken
    FROM (
      SELECT p.session AS session, p.ip AS ip, p.who AS who, p.principal AS principal, p.why AS why, p.place AS place, p.lateness AS lateness,
        p.taken AS taken, p.uses AS uses, toInt64(a.people) - (p.place != 0) AS ip_others, toInt64(a.late) - (p.place != 0) AS ip_late,
        toInt64(g.people) - (p.place != 0) AS agent_others, toInt64(g.late) - (p.place != 0) AS agent_late
      FROM ${t('late_place')} AS p
      LEFT JOIN ${t('late_address')} AS a ON p.some_ip = a.name
      LEFT JOIN ${t('late_agent')} AS g ON p.agent = g.name) AS l`)
}

/** `known_place`: where a late session, or another session of its account, was used before the end. */
const writeKnownPlaces = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('known_place')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, groupUniqArray(ip) AS ips, groupUniqArray(agent) AS agents FROM (
      SELECT DISTINCT l.session AS session, e.src_ip AS ip, toString(e.user_agent) AS agent
      FROM ${events(scene)} AS e INNER JOIN ${t('late_session')} AS l ON e.session = l.session
      WHERE e.session IN (SELECT session FROM ${t('late_session')}) AND e.kind = 'http' AND e.at <= l.ended + ${GRACE_SECONDS}
      UNION DISTINCT
      SELECT l.session, s.origin.1, s.origin.2
      FROM ${t('session')} AS s INNER JOIN ${t('late_session')} AS l ON s.principal = l.principal
      WHERE s.principal != '' AND s.session NOT IN (SELECT session FROM ${t('late_session')})
        AND s.session NOT IN (SELECT session FROM ${t('hit')} WHERE unit = 'session'))
    GROUP BY session`)
}

/** `late_place`: late use by address, with what is known of it: 0 own address, 1 own agent, 2 elsewhere, 3 nothing to compare with. */
const writeLatePlaces = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('late_place')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT l.session AS session, any(l.who) AS who, any(l.principal) AS principal, any(l.why) AS why,
      if(has(k.ips, e.src_ip), '', e.src_ip) AS ip, min(e.src_ip) AS some_ip, toString(argMin(e.user_agent, (e.at, e.file, e.line))) AS agent,
      multiIf(ip = '', 0, length(any(k.ips)) = 0, 3, max(has(k.agents, toString(e.user_agent))), 1, 2) AS place,
      count() AS uses, countIf((e.method, e.route) IN (SELECT method, route FROM ${t('route')}) AND ${succeeded}) AS taken,
      dateDiff('second', any(l.ended), max(e.at)) AS lateness
    FROM ${events(scene)} AS e
    INNER JOIN ${t('late_session')} AS l ON e.session = l.session
    LEFT JOIN ${t('known_place')} AS k ON e.session = k.session
    WHERE e.session IN (SELECT session FROM ${t('late_session')}) AND e.kind = 'http' AND e.at > l.ended + ${GRACE_SECONDS}
    GROUP BY session, ip HAVING taken > 0`)
}

/** `late_address`, `late_agent`: how many accounts are on an address or use an agent, and how many of them only after their end. */
const writeCompany = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const company = (of: 'ip' | 'agent'): Sql => sql`
    SELECT ${of === 'ip' ? sql`ip` : sql`agent`} AS name, uniqExact(who) AS people, uniqExactIf(who, is_late) AS late FROM (
      SELECT origin.1 AS ip, origin.2 AS agent, if(principal = '', toString(session), principal) AS who, 0 AS is_late FROM ${t('session')}
      WHERE session NOT IN (SELECT session FROM ${t('late_place')} WHERE place = 3)
      UNION ALL
      SELECT some_ip, agent, who, 1 FROM ${t('late_place')} WHERE place != 0)
    GROUP BY name`
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('late_address')} ENGINE = MergeTree ORDER BY name AS ${company('ip')}`,
  )
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('late_agent')} ENGINE = MergeTree ORDER BY name AS ${company('agent')}`,
  )
}

const companyTest = (others: Sql, late: Sql): Sql =>
  sql`multiIf(${others} <= 0, 0, ${late} < 0.2 * ${others}, 1, ${late} < 0.8 * ${others}, 2, ${others} < 20, 3, 4)`

/**
 * Outcomes among what is no late use elsewhere, one query a test: how owners move during the life of a session, who else is
 * on their addresses and uses their programs, what they read, and how late those are who stay where they were.
 */
export const ownersOutcomes = (scene: Scene): readonly Sql[] => {
  const t = scene.derived.table
  const ordinary = sql`FROM ${t('session')} AS s WHERE s.session NOT IN (SELECT session FROM ${t('late_session')})`
  const others = (table: string): Sql => sql`
    SELECT toUInt8(least(${table === 'late_agent' ? 3 : 4}, ${companyTest(sql`(toInt64(c.people) - 1)`, sql`toInt64(c.late)`)})) AS outcome, count() AS n
    FROM (SELECT origin, session FROM ${t('session')} WHERE session NOT IN (SELECT session FROM ${t('late_session')})) AS s
    INNER JOIN ${t(table)} AS c ON ${table === 'late_agent' ? sql`s.origin.2 = c.name` : sql`s.origin.1 = c.name`} GROUP BY outcome ORDER BY outcome`
  return [
    sql`SELECT toUInt8(multiIf(latest.1 = origin.1, 0, latest.2 = origin.2, 1, 2)) AS outcome, count() AS n ${ordinary}
      AND dateDiff('second', first, last) >= ${RETURNED_SECONDS} GROUP BY outcome ORDER BY outcome`,
    others('late_address'),
    others('late_agent'),
    sql`SELECT toUInt8(lateness) AS outcome, count() AS n FROM ${t('late_use')} WHERE place = 0 GROUP BY outcome ORDER BY outcome`,
    sql`SELECT toUInt8(personal_uses = uses) AS outcome, count() AS n ${ordinary} AND personal_uses > 0 GROUP BY outcome ORDER BY outcome`,
  ]
}
