import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { named } from './readers.ts'
import { numberOf, seriesOf } from './write-walk-on.ts'

/** Numbers no further apart than so many times the usual distance are neighbours. */
const NEAR = 3
/** Of fewer numbers of a series no order can be told. */
const LEAST_NUMBERS = 5

/** So many gaps between what is known of two people tell without the others. */
const TELLING = 20

/**
 * `walk`: whether a wide reader's objects follow one another, by the last number in them; what stands before it names a
 * series. `near` of its `gaps` between numbers are small, `expected` of them by chance; in order of time `steps` of its `pairs`
 * go up by little, `chance` of them by chance. The usual distance is that of the series as all its readers show it, without a
 * twentieth at either end. What one person ordered in a row has numbers in a row, and who reads a list of people, each
 * whole, walks nowhere: from one thing to another of the same owner is no step, and where twenty gaps or pairs are known to
 * lie between two owners, these alone tell.
 */
export const writeWalks = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  const [number, series] = [numberOf(sql`object`), seriesOf(sql`object`)]
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk')} ENGINE = MergeTree ORDER BY who AS
    WITH
      route_of_wide AS (SELECT method, route FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide}),
      numbered AS (
        SELECT method, route, ${series} AS series, ${number} AS number
        FROM (
          SELECT DISTINCT who, method, route, object FROM ${t('personal_access')}
          WHERE ${named} AND ok AND (method, route) IN route_of_wide)
        WHERE number > 0),
      spacing AS (
        SELECT method, route, series,
          greatest(1, (quantileExact(0.95)(number) - quantileExact(0.05)(number)) / (0.9 * uniqExact(number))) AS spacing
        FROM numbered GROUP BY method, route, series),
      first_reading AS (
        SELECT a.who AS who, a.method AS method, a.route AS route, ${seriesOf(sql`a.object`)} AS series, ${numberOf(sql`a.object`)} AS number, min(a.at) AS first,
          max(if(a.account != '', a.account, o.owner)) AS owner
        FROM ${t('personal_access')} AS a
        LEFT JOIN ${t('object_space')} AS s ON s.method = a.method AND s.route = a.route
        LEFT JOIN ${ownersOf(scene)} AS o ON o.space = s.space AND o.object = a.object
        WHERE a.session != 0 AND a.object != '' AND a.who IN ${wide}
        GROUP BY who, method, route, series, number HAVING number > 0)
    SELECT who, sum(near) AS near, sum(gaps) AS gaps, sum(expected) AS expected, sum(steps) AS steps, sum(pairs) AS pairs, sum(chance) AS chance
    FROM (
      SELECT r.who AS who, arraySort(groupUniqArray((r.number, r.owner))) AS things, things.1 AS ids, ids[-1] - ids[1] AS width, any(s.spacing) AS spacing,
        arrayMap(read -> (toInt64(read.2), read.3), arraySort(groupArray((r.first, r.number, r.owner)))) AS in_time,
        ${stepsOf(sql`arrayMap(thing -> (toInt64(thing.1), thing.2), things)`)} AS by_number, ${stepsOf(sql`in_time`)} AS by_time,
        length(by_number) AS gaps, length(by_time) AS pairs,
        arrayCount(d -> d <= ${NEAR} * spacing, by_number) AS near,
        gaps * (1 - exp(-${NEAR} * spacing * length(ids) / greatest(1, width))) AS expected,
        arrayCount(d -> d > 0 AND d <= ${NEAR} * spacing, by_time) AS steps,
        pairs * least(1, ${NEAR} * spacing / greatest(1, width)) AS chance
      FROM first_reading AS r
      INNER JOIN spacing AS s ON s.method = r.method AND s.route = r.route AND s.series = r.series
      GROUP BY r.who, r.method, r.route, r.series HAVING length(ids) >= ${LEAST_NUMBERS})
    GROUP BY who`)
}

/** Whose the things are that wide readers read of others, where the logs tell. */
const ownersOf = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT space, object, min(who) AS owner FROM ${t('object_reader')}
    WHERE NOT is_foreign AND NOT is_account AND who NOT IN (SELECT who FROM ${t('wide_reader')})
    GROUP BY space, object)`
}

/** The differences of a list of (number, owner) that may be steps of a walk. */
const stepsOf = (list: Sql): Sql => {
  const steps = sql`arrayMap((a, b) -> (b.1 - a.1, a.2 != '' AND b.2 != '', a.2 = b.2), arrayPopBack(${list}), arrayPopFront(${list}))`
  const between = sql`arrayFilter(x -> x.2 AND NOT x.3, ${steps})`
  return sql`tupleElement(if(length(${between}) >= ${TELLING}, ${between}, arrayFilter(x -> NOT (x.2 AND x.3), ${steps})), 1)`
}
