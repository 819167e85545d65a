import type { Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/** An address or agent is somebody's own when at least this share of the people on it were hit. */
export const EXCLUSIVE = 0.8

/**
 * `crowd`: addresses of suspects that are nobody's own, for ordinary people begin sessions there too: carriers, offices,
 * homes. Whoever is hit there need not be the one hit beside him.
 */
export const writeCrowds = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const person = sql`if(principal != '', principal, toString(session))`
  const hit = sql`(session IN (SELECT session FROM ${t('hit')} WHERE unit IN ('session', 'log-in')) OR principal IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request')))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('crowd')} ENGINE = MergeTree ORDER BY ip AS
    SELECT origin.1 AS ip FROM ${t('session')} WHERE ip IN (SELECT ip FROM ${t('suspect_event')})
    GROUP BY ip HAVING uniqExactIf(${person}, ${hit}) < ${EXCLUSIVE} * uniqExact(${person})`)
}

/** Where a suspect request came from: its address, and among a crowd also the program; over `suspect_event AS s`. */
export const placeOf = (scene: Scene): Sql =>
  sql`if(s.ip IN (SELECT ip FROM ${scene.derived.table('crowd')}), concat(s.ip, ' ', s.agent), s.ip)`

/** The suspects' requests (`s`) with their group (`a.component`). */
export const groupedSuspects = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`${t('suspect_event')} AS s INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND ${placeOf(scene)} = a.place`
}
