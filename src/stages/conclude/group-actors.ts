import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { mergeProfiles, type Profile } from '../../domain/merge-profiles.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { mergeDividedWork } from './merge-divided-work.ts'

/** An agent string used by at least this share of all sessions is popular: to share it says little. */
const POPULAR = 0.001
/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

/**
 * Groups addresses into actors: they belong together when one session or account moved between them, when they use
 * the same uncommon agent, or the same common agent on the same routes in the same way in, work the
 * same hours on the same routes, share the work between them, or have in common what a detection says ties its hits (`hit_tie`). Writes `actor_address (ip, detection, component)`.
 */
export const groupActors = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const item = sql`concat(detection, '\\t', ip)`
  const suspects = t('suspect_event')
  const links = await scene.engine.rows<{ item: string; key: string }>(sql`
    WITH (SELECT count() FROM ${t('session')}) AS sessions,
      (SELECT groupArray(name) FROM (SELECT origin.2 AS name FROM ${t('session')} GROUP BY name HAVING count() >= ${POPULAR} * sessions)) AS popular
    SELECT DISTINCT item, key FROM (
      SELECT ${item} AS item, concat('s', toString(session)) AS key FROM ${suspects} WHERE session IN (
        SELECT session FROM ${suspects} WHERE session != 0 GROUP BY session HAVING uniqExact(ip) > 1)
      UNION ALL
      SELECT ${item} AS item, concat('p', principal) AS key FROM ${suspects} WHERE detection IN ${detectionsOf('principal')}
      UNION ALL
      SELECT concat(detection, '\\t', ip) AS item, concat('a', tie) AS key FROM ${t('hit_tie')} WHERE (detection, ip) IN (SELECT detection, ip FROM ${suspects})
      UNION ALL
      SELECT ${item} AS item, concat('d', device) AS key FROM ${suspects} WHERE device != ''
      UNION ALL
      SELECT ${item} AS item, if(has(popular, agent), concat('i', ip), concat('a', agent)) AS key FROM ${suspects}
    ) ORDER BY item, key`)
  await writeComponents(scene, componentsOf(links))
  const alike = mergeProfiles(await profilesOf(scene))
  const first = new Map([...componentsOf(links)].map(([name, root]) => [name, alike.get(root) ?? root]))
  await writeComponents(scene, first)
  const divided = await mergeDividedWork(scene)
  await writeComponents(scene, new Map([...first].map(([name, root]) => [name, divided.get(root) ?? root])))
}

const writeComponents = async (scene: Scene, components: ReadonlyMap<string, string>): Promise<void> => {
  const table = scene.derived.table('actor_address')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${table} (detection String, ip String, component String) ENGINE = MergeTree ORDER BY (detection, ip)`)
  const items = [...components.keys()]
  for (let start = 0; start < items.length; start += CHUNK) {
    const chunk = items.slice(start, start + CHUNK)
    const roots = chunk.map((name) => components.get(name) ?? name)
    await scene.engine.run(sql`
      INSERT INTO ${table} SELECT splitByChar('\\t', r.1)[1], splitByChar('\\t', r.1)[2], r.2
      FROM (SELECT arrayJoin(arrayZip(${bind('Array(String)', chunk)}, ${bind('Array(String)', roots)})) AS r)`)
  }
}

type Mix = readonly (readonly [name: string, events: string])[]

const profilesOf = async (scene: Scene): Promise<readonly Profile[]> => {
  const agents = new Map((await mixes(scene, sql`s.agent`)).map(({ name, mix }) => [name, usesOf(mix)]))
  const rows = await mixes(scene, sql`concat(s.method, ' ', s.route)`)
  return rows.map(({ name, kind, events, hours, mix }) => ({
    name,
    kind,
    events: Number(events),
    hours,
    routes: usesOf(mix),
    agents: agents.get(name) ?? [],
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
const mixes = (scene: Scene, of: Sql): Promise<readonly MixRow[]> => {
  const t = scene.derived.table
  return scene.engine.rows<MixRow>(sql`
    SELECT component AS name, any(detection) AS kind, toString(sum(n)) AS events, arraySort(arrayDistinct(arrayFlatten(groupArray(value_hours)))) AS hours,
      arraySort(groupArray((value, toString(n)))) AS mix
    FROM (
      SELECT a.component AS component, s.detection AS detection, ${of} AS value, count() AS n,
        groupUniqArray(toUInt32(toStartOfHour(s.at)) DIV 3600) AS value_hours
      FROM ${t('suspect_event')} AS s INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND s.ip = a.ip
      GROUP BY component, detection, value)
    GROUP BY component ORDER BY name`)
}
