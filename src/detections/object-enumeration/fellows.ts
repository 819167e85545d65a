import { type Sql, sql } from '../../engine/sql.ts'
import { LEVELS, UNDECIDED } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { FACTOR } from './readers.ts'

/**
 * The most that is said of a wide reader: where ten others or more of his kind (the same main route, members or not and customers or not alike) are
 * no sure hits, twice as many as those who are, and he reads no more than the middle one of them, he is one of a crowd, of whom one is
 * always the most peculiar. A thief among them shows by reading more than they.
 */
export const notBeforeFellows = (scene: Scene, reader: Sql, posterior: Sql): Sql => {
  const kind = sql`(main_route, is_member, t_customer)`
  const sure = sql`${posterior} >= ${LEVELS.likely}`
  return sql`if((${reader}.main_route, ${reader}.is_member, ${reader}.t_customer, ${reader}.objects) IN (
    SELECT main_route, is_member, t_customer, objects FROM (
      SELECT main_route, is_member, t_customer, objects, countIf(NOT (${sure})) OVER (PARTITION BY ${kind}) AS fellows,
        countIf(${sure}) OVER (PARTITION BY ${kind}) AS sure_ones, quantileExactIf(0.5)(objects, NOT (${sure})) OVER (PARTITION BY ${kind}) AS middle
      FROM ${scene.derived.table('reach_test')})
    WHERE fellows >= ${FACTOR} AND fellows >= 2 * sure_ones AND objects <= middle), ${UNDECIDED}, 1)`
}
