import { detectionsOf } from '../../detections/index.ts'
import { events, type Scene } from '../../detections/scene.ts'
import { saysWho } from '../../detections/untold.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/**
 * `suspect_event`: every request of what the detections hit, with level and vector; one row per request (the strongest
 * hit wins). Only requests, and log-ins that were hit themselves.
 */
export const writeSuspectEvents = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const best = (units: readonly string[], key: Sql): Sql => sql`(
    SELECT ${key} AS unit_key, ip AS only_from, argMax(h.detection, (h.posterior, h.detection)) AS detection, max(h.posterior) AS posterior,
      argMax(h.level, (h.posterior, h.detection)) AS level
    FROM ${t('hit')} AS h WHERE unit IN ${units} GROUP BY unit_key, only_from)`
  const columns = sql`e.at AS at, e.file AS file, e.line AS line, e.session AS session, e.principal AS principal, e.src_ip AS ip,
    toString(e.user_agent) AS agent, e.device AS device, toString(e.method) AS method, toString(e.route) AS route, e.status AS status`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('suspect_event')} ENGINE = MergeTree ORDER BY (at, file, line) AS
    SELECT at, file, line, session, principal, ip, agent, device, method, route, status,
      argMax(x.detection, (x.posterior, x.detection)) AS detection, max(x.posterior) AS posterior, argMax(x.level, (x.posterior, x.detection)) AS level
    FROM (
      SELECT ${columns}, h.detection AS detection, h.posterior AS posterior, h.level AS level
      FROM ${events(scene)} AS e INNER JOIN ${best(['session', 'session-use', 'log-in'], sql`session`)} AS h ON e.session = h.unit_key
      WHERE e.kind = 'http' AND h.only_from IN ('', e.src_ip)
      UNION ALL
      SELECT ${columns}, h.detection, h.posterior, h.level
      FROM ${events(scene)} AS e INNER JOIN ${best(['principal', 'principal-request'], sql`principal`)} AS h
        ON if(e.principal != '', e.principal, if(e.session != 0, toString(e.session), '')) = h.unit_key
      LEFT JOIN ${t('hit_session')} AS s ON s.detection = h.detection AND s.principal = h.unit_key AND s.session = e.session
      WHERE e.kind = 'http' AND multiIf(
        h.detection IN ${detectionsOf('principal-request')}, (e.file, e.line) IN (SELECT file, line FROM ${t('hit_request')}),
        (h.detection, h.unit_key) IN (SELECT detection, principal FROM ${t('hit_session')}), s.session != 0 AND e.at >= s.since, 1)
      UNION ALL
      SELECT ${columns}, h.detection, h.posterior, h.level
      FROM ${events(scene)} AS e
      INNER JOIN (SELECT ip AS hit_ip, method AS hit_method, route AS hit_route, detection, posterior, level FROM ${t('hit')} WHERE unit = 'anonymous') AS h
        ON e.src_ip = h.hit_ip AND e.method = h.hit_method AND e.route = h.hit_route
      WHERE e.kind = 'http' AND e.session = 0 AND ${await saysWho(scene)}
      UNION ALL
      SELECT ${columns}, h.detection, h.posterior, h.level
      FROM ${events(scene)} AS e
      INNER JOIN (SELECT ip AS hit_ip, method AS hit_method, route AS hit_route, detection, posterior, level FROM ${t('hit')} WHERE unit = 'request') AS h
        ON e.src_ip = h.hit_ip AND e.method = h.hit_method AND e.route = h.hit_route
      WHERE (e.file, e.line) IN (SELECT file, line FROM ${t('hit_request')})
    ) AS x
    GROUP BY at, file, line, session, principal, ip, agent, device, method, route, status`)
}
