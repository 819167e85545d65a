import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** So many times what the median account reads is extraordinary. */
export const FACTOR = 10

/** Requests of known readers that name an object. */
export const named = sql`(session != 0 AND object != '')`

/** `broad_reader`: readers of extraordinarily many things, whosesoever they are: what they read says nothing about owners. */
export const writeBroadReaders = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const read = sql`(SELECT who, sum(objects) AS n FROM ${t('route_reader')} WHERE NOT anonymous AND objects > 0 GROUP BY who)`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('broad_reader')} ENGINE = MergeTree ORDER BY who AS
    SELECT who FROM ${read} WHERE n >= ${FACTOR} * (SELECT quantileExact(0.5)(n) FROM ${read})`)
}
