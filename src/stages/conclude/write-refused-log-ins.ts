import { events, hasRows, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/** What the same program asked from the address of a guessed log-in so long after it is the actor's. */
const AFTER_SECONDS = 43_200

/**
 * What belongs to an actor who guessed a password: the refused tries at the same door from his address in the day before, and what his
 * program asked from there in the half day after he was let in, unless people log in from that address at other times. A name
 * that was refused is no account that he had.
 */
export const writeRefusedLogIns = async (scene: Scene): Promise<void> => {
  if (!(await hasRows(scene, 'door_hit'))) return
  const t = scene.derived.table
  const hits = sql`(
    SELECT e.actor AS actor, o.door AS door, o.place AS place, o.ip AS ip, o.agent AS agent, o.own AS own, o.at AS at, o.since AS since
    FROM ${t('actor_event')} AS e INNER JOIN ${t('door_opened')} AS o ON e.file = o.file AND e.line = o.line
    WHERE e.how = 'hit' AND e.detection = 'log-in-after-failures' AND e.level IN ('confirmed', 'likely'))`
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${hits}`)
  if (n === '0') return
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT any(h.actor) AS whose, 'log-in-after-failures', 'infrastructure', 'likely', 0.9, x.at, x.file, x.line, toUInt128(0), '', x.ip, x.agent, '', x.method, x.route, x.status
    FROM ${t('door_try')} AS x INNER JOIN ${hits} AS h ON x.door = h.door AND x.place = h.place
    WHERE NOT x.ok AND x.at BETWEEN h.since AND h.at AND (x.file, x.line) NOT IN (SELECT file, line FROM ${t('actor_event')})
    GROUP BY x.at, x.file, x.line, x.ip, x.agent, x.method, x.route, x.status HAVING uniqExact(h.actor) = 1`)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    SELECT any(h.actor) AS whose, 'log-in-after-failures', 'infrastructure', 'likely', 0.9, e.at, e.file, e.line, e.session, e.principal, e.src_ip, toString(e.user_agent), e.device,
      toString(e.method), toString(e.route), e.status
    FROM (SELECT * FROM ${events(scene)} WHERE kind = 'http' AND src_ip IN (SELECT ip FROM ${hits})) AS e INNER JOIN ${hits} AS h ON e.src_ip = h.ip AND toString(e.user_agent) = h.agent
    WHERE h.own = 0 AND e.at BETWEEN h.at AND h.at + ${AFTER_SECONDS} AND (e.file, e.line) NOT IN (SELECT file, line FROM ${t('actor_event')})
    GROUP BY e.at, e.file, e.line, e.session, e.principal, e.src_ip, e.user_agent, e.device, e.method, e.route, e.status HAVING uniqExact(h.actor) = 1`)
}
