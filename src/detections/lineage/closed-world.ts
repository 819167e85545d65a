import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** So many accounts, of which no more than this share is seen anywhere else, are a world of their own: a load test. */
export const CLOSED_WORLD = { accounts: 20, share: 0.02 }

/**
 * Addresses of which the sessions without a record are a world of their own: their accounts live nowhere else. Whatever
 * made them read nobody's data but its own accounts'; hundreds of them alike would teach the fit what an attack looks
 * like, and odd sessions of other people would be measured by that. Reads `lineage_base` only.
 */
export const closedWorlds = (scene: Scene): Sql => {
  const base = scene.derived.table('lineage_base')
  const elsewhere = sql`(SELECT who FROM ${base} WHERE named GROUP BY who HAVING max(proven) OR min(ip) != max(ip))`
  return sql`(
    SELECT ip FROM ${base} WHERE named AND NOT proven GROUP BY ip
    HAVING uniqExact(who) >= ${CLOSED_WORLD.accounts} AND uniqExactIf(who, who IN ${elsewhere}) <= ${CLOSED_WORLD.share} * uniqExact(who))`
}
