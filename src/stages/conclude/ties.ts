import { detectionsOf } from '../../detections/index.ts'
import { events, type Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { EXCLUSIVE } from './places.ts'

/** An agent string used by at least this share of all sessions is popular. */
const POPULAR = 0.001

/**
 * `own_agent`: agents that hardly anybody but suspects uses, counted in addresses, with or without a log-in; and whether
 * so few sessions have it that it is nobody's but one hand's even where others do the same.
 */
export const writeOwnAgents = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const popular = sql`(
    SELECT origin.2 FROM ${t('session')} WHERE origin.2 IN (SELECT agent FROM ${t('suspect_event')}) GROUP BY origin.2 HAVING count() >= ${POPULAR} * (SELECT count() FROM ${t('session')}))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('own_agent')} ENGINE = MergeTree ORDER BY agent AS
    SELECT toString(user_agent) AS agent, agent NOT IN ${popular} AS uncommon FROM ${events(scene)}
    WHERE kind = 'http' AND user_agent IN (SELECT agent FROM ${t('suspect_event')} WHERE agent != '') GROUP BY user_agent
    HAVING uniqExactIf(src_ip, src_ip IN (SELECT ip FROM ${t('suspect_event')})) >= ${EXCLUSIVE} * uniqExact(src_ip)`)
}

/**
 * What ties a suspect request (`suspect_event AS s`) to others, whatever their address: an array of a session that was
 * used from several addresses, the account that reads what is not its own, the device, and an agent of the suspects' own;
 * where one way in is looked at, which other evidence can join, only an uncommon one.
 */
export const tiesOf = (scene: Scene, agents: 'uncommon' | 'own'): Sql => {
  const t = scene.derived.table
  const moved = sql`(SELECT session FROM ${t('suspect_event')} WHERE session != 0 GROUP BY session HAVING uniqExact(ip) > 1)`
  return sql`arrayConcat(
    if(s.session IN ${moved}, [concat('s', toString(s.session))], []),
    if(s.detection IN ${detectionsOf('principal', 'principal-request')}, [concat('p', s.principal)], []),
    if(s.device != '', [concat('d', s.device)], []),
    if(s.agent IN (SELECT agent FROM ${t('own_agent')} WHERE ${agents === 'own' ? sql`1` : sql`uncommon`}), [concat('a', s.agent)], []))`
}
