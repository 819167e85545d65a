import { detectionsOf } from '../../detections/index.ts'
import { CLOSED_WORLD } from '../../detections/lineage/closed-world.ts'
import type { Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/**
 * Groups of suspect sessions whose accounts live nowhere else, as a load test's do: they read nobody's data but those
 * accounts'. Reads `suspect_event` as grouped so far.
 */
export const closedGroups = async (scene: Scene): Promise<ReadonlySet<string>> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ component: string }>(sql`
    WITH outside AS (
      SELECT DISTINCT principal FROM ${t('session')}
      WHERE principal != '' AND principal IN (SELECT principal FROM ${t('suspect_event')}) AND session NOT IN (SELECT session FROM ${t('hit')} WHERE unit IN ('session', 'log-in')))
    SELECT a.component AS component FROM ${groupedSuspects(scene)}
    WHERE s.principal != '' AND s.detection IN ${detectionsOf('session')}
    GROUP BY component
    HAVING uniqExact(s.principal) >= ${CLOSED_WORLD.accounts}
      AND uniqExactIf(s.principal, s.principal IN (SELECT principal FROM outside)) <= ${CLOSED_WORLD.share} * uniqExact(s.principal)`)
  return new Set(rows.map(({ component }) => component))
}
