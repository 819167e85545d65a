import { sql, type Sql } from '../engine/sql.ts'
import { hasRows, type Scene } from './scene.ts'

/**
 * Condition on `source`, `method` and `route` of an event: its log says by whom it was asked, or no log does for this route.
 * A load balancer in front of an application logs each request without account or credential; who takes its lines for
 * requests without credential finds every page open to anybody.
 */
export const saysWho = async (scene: Scene): Promise<Sql> =>
  (await hasRows(scene, 'untold_route'))
    ? sql`((source, method, route) NOT IN (SELECT source, method, route FROM ${scene.derived.table('untold_route')}))`
    : sql`1`
