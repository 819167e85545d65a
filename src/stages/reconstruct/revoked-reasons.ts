import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'

/** What speaks for an actor who read on with credentials that had been revoked. */
export const revokedReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<Record<'n' | 'refused' | 'answered' | 'hours', string>>(sql`
    SELECT count() AS n, sum(refused_before) AS refused, sum(answered) AS answered, min(dateDiff('hour', revoked, first)) AS hours
    FROM ${t('revoked_use')} WHERE reads_on AND session IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  return [
    {
      code: 'reason/revoked-and-used',
      values: { n: Number(row.n), answered: Number(row.answered), hours: Number(row.hours) },
    },
    ...(row.refused === '0' ? [] : [{ code: 'reason/refused-before', values: { n: Number(row.refused) } }]),
  ]
}
