import { detectionsOf } from '../../detections/index.ts'
import { events, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'
import { EXCLUSIVE, groupedSuspects } from './places.ts'

/** A whole agent string needs this many accounts to be called somebody's. */
const AGENT_ACCOUNTS = 10
/** Requests without account from such an address join when they lie this close to the actor's own. */
const NEAR_SECONDS = 86400

export const createActorEvents = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('actor_event')} (
      actor String, detection String, how String, level String, posterior Float64, at DateTime64(6, 'UTC'), file UInt32, line UInt64, session UInt128,
      principal String, ip String, agent String, device String, method String, route String, status UInt16
    ) ENGINE = MergeTree ORDER BY (actor, at, file, line)`)

/**
 * `actor_event`: the requests of every actor: those that were hit (a possible one that passes the second
 * look on an address or with a program that only the actor used is likely, and so at most are those of a scattered one), and, spread once over addresses and agents that only
 * the actor used, sessions there that pass a second look at any time (the probes before the bulk) and requests by
 * nobody near the actor's own. A program is no infrastructure: by it alone only sessions join that read personal data. `how` tells them apart.
 */
export const writeActorEvents = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeExclusiveAddresses(scene)
  await writeExclusiveAgents(scene)
  const tied = sql`(
    SELECT session FROM ${t('second_look')} WHERE multiIf(
      tie = 'address', ip IN (SELECT ip FROM ${t('exclusive_address')}), tie = 'agent', agent IN (SELECT agent FROM ${t('exclusive_agent')}), 1))`
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT actor.id AS actor, s.detection AS detection, 'hit' AS how,
      multiIf(s.level = 'possible' AND s.session IN (SELECT session FROM ${tied}), 'likely', s.level = 'confirmed' AND actor.scattered, 'likely', s.level) AS level, s.posterior AS posterior, s.at AS at, s.file AS file, s.line AS line,
      s.session AS session, s.principal AS principal, s.ip AS ip, s.agent AS agent, s.device AS device, s.method AS method, s.route AS route, s.status AS status
    FROM ${groupedSuspects(scene)}
    INNER JOIN ${t('actor')} AS actor ON actor.component = a.component`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('joined_session')} ENGINE = MergeTree ORDER BY session AS
    SELECT j.session AS session, any(j.actor) AS actor, any(j.detection) AS detection, max(j.posterior) AS posterior FROM (
      SELECT l.session AS session, x.actor AS actor, x.detection AS detection, l.posterior AS posterior
      FROM ${t('second_look')} AS l INNER JOIN ${t('exclusive_address')} AS x ON l.ip = x.ip WHERE l.tie = 'address'
      UNION ALL
      SELECT l.session, x.actor, x.detection, l.posterior
      FROM ${t('second_look')} AS l INNER JOIN ${t('exclusive_agent')} AS x ON l.agent = x.agent
      WHERE l.tie = 'agent' AND l.session IN (SELECT session FROM ${t('session')} WHERE personal_uses > 0)) AS j
    WHERE j.session NOT IN (SELECT session FROM ${t('actor_event')})
    GROUP BY session HAVING uniqExact(j.actor) = 1`)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT j.actor, j.detection, 'infrastructure', 'likely', j.posterior, e.at, e.file, e.line, e.session, e.principal, e.src_ip, toString(e.user_agent), e.device,
      toString(e.method), toString(e.route), e.status
    FROM ${events(scene)} AS e INNER JOIN ${t('joined_session')} AS j ON e.session = j.session WHERE e.kind = 'http'`)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT x.actor, x.detection, 'infrastructure', 'likely', 0.9, e.at, e.file, e.line, e.session, e.principal, e.src_ip, toString(e.user_agent), e.device,
      toString(e.method), toString(e.route), e.status
    FROM ${events(scene)} AS e INNER JOIN ${t('exclusive_address')} AS x ON e.src_ip = x.ip
    WHERE e.kind = 'http' AND e.session = 0 AND (e.file, e.line) NOT IN (SELECT file, line FROM ${t('actor_event')})
      AND e.at BETWEEN x.first - ${NEAR_SECONDS} AND x.last + ${NEAR_SECONDS} AND has(x.agents, toString(e.user_agent))`)
}

const writeExclusiveAddresses = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('exclusive_address')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip, actor, detection, first, last, agents FROM (
      SELECT s.ip AS ip, any(actor.id) AS actor, any(s.detection) AS detection, uniqExact(actor.id) AS actors, min(s.at) AS first, max(s.at) AS last,
        groupUniqArray(s.agent) AS agents, uniqExact(if(s.principal != '', s.principal, toString(s.session))) AS people
      FROM ${groupedSuspects(scene)}
      INNER JOIN ${t('actor')} AS actor ON actor.component = a.component
      WHERE s.level IN ('confirmed', 'likely') AND s.detection IN ${detectionsOf('session', 'log-in')}
      GROUP BY s.ip) AS own
    INNER JOIN (SELECT origin.1 AS ip, uniqExact(if(principal != '', principal, toString(session))) AS everybody FROM ${t('session')}
      WHERE origin.1 IN (SELECT ip FROM ${t('suspect_event')}) GROUP BY ip) AS every USING (ip)
    WHERE actors = 1 AND people >= ${EXCLUSIVE} * everybody`)
}

const writeExclusiveAgents = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const people = sql`uniqExact(if(s.principal != '', s.principal, toString(s.session)))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('exclusive_agent')} ENGINE = MergeTree ORDER BY agent AS
    SELECT agent, actor, detection FROM (
      SELECT s.agent AS agent, any(actor.id) AS actor, any(s.detection) AS detection, uniqExact(actor.id) AS actors, ${people} AS people
      FROM ${groupedSuspects(scene)}
      INNER JOIN ${t('actor')} AS actor ON actor.component = a.component
      WHERE s.level IN ('confirmed', 'likely') AND s.detection IN ${detectionsOf('session', 'log-in')} AND s.agent != ''
      GROUP BY s.agent) AS own
    INNER JOIN (SELECT origin.2 AS agent, uniqExact(if(principal != '', principal, toString(session))) AS everybody FROM ${t('session')}
      WHERE origin.2 IN (SELECT agent FROM ${t('suspect_event')}) GROUP BY agent) AS every USING (agent)
    WHERE actors = 1 AND people >= ${AGENT_ACCOUNTS} AND people >= ${EXCLUSIVE} * everybody`)
}
