import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { leaveOutFamilies } from './leave-out-families.ts'
import { FACTOR } from './readers.ts'

/** An account is looked at when it read at least this many objects of others… */
const LEAST_FOREIGN = 3
/** …or so many that it comes about by chance in fewer accounts than this: links are shared, too. */
const BY_CHANCE = 0.005
/** Nor is it looked at for what others read alone, when strangers meet so often by chance in one such case of a thousand. */
const CASES_BY_CHANCE = 0.001

/**
 * `reach`: per account the things that it read with success and that are not known to be its own, and how many of them are
 * known to be another's. `far_reader`: ten times the median account in things, or in those of others unless that many are
 * chance; `wide_reader`: those of them who read what is another's, more than accounts of ordinary reach do by chance.
 */
export const writeReach = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const owned = sql`(SELECT space FROM ${t('owned_route')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, sum(n) AS objects, sum(foreign) AS foreign_objects, sum(named) AS reads, sum(refused) AS failures FROM (
      SELECT who, toUInt64(0) AS n, toUInt8(0) AS foreign, named, refused FROM ${t('route_reader')} WHERE NOT anonymous AND named + refused > 0
      UNION ALL SELECT who, if(startsWith(space, 'account '), 0, width) AS n, 0 AS foreign, 0, 0 FROM ${t('object_reading')} WHERE space IN ${owned}
      UNION ALL SELECT who, toUInt64(is_account) AS n, 1 AS foreign, 0, 0 FROM ${t('object_reader')} WHERE is_foreign AND space IN ${owned})
    GROUP BY who HAVING reads + failures > 0`)
  await scene.engine.run(sql`
    INSERT INTO ${t('far_reader')}
    WITH (SELECT (quantileExact(0.5)(objects), quantileExact(0.5)(foreign_objects)) FROM ${t('reach')}) AS median
    SELECT who, objects, reads, failures FROM ${t('reach')}
    WHERE objects >= ${FACTOR} * greatest(median.1, 1)
      OR (foreign_objects >= ${FACTOR} * greatest(median.2, 1) AND (objects, foreign_objects) NOT IN ${chanceReaches(scene)})`)
  await scene.engine.run(sql`
    INSERT INTO ${t('wide_reader')}
    WITH (
      SELECT (1 + sum(foreign_objects)) / (1 + sum(objects)) FROM ${t('reach')} WHERE who NOT IN (SELECT who FROM ${t('far_reader')})) AS rate
    SELECT f.who, f.objects, f.reads, f.failures FROM ${t('far_reader')} AS f
    INNER JOIN ${t('reach')} AS r ON r.who = f.who
    WHERE r.foreign_objects >= ${LEAST_FOREIGN}
      OR (r.foreign_objects > 0 AND 1 - exp(-rate * r.objects) * (1 + (r.foreign_objects > 1) * rate * r.objects) <= ${BY_CHANCE})`)
  await leaveOutFamilies(scene)
  await addWorkplace(scene)
}

/** Where most are broad readers, as in a log of a workplace, all of them read far, and none is a stranger there for that. */
const addWorkplace = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const broad = sql`(SELECT who FROM ${t('broad_reader')})`
  return scene.engine.run(sql`
    INSERT INTO ${t('far_reader')}
    SELECT who, objects, reads, failures FROM ${t('reach')}
    WHERE who IN ${broad} AND who NOT IN (SELECT who FROM ${t('far_reader')})
      AND (SELECT 2 * countIf(who IN ${broad}) > count() FROM ${t('reach')})`)
}

/**
 * Reaches, as (things, things of others), that strangers have by chance. Where people of like reach read one thing, no one
 * of them need be its owner. How often ordinary readers do, over how often two readings are by people of like reach, is how
 * much of what anybody reads others read by chance (`shared`). Who reads n things meets others at k of them with a chance
 * of at most exp(-n KL(k/n ‖ shared)) (Chernoff 1952), and as many accounts were tried as read n things.
 */
const chanceReaches = (scene: Scene): Sql => {
  const t = scene.derived.table
  const ordinary = sql`NOT is_broad AND NOT startsWith(space, 'account ') AND space IN (SELECT space FROM ${t('owned_route')})`
  const widths = sql`(
    SELECT space, width, sum(width) AS readings, sum(readings) OVER (PARTITION BY space) AS all
    FROM ${t('object_reading')} WHERE ${ordinary} GROUP BY space, width)`
  const tried = sql`(SELECT objects, sum(count()) OVER (ORDER BY objects DESC) AS tried FROM ${t('reach')} GROUP BY objects)`
  return sql`(
    WITH (SELECT countIf(own > 1) FROM ${t('object_reader')} WHERE ${ordinary}) AS met_alike,
      (SELECT sum(a.readings * b.readings / a.all) FROM ${widths} AS a INNER JOIN ${widths} AS b ON b.space = a.space
        WHERE greatest(a.width, b.width) < 2 * least(a.width, b.width)) AS alike,
      met_alike / alike AS shared, r.foreign_objects / r.objects AS met
    SELECT r.objects AS objects, r.foreign_objects AS foreign_objects
    FROM (SELECT DISTINCT objects, foreign_objects FROM ${t('reach')} WHERE foreign_objects >= ${FACTOR}) AS r
    INNER JOIN ${tried} AS w ON w.objects = r.objects
    WHERE shared > 0 AND (met <= shared OR log(w.tried) - r.objects * (met * log(met / shared) + if(met < 1, (1 - met) * log((1 - met) / (1 - shared)), 0)) > log(${CASES_BY_CHANCE})))`
}
