import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { iso } from '../assess-impact.ts'

/** What speaks for a file found by its name: each file with its size, and how many names were tried in vain before. */
export const guessedFileReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const files = await scene.engine.rows<Record<'path' | 'n' | 'bytes', string>>(sql`
    SELECT replaceAll(trimRight(path), ' ', ' · ') AS path, count() AS n, max(bytes) AS bytes FROM ${t('data_file_request')}
    WHERE (file, line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY path ORDER BY path`)
  const tried = await scene.engine.row<{ n: string; from: string }>(sql`
    SELECT sum(vain) AS n, ${iso('min(at)')} AS from FROM (SELECT vain, first AS at, ip FROM ${t('file_guesser')})
    WHERE ip IN (SELECT ip FROM ${t('actor_event')} WHERE actor = ${actor})`)
  return [
    ...files.map(({ path, n, bytes }) => ({
      code: 'reason/file-given-out',
      values: { path, n: Number(n), bytes: Number(bytes) },
    })),
    { code: 'reason/names-guessed', values: { n: Number(tried.n), from: tried.from } },
  ]
}
