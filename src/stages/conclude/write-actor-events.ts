import { events, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/** An address is the actor's when at least this share of the accounts on it are the actor's. */
const EXCLUSIVE = 0.8
/** Requests without account from such an address join when they lie this close to the actor's own. */
const NEAR_SECONDS = 86400

/**
 * `actor_event`: the requests of every actor: those that were hit, and, spread once over addresses that only the actor
 * used, requests there by nobody or by sessions whose issuance nobody proved. `how` tells them apart.
 */
export const writeActorEvents = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeExclusiveAddresses(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('actor_event')} ENGINE = MergeTree ORDER BY (actor, at, file, line) AS
    SELECT actor.id AS actor, s.detection AS detection, 'hit' AS how, s.level AS level, s.posterior AS posterior, s.at AS at, s.file AS file, s.line AS line,
      s.session AS session, s.principal AS principal, s.ip AS ip, s.agent AS agent, s.device AS device, s.method AS method, s.route AS route, s.status AS status
    FROM ${t('suspect_event')} AS s
    INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND s.ip = a.ip
    INNER JOIN ${t('actor')} AS actor ON actor.component = a.component`)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT x.actor, x.detection, 'infrastructure', 'likely', 0.9, e.at, e.file, e.line, e.session, e.principal, e.src_ip, toString(e.user_agent), e.device,
      toString(e.method), toString(e.route), e.status
    FROM ${events(scene)} AS e INNER JOIN ${t('exclusive_address')} AS x ON e.src_ip = x.ip
    WHERE e.kind = 'http' AND (e.file, e.line) NOT IN (SELECT file, line FROM ${t('actor_event')})
      AND e.session NOT IN (SELECT session FROM ${t('session')} WHERE issuances > 0)
      AND e.at BETWEEN x.first - ${NEAR_SECONDS} AND x.last + ${NEAR_SECONDS}
      AND has(x.agents, toString(e.user_agent))`)
}

const writeExclusiveAddresses = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('exclusive_address')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip, actor, detection, first, last, agents FROM (
      SELECT s.ip AS ip, any(actor.id) AS actor, any(s.detection) AS detection, uniqExact(actor.id) AS actors, min(s.at) AS first, max(s.at) AS last,
        groupUniqArray(s.agent) AS agents, uniqExact(if(s.principal != '', s.principal, toString(s.session))) AS people
      FROM ${t('suspect_event')} AS s
      INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND s.ip = a.ip
      INNER JOIN ${t('actor')} AS actor ON actor.component = a.component
      WHERE s.level IN ('confirmed', 'likely') AND s.detection IN ('never-issued', 'no-log-in-seen')
      GROUP BY s.ip) AS own
    INNER JOIN (SELECT origin.1 AS ip, uniqExact(if(principal != '', principal, toString(session))) AS everybody FROM ${t('session')} GROUP BY ip) AS every USING (ip)
    WHERE actors = 1 AND people >= ${EXCLUSIVE} * everybody`)
}
