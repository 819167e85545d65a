import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { ordinarySample } from './ordinary-sample.ts'
import { named } from './readers.ts'

/** A longer pause between two things is no reading of them. */
const PAUSE_SECONDS = 1800

/**
 * `reading_pace`: how fast the wide readers, and some ordinary ones, go from one thing to the next, of those that a route
 * shows: `gap`, the median of `n` times in seconds, without pauses; `gaps`, of the ordinary ones, these times.
 */
export const writePaces = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`who IN (SELECT who FROM ${t('wide_reader')})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reading_pace')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, ${wide} AS is_wide, count() AS n, quantileExact(0.5)(step) AS gap, if(is_wide, [], groupArray(step)) AS gaps
    FROM (
      SELECT who, arrayJoin(arrayMap((at, before) -> (at - before) / 1e6, arrayPopFront(times), arrayPopBack(times))) AS step
      FROM (
        SELECT who, arraySort(groupArray(first)) AS times
        FROM (
          SELECT who, method, route, toUnixTimestamp64Micro(min(at)) AS first FROM ${t('personal_access')}
          WHERE ${named} AND ok AND (${wide} OR who IN ${ordinarySample(scene)}) GROUP BY who, method, route, object)
        GROUP BY who, method, route))
    WHERE step < ${PAUSE_SECONDS} GROUP BY who`)
}
