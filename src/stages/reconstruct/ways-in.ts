import { DETECTIONS } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Level, Message, WayIn } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'
import { sql } from '../../engine/sql.ts'
import { iso } from '../assess-impact.ts'
import { actorReasons } from './actor-reasons.ts'

export const vectorOf = (detection: string): string =>
  DETECTIONS.find(({ id }) => id === detection)?.vector ?? detection

/**
 * The ways by which an actor came in, each with its own time and reasons: the main one, and every other whose hits would
 * make an actor alone. Detections of one vector are one way.
 */
export const waysIn = async (scene: Scene, actor: string, main: string): Promise<readonly WayIn[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{
    detection: string
    posterior: number
    level: Level
    first: string
    last: string
    events: string
  }>(sql`
    SELECT e.detection AS detection, round(avgIf(e.posterior, how = 'hit' AND e.level != 'possible'), 6) AS posterior,
      multiIf(countIf(e.level = 'confirmed') > 0, 'confirmed', countIf(e.level = 'likely') > 0, 'likely', 'possible') AS level,
      ${iso('min(at)')} AS first, ${iso('max(at)')} AS last, toString(count()) AS events
    FROM ${t('actor_event')} AS e
    WHERE actor = ${actor} AND (e.detection = ${main} OR e.detection IN (
      SELECT a.detection FROM ${t('actor')} AS own INNER JOIN ${t('actor_address')} AS a ON own.component = a.component
      WHERE own.id = ${actor} AND own.alone))
    GROUP BY detection ORDER BY count() DESC, detection`)
  const ways = new Map<string, WayIn>()
  for (const { detection, posterior, level, first, last, events } of rows) {
    const vector = vectorOf(detection)
    if (ways.has(vector)) continue
    const reasons = await actorReasons(scene, actor, detection)
    ways.set(vector, { vector, level, posterior, first, last, events: BigInt(events), reasons })
  }
  return [...ways.values()].sort((a, b) => (a.first < b.first ? -1 : 1))
}

/** All reasons for an actor; under several ways in, each behind its own way. */
export const reasonsOf = (ways: readonly WayIn[]): readonly Message[] =>
  ways.length === 1
    ? ways.flatMap(({ reasons }) => reasons)
    : ways.flatMap(({ vector, level, first, last, events, reasons }) => [
        {
          code: 'reason/way-in',
          values: { vector: wayName(vector, reasons), level, from: first, to: last, n: Number(events) },
        },
        ...reasons,
      ])
