import type { Scene } from '../../detections/scene.ts'
import { type Hand, joinHands } from '../../domain/one-hand.ts'
import { sql } from '../../engine/sql.ts'
import { meetingsOf } from './meetings.ts'

export interface Candidate {
  readonly component: string
  readonly kind: string
}

/**
 * Groups that would each be an actor (`actor`), joined where nothing tells their hands apart: see `joinHands`. Answers
 * the group under whose name each goes on.
 */
export const joinSameHands = async (
  scene: Scene,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, string>> => {
  if (candidates.length < 2) return new Map()
  const t = scene.derived.table
  const { routes, lives } = await scene.engine.row<{ routes: string; lives: string }>(sql`
    SELECT (SELECT count() FROM ${t('route')}) AS routes, (SELECT uniqExact(life) FROM ${t('session')} WHERE life > 0) AS lives`)
  return joinHands(await handsOf(scene, candidates), await meetingsOf(scene), {
    route: Number(routes),
    life: Number(lives),
  })
}

/** Per group, how often each route was asked for, how many sessions did so, and which lives their tokens had. */
const handsOf = async (scene: Scene, candidates: readonly Candidate[]): Promise<readonly Hand[]> => {
  const t = scene.derived.table
  const requests = sql`
    ${t('suspect_event')} AS s INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND s.ip = a.ip
    INNER JOIN ${t('actor')} AS actor ON actor.component = a.component`
  const rows = await scene.engine.rows<{
    name: string
    habit: 'route' | 'life' | 'session'
    value: string
    n: string
  }>(sql`
    SELECT name, habit, value, toString(n) AS n FROM (
      SELECT a.component AS name, 'route' AS habit, concat(s.method, ' ', s.route) AS value, count() AS n FROM ${requests} GROUP BY name, value
      UNION ALL
      SELECT a.component, 'session', '', uniqExact(s.session) FROM ${requests} WHERE s.session != 0 GROUP BY a.component
      UNION ALL
      SELECT own.name, 'life', toString(l.life), count() FROM (
        SELECT DISTINCT a.component AS name, s.session AS session FROM ${requests} WHERE s.session != 0) AS own
      INNER JOIN ${t('session')} AS l ON own.session = l.session WHERE l.life > 0 GROUP BY own.name, l.life)
    ORDER BY name, habit, value`)
  return candidates.map(({ component, kind }) => {
    const own = rows.filter(({ name }) => name === component)
    const of = (habit: string): Record<string, number> =>
      Object.fromEntries(own.filter((row) => row.habit === habit).map(({ value, n }) => [value, Number(n)]))
    const events = Object.values(of('route')).reduce((sum, n) => sum + n, 0)
    return {
      name: component,
      kind,
      events,
      choices: of('session')[''] ?? events,
      habits: { route: of('route'), life: of('life') },
    }
  })
}
