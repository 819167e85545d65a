import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Whoever is at these addresses: uses (`u`) and homes (`h`) of their sessions. Where nobody moved there is nothing to join. */
export const homeUsesAt = (scene: Scene, ips: Sql): Sql => {
  const t = scene.derived.table
  const uses = sql`(SELECT session, ip FROM ${t('session_use')} WHERE ip IN ${ips})`
  return sql`${uses} AS u INNER JOIN (SELECT session, who FROM ${t('session_home')} WHERE session IN (SELECT session FROM ${uses})) AS h ON u.session = h.session`
}
