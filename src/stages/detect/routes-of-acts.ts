import { events, type Scene } from '../../detections/scene.ts'
import { bind, sql } from '../../engine/sql.ts'
import { actsUponPeople } from '../../sources/shared/composed-acts.ts'

/**
 * Routes, as `METHOD route`, that come only from records of acts upon people: their object is the person, whatever no word of
 * theirs tells. Nothing is read where the case has no such records.
 */
export const routesOfActs = async (scene: Scene): Promise<ReadonlySet<string>> => {
  const sources = scene.plans.filter(actsUponPeople).map(({ name }) => name)
  if (sources.length === 0) return new Set()
  const rows = await scene.engine.rows<{ name: string }>(sql`
    SELECT concat(toString(method), ' ', toString(route)) AS name FROM ${events(scene)}
    WHERE kind = 'http' AND object != '' GROUP BY method, route HAVING min(source IN ${bind('Array(String)', sources)}) = 1 ORDER BY name`)
  return new Set(rows.map(({ name }) => name))
}
