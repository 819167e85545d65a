import type { Scene } from '../../detections/scene.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { sql } from '../../engine/sql.ts'
import { leavings } from './left-behind.ts'
import { groupedSuspects, placeOf } from './places.ts'
import { tiesOf } from './ties.ts'

/** A group of one kind of hits, and whether it is an actor by itself. */
export interface Tied {
  readonly component: string
  readonly kind: string
  readonly alone: boolean
}

/**
 * One intruder may come in by several ways: groups of different kinds are one actor's when a session, an account, a device
 * or an agent of their own ties them, or an address that no crowd shares. What is too slight to be an actor by itself needs
 * more than the agent. So is a web shell that nothing else ties to one, and that somebody left just before it was used (`leavings`). `homes`: groups of one kind that are one hand's. Answers the name of each group's actor.
 */
export const tieWays = async (
  scene: Scene,
  groups: readonly Tied[],
  homes: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await scene.engine.rows<{ item: string; key: string }>(sql`
    SELECT DISTINCT a.component AS item, tie AS key FROM ${groupedSuspects(scene)}
    INNER JOIN ${scene.derived.table('actor')} AS actor ON actor.component = a.component
    ARRAY JOIN arrayConcat(${tiesOf(scene, 'own')}, [concat('i', ${placeOf(scene)})]) AS tie
    ORDER BY item, key`)
  const named = new Map(
    groups.map((group) => [group.component, { ...group, home: homes.get(group.component) ?? group.component }]),
  )
  const doubtful = doubtfulAgents(rows, named)
  const ties = rows.filter(({ item, key }) => !isAgent(key) || (named.get(item)?.alone === true && !doubtful.has(key)))
  const own = [...named.values()].map(({ component, home }) => ({ item: component, key: `h${home}` }))
  const tied = componentsOf([...own, ...ties])
  const left = (await leavings(scene)).filter((pair) => named.has(pair.by) && isLoose(pair.left, tied, named))
  return componentsOf([
    ...own,
    ...ties,
    ...left.flatMap((pair) => [pair.left, pair.by].map((item) => ({ item, key: `l${pair.left}` }))),
  ])
}

/** Whether nothing ties a group to another way in. */
const isLoose = (
  group: string,
  tied: ReadonlyMap<string, string>,
  named: ReadonlyMap<string, { readonly kind: string }>,
): boolean =>
  [...named].every(([name, { kind }]) => tied.get(name) !== tied.get(group) || kind === named.get(group)?.kind)

const isAgent = (key: string): boolean => key.startsWith('a')

/** Agents by which one way in is used by several hands: they tie nobody. */
const doubtfulAgents = (
  rows: readonly { readonly item: string; readonly key: string }[],
  named: ReadonlyMap<string, { readonly kind: string; readonly home: string }>,
): ReadonlySet<string> => {
  const seen = new Map<string, string>()
  const doubtful = new Set<string>()
  for (const { item, key } of rows) {
    const group = named.get(item)
    if (group === undefined || !isAgent(key)) continue
    const use = `${key}\n${group.kind}`
    if ((seen.get(use) ?? group.home) !== group.home) doubtful.add(key)
    seen.set(use, group.home)
  }
  return doubtful
}
