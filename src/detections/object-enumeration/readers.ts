import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** So many times what the median account reads is extraordinary. */
export const FACTOR = 10

/** Requests of known readers that name an object. */
export const named = sql`(session != 0 AND object != '')`

/** Readers of extraordinarily many things, whosesoever they are: what they read says nothing about owners. */
export const broadReaders = (scene: Scene): Sql => {
  const read = sql`(
    SELECT who, sum(objects) AS n FROM ${scene.derived.table('route_reader')} WHERE NOT anonymous AND objects > 0 GROUP BY who)`
  return sql`(SELECT who FROM ${read} WHERE n >= ${FACTOR} * (SELECT quantileExact(0.5)(n) FROM ${read}))`
}
