import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { bind, sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

/**
 * `apart_event`: suspects' requests of the groups in `apart` that are no actor's. Where somebody came in, a few doubted
 * sessions, or addresses without a credential, elsewhere that came in the same way and took personal data are possibly his or another's: they
 * stand in the upper ends of what is counted, and nowhere else.
 */
export const writeApartEvents = async (scene: Scene, apart: readonly string[]): Promise<void> => {
  const t = scene.derived.table
  for (let start = 0; start < apart.length; start += CHUNK) {
    const components = bind('Array(String)', apart.slice(start, start + CHUNK))
    await scene.engine.run(sql`
      INSERT INTO ${t('apart_event')}
      SELECT s.detection AS detection, s.at AS at, s.file AS file, s.line AS line, s.session AS session, s.principal AS principal, s.ip AS ip
      FROM ${groupedSuspects(scene)}
      WHERE a.component IN ${components} AND (s.detection IN ${detectionsOf('anonymous')} OR s.session IN (SELECT session FROM ${t('session')} WHERE personal_uses > 0))
        AND (s.file, s.line) NOT IN (SELECT file, line FROM ${t('actor_event')})`)
  }
}

export const createApartEvents = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('apart_event')} (
      detection String, at DateTime64(6, 'UTC'), file UInt32, line UInt64, session UInt128, principal String, ip String
    ) ENGINE = MergeTree ORDER BY (at, file, line)`)
