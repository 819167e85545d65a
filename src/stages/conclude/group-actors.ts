import type { Scene } from '../../detections/scene.ts'
import { mergeProfiles, type Profile } from '../../domain/merge-profiles.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { closedGroups } from './closed-groups.ts'
import { mergeHandedOn } from './handed-on-walks.ts'
import { meetingsOf } from './meetings.ts'
import { mergeDividedWork } from './merge-divided-work.ts'
import { groupedSuspects, placeOf, writeCrowds } from './places.ts'
import { tiesOf, writeOwnAgents } from './ties.ts'
import { mergeRelays, workingTogether } from './working-times.ts'

/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

/**
 * Groups addresses into actors, by each way in apart: they belong together when one session or account moved between
 * them, when they use the same uncommon agent, or the same common agent on the same routes, work the same hours on the
 * same routes, hand on one walk, are used one after another or share the work between them, or have in common what a detection says ties its hits (`hit_tie`). Writes
 * `actor_address (detection, place, component)`.
 */
export const groupActors = async (scene: Scene): Promise<void> => {
  await writeCrowds(scene)
  await writeOwnAgents(scene)
  const links = await scene.engine.rows<{ item: string; key: string }>(sql`
    SELECT DISTINCT concat(s.detection, '\\t', ${placeOf(scene)}) AS item, concat(s.detection, '\\t', tie) AS key
    FROM ${scene.derived.table('suspect_event')} AS s ARRAY JOIN arrayConcat(${tiesOf(scene, 'uncommon')}, [concat('i', ${placeOf(scene)})]) AS tie
    UNION ALL
    SELECT DISTINCT concat(s.detection, '\\t', ${placeOf(scene)}) AS item, concat(s.detection, '\\ta', h.tie) AS key
    FROM ${scene.derived.table('suspect_event')} AS s INNER JOIN ${scene.derived.table('hit_tie')} AS h ON s.detection = h.detection AND s.ip = h.ip
    ORDER BY item, key`)
  let components = componentsOf(links)
  const merge = async (names: ReadonlyMap<string, string>): Promise<void> => {
    components = new Map([...components].map(([place, root]) => [place, names.get(root) ?? root]))
    await writeComponents(scene, components)
  }
  await merge(new Map())
  const closed = await closedGroups(scene)
  await merge(await mergeHandedOn(scene, closed))
  await merge(await mergeRelays(scene, closed))
  const profiles = (await profilesOf(scene)).filter(({ name }) => !closed.has(name))
  await merge(mergeProfiles(profiles, await meetingsOf(scene), await workingTogether(scene)))
  await merge(await mergeDividedWork(scene))
}

const writeComponents = async (scene: Scene, components: ReadonlyMap<string, string>): Promise<void> => {
  const table = scene.derived.table('actor_address')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${table} (detection String, place String, component String) ENGINE = MergeTree ORDER BY (detection, place)`)
  const items = [...components.keys()]
  for (let start = 0; start < items.length; start += CHUNK) {
    const chunk = items.slice(start, start + CHUNK)
    const roots = chunk.map((name) => components.get(name) ?? name)
    await scene.engine.run(sql`
      INSERT INTO ${table} SELECT substring(r.1, 1, position(r.1, '\\t') - 1), substring(r.1, position(r.1, '\\t') + 1), r.2
      FROM (SELECT arrayJoin(arrayZip(${bind('Array(String)', chunk)}, ${bind('Array(String)', roots)})) AS r)`)
  }
}

type Mix = readonly (readonly [name: string, events: string])[]

const profilesOf = async (scene: Scene): Promise<readonly Profile[]> => {
  const agents = new Map((await mixes(scene, sql`s.agent`)).map(({ name, mix }) => [name, usesOf(mix)]))
  const own = await scene.engine.rows<{ agent: string }>(
    sql`SELECT agent FROM ${scene.derived.table('own_agent')} ORDER BY agent`,
  )
  const isOwn = new Set(own.map(({ agent }) => agent))
  const rows = await mixes(scene, sql`concat(s.method, ' ', s.route)`)
  return rows.map(({ name, kind, events, hours, mix }) => ({
    name,
    kind,
    events: Number(events),
    hours,
    routes: usesOf(mix),
    agents: agents.get(name) ?? [],
    ownAgents: (agents.get(name) ?? []).map((use) => use.name).filter((agent) => isOwn.has(agent)),
  }))
}

const usesOf = (mix: Mix): Profile['routes'] => mix.map(([name, events]) => ({ name, events: Number(events) }))

interface MixRow {
  readonly name: string
  readonly kind: string
  readonly events: string
  readonly hours: readonly number[]
  readonly mix: Mix
}

/** Per group of addresses, how often each value of an expression came. */
const mixes = (scene: Scene, of: Sql): Promise<readonly MixRow[]> =>
  scene.engine.rows<MixRow>(sql`
    SELECT component AS name, any(detection) AS kind, toString(sum(n)) AS events, arraySort(arrayDistinct(arrayFlatten(groupArray(value_hours)))) AS hours,
      arraySort(groupArray((value, toString(n)))) AS mix
    FROM (
      SELECT a.component AS component, s.detection AS detection, ${of} AS value, count() AS n,
        groupUniqArray(toUInt32(toStartOfHour(s.at)) DIV 3600) AS value_hours
      FROM ${groupedSuspects(scene)}
      GROUP BY component, detection, value)
    GROUP BY component ORDER BY name`)
