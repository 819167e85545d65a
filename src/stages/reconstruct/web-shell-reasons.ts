import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { iso } from '../assess-impact.ts'

/** What speaks for a web shell, script by script. */
export const webShellReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<
    Record<'script' | 'from' | 'answers' | 'commands' | 'sizes' | 'alone' | 'stray' | 'posted' | 'before', string>
  >(sql`
    SELECT replaceAll(trimRight(path), ' ', ' · ') AS script, ${iso('first')} AS from, answers, commands, sizes, toUInt8(t_neighbours) AS alone, toUInt8(t_folder) AS stray, toUInt8(t_posted) AS posted, toUInt8(t_before) AS before
    FROM ${t('shell')} WHERE (host, path) IN (
      SELECT host, path FROM ${t('script_request')} WHERE (file, line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit'))
    ORDER BY first, host, path`)
  return rows.flatMap(
    ({ script, from, answers, commands, sizes, alone, stray, posted, before }): readonly Message[] => [
      { code: 'reason/new-script', values: { script, from, n: Number(answers), sizes: Number(sizes) } },
      ...(commands === '0' ? [] : [{ code: 'reason/commands', values: { script, n: Number(commands) } }]),
      ...(Number(alone) === 0 ? [] : [{ code: 'reason/no-script-beside', values: { script } }]),
      ...(Number(stray) === 0 ? [] : [{ code: 'reason/folder-of-files', values: { script } }]),
      ...(Number(posted) === 0 ? [] : [{ code: 'reason/only-posted', values: { script } }]),
      ...(Number(before) === 0 ? [] : [{ code: 'reason/syntax-before', values: { script } }]),
    ],
  )
}
