import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { FEW } from './duty-limits.ts'

/** All but one in ten people of ordinary reach have no more. */
const NEARLY_ALL = 0.9

/**
 * Who reads what a handful of people have, and no more than these and he himself may have, is no wide reader: parents, carers
 * and partners read few people, whole. The people are the owners of the things that are known to be another's; how much one
 * has is told by readers of ordinary reach. Of whoever reads more than so few people can have, most owners never looked.
 */
export const leaveOutFamilies = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const foreign = sql`(
    SELECT space, object, who, is_account FROM ${t('object_reader')}
    WHERE is_foreign AND who IN (SELECT who FROM ${t('wide_reader')}) AND space IN (SELECT space FROM ${t('owned_route')}))`
  const owner = sql`(
    SELECT space, object, min(who) AS owner FROM ${t('object_reader')}
    WHERE NOT is_foreign AND NOT is_account AND (space, object) IN (SELECT space, object FROM ${foreign}) GROUP BY space, object)`
  const people = sql`uniqExact(if(f.is_account, f.object, o.owner))`
  const has = sql`(SELECT quantileExact(${NEARLY_ALL})(objects) FROM ${t('reach')} WHERE who NOT IN (SELECT who FROM ${t('far_reader')}))`
  return scene.engine.run(sql`
    ALTER TABLE ${t('wide_reader')} DELETE WHERE who IN (
      SELECT f.who FROM ${foreign} AS f INNER JOIN ${t('wide_reader')} AS w ON w.who = f.who
      LEFT JOIN ${owner} AS o ON o.space = f.space AND o.object = f.object
      GROUP BY f.who HAVING ${people} <= ${FEW} AND any(w.objects) <= (1 + ${people}) * ${has})
    SETTINGS mutations_sync = 2`)
}
