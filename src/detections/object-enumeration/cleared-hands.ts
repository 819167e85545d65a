import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/**
 * Sessions of which no log says whose they are, such as those from before the window, and which come from an address and by a program that only one
 * account uses: what is the duty of the account is theirs. `isScored`: of a row of `reach_test`, whether it may be no duty.
 */
export const ofClearedHands = (scene: Scene, isScored: Sql): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT toString(s.session) FROM ${t('session')} AS s
    INNER JOIN (
      SELECT origin, any(principal) AS account FROM ${t('session')} WHERE principal != '' GROUP BY origin HAVING uniqExact(principal) = 1) AS o
    ON o.origin = s.origin
    WHERE s.principal = '' AND o.account IN (SELECT who FROM ${t('reach_test')} WHERE NOT ${isScored}))`
}
