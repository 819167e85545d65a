import { DETECTIONS, detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { type Counts, type Hand, joinHands } from '../../domain/one-hand.ts'
import { sql } from '../../engine/sql.ts'
import { meetingsOf } from './meetings.ts'
import { groupedSuspects } from './places.ts'
import { workingTogether } from './working-times.ts'

export interface Candidate {
  readonly component: string
  readonly kind: string
}

/**
 * Groups that would each be an actor (`actor`), joined where nothing tells their hands apart: see `joinHands`. Answers the group under whose name each goes on.
 */
export const joinSameHands = async (
  scene: Scene,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, string>> =>
  candidates.length < 2
    ? new Map()
    : joinHands(await handsOf(scene, candidates), await meetingsOf(scene), await workingTogether(scene))

type Habit = readonly [habit: 'route' | 'life', value: string, n: number]

/**
 * Per group, how often each route was asked for (by sessions: each personal one), every session counting once (as do requests without one), and
 * which lives the tokens had. Doubtful hits are left out: some of them are other people's.
 */
const handsOf = async (scene: Scene, candidates: readonly Candidate[]): Promise<readonly Hand[]> => {
  const t = scene.derived.table
  const anyRoute = detectionsOf('session', 'session-use', 'log-in')
  const requests = sql`
    SELECT a.component AS name, s.session AS session, concat(s.method, ' ', s.route) AS route, count() AS n FROM ${groupedSuspects(scene)}
    INNER JOIN ${t('actor')} AS actor ON actor.component = a.component
    WHERE s.level IN ('confirmed', 'likely')
      AND (s.detection NOT IN ${anyRoute} OR (s.method, s.route) IN (SELECT method, route FROM ${t('route')})) GROUP BY name, session, route`
  const rows = await scene.engine.rows<{ name: string; events: string; own: readonly Habit[] }>(sql`
    WITH request AS (${requests})
    SELECT name, toString(sum(events)) AS events, arraySort(groupArray((habit, value, round(weight, 6)))) AS own FROM (
      SELECT name, 'route' AS habit, route AS value, sum(n) AS events, sum(n / if(session = 0, 1, of_session)) AS weight
      FROM (SELECT *, sum(n) OVER (PARTITION BY name, session) AS of_session FROM request) GROUP BY name, value
      UNION ALL
      SELECT own.name, 'life', toString(l.life), 0, toFloat64(count()) FROM (SELECT DISTINCT name, session FROM request WHERE session != 0) AS own
      INNER JOIN ${t('session')} AS l ON own.session = l.session WHERE l.life > 0 GROUP BY own.name, l.life)
    GROUP BY name ORDER BY name`)
  const values = await valuesOf(scene)
  const byName = new Map(rows.map((row) => [row.name, row]))
  return candidates.map(({ component, kind }) => {
    const { events = '0', own = [] } = byName.get(component) ?? {}
    return {
      name: component,
      kind: unitOf(kind),
      events: Number(events),
      habits: { route: countsOf(own, 'route'), life: countsOf(own, 'life') },
      values: values(kind),
    }
  })
}

const countsOf = (own: readonly Habit[], habit: Habit[0]): Counts =>
  Object.fromEntries(own.filter(([name]) => name === habit).map(([, value, n]) => [value, n]))

/** Sessions are used alike, whatever betrays them. */
const unitOf = (detection: string): string => DETECTIONS.find(({ id }) => id === detection)?.unit ?? detection

/** A forged or stolen session opens every personal route; through a flaw, only those that have it, and were hit. */
const valuesOf = async (scene: Scene): Promise<(kind: string) => Hand['values']> => {
  const t = scene.derived.table
  const { routes, lives } = await scene.engine.row<{ routes: string; lives: string }>(sql`
    SELECT (SELECT count() FROM ${t('route')}) AS routes, (SELECT uniqExact(life) FROM ${t('session')} WHERE life > 0) AS lives`)
  const open = await scene.engine.rows<{ kind: string; n: string }>(sql`
    SELECT detection AS kind, uniqExact(method, route) AS n FROM ${t('suspect_event')} GROUP BY kind ORDER BY kind`)
  const byKind = new Map(open.map(({ kind, n }) => [kind, Number(n)]))
  const anyRoute = detectionsOf('session', 'session-use', 'log-in')
  return (kind) => ({
    route: anyRoute.includes(kind) ? Number(routes) : (byKind.get(kind) ?? 0),
    life: Number(lives),
  })
}
