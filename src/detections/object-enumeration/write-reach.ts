import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { FACTOR } from './readers.ts'

/** An account is looked at when it read at least this many objects of others… */
const LEAST_FOREIGN = 3
/** …or so many that it comes about by chance in fewer accounts than this: links are shared, too. */
const BY_CHANCE = 0.005

/**
 * `reach`: per account the things that it read with success and that are not known to be its own, and how many of them are
 * known to be another's. `far_reader`: ten times the median account in either; `wide_reader`: those of them who read
 * what is another's, more than accounts of ordinary reach do by chance.
 */
export const writeReach = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const owned = sql`(SELECT space FROM ${t('owned_route')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach')} ENGINE = MergeTree ORDER BY who AS
    SELECT a.who AS who, r.objects AS objects, r.foreign_objects AS foreign_objects, a.reads AS reads, a.failures AS failures
    FROM (SELECT who, sum(named) AS reads, sum(refused) AS failures FROM ${t('route_reader')} WHERE NOT anonymous AND named + refused > 0 GROUP BY who) AS a
    LEFT JOIN (
      SELECT who, sum(n) AS objects, sum(foreign) AS foreign_objects FROM (
        SELECT who, if(startsWith(space, 'account '), 0, width) AS n, 0 AS foreign FROM ${t('object_reading')} WHERE space IN ${owned}
        UNION ALL SELECT who, toUInt64(is_account) AS n, 1 AS foreign FROM ${t('object_reader')} WHERE is_foreign AND space IN ${owned})
      GROUP BY who) AS r ON r.who = a.who`)
  await scene.engine.run(sql`
    INSERT INTO ${t('far_reader')}
    WITH (SELECT (quantileExact(0.5)(objects), quantileExact(0.5)(foreign_objects)) FROM ${t('reach')}) AS median
    SELECT who, objects, reads, failures FROM ${t('reach')}
    WHERE objects >= ${FACTOR} * greatest(median.1, 1) OR foreign_objects >= ${FACTOR} * greatest(median.2, 1)`)
  await scene.engine.run(sql`
    INSERT INTO ${t('wide_reader')}
    WITH (
      SELECT (1 + sum(foreign_objects)) / (1 + sum(objects)) FROM ${t('reach')} WHERE who NOT IN (SELECT who FROM ${t('far_reader')})) AS rate
    SELECT f.who, f.objects, f.reads, f.failures FROM ${t('far_reader')} AS f
    INNER JOIN ${t('reach')} AS r ON r.who = f.who
    WHERE r.foreign_objects >= ${LEAST_FOREIGN}
      OR (r.foreign_objects > 0 AND 1 - exp(-rate * r.objects) * (1 + (r.foreign_objects > 1) * rate * r.objects) <= ${BY_CHANCE})`)
}
