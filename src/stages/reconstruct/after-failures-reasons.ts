import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { iso } from '../assess-impact.ts'

/** What speaks for a guessed password, door by door: what was refused before, and where the names that were let in live. */
export const afterFailuresReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<Record<'door' | 'n' | 'refused' | 'from' | 'named' | 'elsewhere', string>>(sql`
    SELECT door, count() AS n, max(k) AS refused, ${iso('min(since)')} AS from, countIf(named) AS named, countIf(t_home > 0) AS elsewhere
    FROM ${t('door_opened')} AS o
    WHERE (file, line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit') GROUP BY door ORDER BY door`)
  return rows.flatMap(({ door, n, refused, from, named, elsewhere }): readonly Message[] => [
    { code: 'reason/after-refusals', values: { door, n: Number(n), refused: Number(refused), from } },
    ...(elsewhere === '0' || named === '0'
      ? []
      : [{ code: 'reason/names-not-at-home', values: { n: Number(elsewhere) } }]),
  ])
}
