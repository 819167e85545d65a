import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { iso } from '../assess-impact.ts'

/** What speaks for an injection: the answers, route by route, and since when these addresses tried. */
export const injectionReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const routes = await scene.engine.rows<
    Record<'name' | 'larger' | 'series' | 'walk' | 'ordinary' | 'largest' | 'smallest' | 'bytes', string>
  >(sql`
    SELECT concat(i.method, ' ', i.route) AS name, countIf(i.larger) AS larger, countIf(i.series) AS series, countIf(i.walk) AS walk, min(o.smallest) AS smallest,
      max(i.ordinary) AS ordinary, max(o.largest) AS largest, maxIf(i.bytes, i.larger) AS bytes
    FROM ${t('injected')} AS i INNER JOIN ${t('ordinary_size')} AS o ON i.method = o.method AND i.host = o.host AND i.route = o.route
    WHERE (i.file, i.line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY name ORDER BY name`)
  const tried = await scene.engine.row<{ n: string; from: string }>(sql`
    SELECT count() AS n, ${iso('min(at)')} AS from FROM ${t('event')}
    WHERE (file, line) IN (SELECT file, line FROM ${t('injected')} WHERE ip IN (SELECT ip FROM ${t('actor_event')} WHERE actor = ${actor}))`)
  const own = await scene.engine.rows<{ name: string; n: string; files: string; such: string }>(sql`
    SELECT concat(s.method, ' ', s.route) AS name, count() AS n, uniqExact(s.target, s.bytes) AS files, min(s.target) AS such
    FROM ${t('system_answer')} AS s INNER JOIN ${t('own_answer')} AS o ON o.file = s.file AND o.line = s.line
    WHERE (s.file, s.line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY name ORDER BY name`)
  const waits = await scene.engine.rows<{ n: string; slow: string; wait: string }>(sql`
    SELECT count() AS n, countIf(was_slow) AS slow, wait
    FROM ${t('waited')} WHERE (file, line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY wait ORDER BY wait`)
  return [
    ...waits.map(({ n, slow, wait }) => ({
      code: 'reason/waited-by-turns',
      values: { n: Number(n), slow: Number(slow), wait: Number(wait) },
    })),
    ...own.map(({ name, n, files, such }) => ({
      code: 'reason/files-of-the-system',
      values: { n: Number(n), route: name, sizes: Number(files), such },
    })),
    ...routes.flatMap(({ name, larger, series, walk, ordinary, largest, smallest, bytes }): readonly Message[] => [
      ...(larger === '0'
        ? []
        : [
            {
              code: 'reason/larger-than-ordinary',
              values: {
                n: Number(larger),
                route: name,
                ordinary: Number(ordinary),
                largest: Number(largest),
                bytes: Number(bytes),
              },
            },
          ]),
      ...(walk === '0'
        ? []
        : [{ code: 'reason/walk-of-rows', values: { n: Number(walk), route: name, smallest: Number(smallest) } }]),
      ...(series === '0' ? [] : [{ code: 'reason/series-of-probes', values: { n: Number(series), route: name } }]),
    ]),
    { code: 'reason/injection-began', values: { n: Number(tried.n), from: tried.from } },
  ]
}
