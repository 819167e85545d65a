import type { Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/** An address or agent is somebody's own when at least this share of the people on it were hit. */
export const EXCLUSIVE = 0.8

/**
 * `crowd`: addresses of suspects that are nobody's own, for ordinary people begin sessions there too: carriers, offices,
 * homes. Whoever is hit there need not be the one hit beside him. Whose session was taken to an address is one of the people there.
 */
export const writeCrowds = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const person = sql`if(principal != '', principal, toString(session))`
  const hit = sql`(session IN (SELECT session FROM ${t('hit')} WHERE unit IN ('session', 'log-in')) OR principal IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request')))`
  const suspected = sql`(SELECT ip FROM ${t('suspect_event')})`
  const taken = sql`(SELECT session, ip FROM ${t('hit')} WHERE unit = 'session-use')`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('crowd')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip FROM (
      SELECT origin.1 AS ip, ${person} AS who, ${hit} OR (session, ip) IN ${taken} AS is_hit FROM ${t('session')} WHERE ip IN ${suspected}
      UNION ALL
      SELECT u.ip, if(s.principal != '', s.principal, toString(u.session)), true FROM ${taken} AS u INNER JOIN ${t('session')} AS s ON s.session = u.session WHERE u.ip IN ${suspected})
    GROUP BY ip HAVING uniqExactIf(who, is_hit) < ${EXCLUSIVE} * uniqExact(who)`)
}

/** Where a suspect request came from: its address, and among a crowd also the program; over `suspect_event AS s`. */
export const placeOf = (scene: Scene): Sql =>
  sql`if(s.ip IN (SELECT ip FROM ${scene.derived.table('crowd')}), concat(s.ip, ' ', s.agent), s.ip)`

/** The suspects' requests (`s`) with their group (`a.component`). */
export const groupedSuspects = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`${t('suspect_event')} AS s INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND ${placeOf(scene)} = a.place`
}
