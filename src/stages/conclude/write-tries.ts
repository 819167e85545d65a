import { events, type Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/** Among those who tried in vain, one with the actor's program comes about by chance less often than this. */
const BY_CHANCE = 0.1

/**
 * What an actor who got through by an injection had tried before, in vain: foreign syntax from the addresses of his hits
 * (at an address of many, with the same program), by a program that hardly anybody but the actors uses, or, at the
 * route that gave way, by a program that none of the few others who tried would be expected to have. The trying is part
 * of the intrusion, and where it began.
 */
export const writeTries = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const sure = sql`(SELECT * FROM ${t('actor_event')} WHERE how = 'hit' AND level IN ('confirmed', 'likely') AND detection = 'injection')`
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${sure}`)
  if (n === '0') return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_try')} ENGINE = MergeTree ORDER BY (at, file, line) AS
    SELECT at, file, line, session, principal, src_ip AS ip, toString(user_agent) AS agent, device, toString(method) AS method, toString(route) AS route, status
    FROM ${events(scene)} WHERE (file, line) IN (SELECT file, line FROM ${t('foreign_syntax')})`)
  await writePrograms(scene, sure)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT coalesce(nullIf(i.whose, ''), nullIf(p.whose, ''), r.whose) AS actor, 'injection', 'infrastructure', 'likely', 0.9, e.at, e.file, e.line, e.session, e.principal, e.ip, e.agent, e.device, e.method, e.route, e.status
    FROM ${t('injection_try')} AS e
    LEFT JOIN (SELECT ip, any(actor) AS whose, groupUniqArray(agent) AS agents FROM ${sure} GROUP BY ip HAVING uniqExact(actor) = 1) AS i
      ON i.ip = e.ip AND (e.ip NOT IN (SELECT ip FROM ${t('crowd')}) OR has(i.agents, e.agent))
    LEFT JOIN (SELECT agent, any(whose) AS whose FROM ${t('injection_program')} WHERE is_own GROUP BY agent) AS p ON p.agent = e.agent
    LEFT JOIN (SELECT * FROM ${t('injection_program')} WHERE is_rare) AS r ON r.agent = e.agent AND r.method = e.method AND r.route = e.route
    WHERE actor != '' AND (e.file, e.line) NOT IN (SELECT file, line FROM ${t('actor_event')})`)
}

/**
 * `injection_program`: the programs of an actor at the routes that gave way. `is_own`: hardly anybody else's. `is_rare`: so
 * few others try anything anywhere that none of them would be expected to have it, by its share of the addresses that ask
 * this route.
 */
const writePrograms = (scene: Scene, sure: Sql): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_program')} ENGINE = MergeTree ORDER BY (agent, method, route) AS
    WITH
      asked AS (
        SELECT toString(method) AS method, toString(route) AS route, toString(user_agent) AS agent, uniqExact(src_ip) AS addresses, sum(addresses) OVER (PARTITION BY method, route) AS everybody
        FROM ${events(scene)} WHERE kind = 'http' AND (toString(method), toString(route)) IN (SELECT method, route FROM ${sure}) GROUP BY method, route, agent),
      tried AS (SELECT agent, uniqExact(ip) AS own, sum(own) OVER () - own AS others FROM ${t('injection_try')} GROUP BY agent)
    SELECT s.agent AS agent, s.method AS method, s.route AS route, s.whose AS whose, s.agent IN (SELECT agent FROM ${t('own_agent')} WHERE uncommon) AS is_own,
      (1 + t.others) * a.addresses / a.everybody <= ${BY_CHANCE} AS is_rare
    FROM (SELECT agent, method, route, any(actor) AS whose FROM ${sure} WHERE agent != '' GROUP BY agent, method, route HAVING uniqExact(actor) = 1) AS s
    INNER JOIN asked AS a ON a.method = s.method AND a.route = s.route AND a.agent = s.agent
    INNER JOIN tried AS t ON t.agent = s.agent`)
}
