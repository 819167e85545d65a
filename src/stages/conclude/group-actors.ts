import type { Scene } from '../../detections/scene.ts'
import { mergeProfiles, type Profile } from '../../domain/merge-profiles.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { bind, sql } from '../../engine/sql.ts'
import { mergeDividedWork } from './merge-divided-work.ts'

/** An agent string used by at least this share of all sessions is popular: to share it says little. */
const POPULAR = 0.001
/** Routes with at least this share of an address's suspect requests characterise it. */
const MAIN_ROUTE = 0.1
/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

/**
 * Groups addresses into actors: they belong together when one session or account moved between them, when they use
 * the same uncommon agent, or the same common agent on the same routes in the same way in, work the
 * same hours on the same routes, or share the work between them. Writes `actor_address (ip, detection, component)`.
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
      SELECT ${item} AS item, concat('p', principal) AS key FROM ${suspects} WHERE detection = 'object-enumeration'
      UNION ALL
      SELECT ${item} AS item, concat('d', device) AS key FROM ${suspects} WHERE device != ''
      UNION ALL
      SELECT item, arrayJoin(if(has(popular, agent), arrayMap(r -> concat('r', detection, agent, r), routes), [concat('a', agent)])) AS key
      FROM (
        SELECT item, detection, agent, arrayMap(x -> x.1, arrayFilter(x -> x.2 >= ${MAIN_ROUTE} * arraySum(y -> y.2, uses), groupArray((name, n)) AS uses)) AS routes
        FROM (SELECT ${item} AS item, detection, agent, concat(method, ' ', route) AS name, count() AS n FROM ${suspects} GROUP BY item, detection, agent, name)
        GROUP BY item, detection, agent)
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

const profilesOf = async (scene: Scene): Promise<readonly Profile[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{
    name: string
    kind: string
    events: string
    hours: readonly number[]
    routes: readonly (readonly [string, string])[]
  }>(sql`
    SELECT component AS name, any(detection) AS kind, toString(sum(n)) AS events, arraySort(arrayDistinct(arrayFlatten(groupArray(route_hours)))) AS hours,
      arraySort(groupArray((route_name, toString(n)))) AS routes
    FROM (
      SELECT a.component AS component, s.detection AS detection, concat(s.method, ' ', s.route) AS route_name, count() AS n,
        groupUniqArray(toUInt32(toStartOfHour(s.at)) DIV 3600) AS route_hours
      FROM ${t('suspect_event')} AS s INNER JOIN ${t('actor_address')} AS a ON s.detection = a.detection AND s.ip = a.ip
      GROUP BY component, detection, route_name)
    GROUP BY component ORDER BY name`)
  return rows.map((row) => ({
    ...row,
    events: Number(row.events),
    routes: row.routes.map(([route, events]) => ({ route, events: Number(events) })),
  }))
}
