import { CLASS_DETECTIONS } from '../../detections/index.ts'
import { LEVELS } from '../../detections/hits.ts'
import type { Scene } from '../../detections/scene.ts'
import { atLeast } from '../../domain/at-least.ts'
import { bind, sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** Who is called an actor by sessions alone needs this many accounts behind him, or whose data he read. */
export const LEAST_ACCOUNTS = 3

interface Slight {
  readonly component: string
  readonly kind: string
}

/**
 * Whoever uses another address for every few accounts leaves groups each of which is too slight to be an actor. Where a
 * detection has hits only because a class as a whole stands out, its slight groups are somebody's together if at least
 * `LEAST_ACCOUNTS` of their accounts are its victims with a probability of 0.9 or more, each account counting with its surest session.
 * Where confirmed sessions of the kind take personal data (`taking`), likely ones that take none count for nothing.
 * Answers the groups that are, under one id for each detection.
 */
export const scatteredHands = async (
  scene: Scene,
  slight: readonly Slight[],
  taking: ReadonlySet<string>,
): Promise<readonly { readonly id: string; readonly component: string }[]> => {
  const hands: { id: string; component: string }[] = []
  for (const id of CLASS_DETECTIONS) {
    const components = slight.filter(({ kind }) => kind === id).map(({ component }) => component)
    const [first] = components
    if (first === undefined) continue
    const victims = await victimsOf(scene, components, taking.has(id))
    if (atLeast(LEAST_ACCOUNTS, victims) < LEVELS.likely) continue
    hands.push(...components.map((component) => ({ id: first, component })))
  }
  return hands
}

/** Per account, or session where none is named, of these groups: the probability that it is a victim. */
const victimsOf = async (scene: Scene, components: readonly string[], taken: boolean): Promise<readonly number[]> => {
  const t = scene.derived.table
  const harmless = sql`(SELECT session FROM ${t('session')} WHERE personal_uses = 0)`
  const rows = await scene.engine.rows<{ posterior: number }>(sql`
    SELECT max(s.posterior) AS posterior FROM ${groupedSuspects(scene)}
    WHERE a.component IN ${bind('Array(String)', components)} AND ${taken ? sql`(s.level = 'confirmed' OR s.session NOT IN ${harmless})` : sql`true`}
    GROUP BY if(s.principal != '', s.principal, concat(s.ip, toString(s.session)))
    ORDER BY posterior`)
  return rows.map(({ posterior }) => posterior)
}
