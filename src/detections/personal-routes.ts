import { bind, join, type Sql, sql } from '../engine/sql.ts'
import type { Scene } from './scene.ts'

/** With more methods than this, pairs are compared. */
const MOST_METHODS = 8

/**
 * Condition on `method` and `route` of an event: a route that returns personal data. A condition on one dictionary-coded
 * column is decided once for each of its names, one on pairs anew for each row: so it asks for the routes of each method.
 */
export const onPersonalRoute = async (scene: Scene): Promise<Sql> => {
  const route = scene.derived.table('route')
  const methods = await scene.engine.rows<{ method: string }>(
    sql`SELECT DISTINCT method FROM ${route} ORDER BY method LIMIT ${MOST_METHODS + 1}`,
  )
  if (methods.length === 0) return sql`0`
  if (methods.length > MOST_METHODS) return sql`(method, route) IN (SELECT method, route FROM ${route})`
  const ofMethod = ({ method }: { method: string }): Sql =>
    sql`(method = ${bind('String', method)} AND route IN (SELECT route FROM ${route} WHERE method = ${bind('String', method)}))`
  return sql`(${join(methods.map(ofMethod), ' OR ')})`
}
