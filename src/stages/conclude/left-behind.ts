import type { Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** What somebody leaves on a server, and the way in that lets him leave it. */
const LEFT = 'web-shell'
const BY = 'injection'
/** So seldom may a moment taken at random follow some successful injection of that group as closely. */
const BY_CHANCE = 0.01

export interface Leaving {
  /** The group that uses what was left. */
  readonly left: string
  /** The group that left it. */
  readonly by: string
}

/**
 * A web shell is what somebody left who was in already, and it may be used from another address, by another program. Whoever took
 * something by an injection just before the shell first answered left it: the one whose last success is nearest, if no more than one in a
 * hundred moments of the logs comes as soon after one of his. Reads `suspect_event` as grouped, and `span`.
 */
export const leavings = (scene: Scene): Promise<readonly Leaving[]> => {
  const ok = sql`s.status >= 200 AND s.status < 300`
  return scene.engine.rows<Leaving>(sql`
    WITH
      (SELECT toFloat64(dateDiff('microsecond', min(first), max(last))) FROM ${scene.derived.table('span')}) AS window,
      shell AS (SELECT a.component AS name, min(s.at) AS began FROM ${groupedSuspects(scene)} WHERE s.detection = ${LEFT} AND ${ok} GROUP BY name),
      success AS (
        SELECT name, at, dateDiff('microsecond', at, leadInFrame(at, 1, toDateTime64('2299-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY name ORDER BY at ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)) AS next
        FROM (SELECT DISTINCT a.component AS name, s.at AS at FROM ${groupedSuspects(scene)} WHERE s.detection = ${BY} AND ${ok})),
      pair AS (
        SELECT shell.name AS left, success.name AS by, min(dateDiff('microsecond', success.at, shell.began)) AS gap
        FROM shell CROSS JOIN success WHERE success.at <= shell.began GROUP BY left, by)
    SELECT left, argMin(by, (gap, by)) AS by FROM (
      SELECT pair.left AS left, pair.by AS by, any(pair.gap) AS gap
      FROM pair INNER JOIN success ON success.name = pair.by
      GROUP BY left, by HAVING sum(least(success.next, pair.gap)) <= ${BY_CHANCE} * window)
    GROUP BY left ORDER BY left`)
}
