import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { type Crossing, handedOn } from '../../domain/handed-on.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** From here on it is all the same how far two targets lie apart. */
const FAR = 16

/**
 * Groups of one way in, but for the `closed`, that hand on one walk through accounts or objects (see `handedOn`): the first time that each group took each
 * target, in the order of time. Answers the new name of each group that does.
 */
export const mergeHandedOn = async (
  scene: Scene,
  closed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> => {
  const t = scene.derived.table
  const held = detectionsOf('session', 'session-use', 'log-in')
  const crossings = await scene.engine.rows<Crossing>(sql`
    SELECT least(component, before) AS a, greatest(component, before) AS b, toUInt32(least(${FAR}, abs(toInt64(place) - toInt64(place_before)))) AS distance,
      toUInt32(any(targets)) AS targets, toUInt32(count()) AS times
    FROM (
      SELECT kind, component, place, max(place) OVER (PARTITION BY kind) AS targets,
        lagInFrame(component, 1, '') OVER (PARTITION BY kind ORDER BY moment ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
        lagInFrame(place, 1, place) OVER (PARTITION BY kind ORDER BY moment ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS place_before
      FROM (
        SELECT kind, component, moment, dense_rank() OVER (PARTITION BY kind ORDER BY length(target), target) AS place
        FROM (
          SELECT s.detection AS kind, a.component AS component, if(s.detection IN ${held}, s.principal, if(p.account != '', p.account, p.object)) AS target,
            min((s.at, s.file, s.line)) AS moment
          FROM ${groupedSuspects(scene)}
          LEFT JOIN (
            SELECT file, line, account, object FROM ${t('personal_access')} WHERE (file, line) IN (SELECT file, line FROM ${t('suspect_event')})) AS p
            ON p.file = s.file AND p.line = s.line
          GROUP BY kind, component, target HAVING target != '')))
    WHERE before NOT IN ('', component) AND distance > 0 GROUP BY kind, a, b, distance ORDER BY kind, a, b, distance`)
  const pairs = handedOn(crossings).filter((pair) => pair.every((name) => !closed.has(name)))
  return componentsOf(pairs.flatMap(([a, b]) => [a, b].map((item) => ({ item, key: `${a}\n${b}` }))))
}
