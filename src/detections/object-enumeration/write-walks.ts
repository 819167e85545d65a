import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { named } from './readers.ts'
import { numberOf, seriesOf } from './write-walk-on.ts'

/** Numbers no further apart than so many times the usual distance are neighbours. */
const NEAR = 3
/** Of fewer numbers of a series no order can be told. */
const LEAST_NUMBERS = 5

/**
 * `walk`: whether a wide reader's objects follow one another, by the last number in them; what stands before it names a
 * series. `near` of its `gaps` between numbers are small, `expected` of them by chance; in order of time `steps` of them go
 * up by little, `chance` of them by chance. The usual distance is that of the series as all its readers show it, without a
 * twentieth at either end.
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
        SELECT who, method, route, ${series} AS series, ${number} AS number, min(at) AS first
        FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide}
        GROUP BY who, method, route, series, number HAVING number > 0)
    SELECT who, sum(near) AS near, sum(gaps) AS gaps, sum(expected) AS expected, sum(steps) AS steps, sum(chance) AS chance
    FROM (
      SELECT r.who AS who, arraySort(groupUniqArray(r.number)) AS ids, ids[-1] - ids[1] AS width, any(s.spacing) AS spacing,
        arrayMap(read -> toInt64(read.2), arraySort(groupArray((r.first, r.number)))) AS in_time,
        length(ids) - 1 AS gaps,
        arrayCount(d -> d <= ${NEAR} * spacing, arrayPopFront(arrayDifference(ids))) AS near,
        gaps * (1 - exp(-${NEAR} * spacing * length(ids) / greatest(1, width))) AS expected,
        arrayCount(d -> d > 0 AND d <= ${NEAR} * spacing, arrayPopFront(arrayDifference(in_time))) AS steps,
        gaps * least(1, ${NEAR} * spacing / greatest(1, width)) AS chance
      FROM first_reading AS r
      INNER JOIN spacing AS s ON s.method = r.method AND s.route = r.route AND s.series = r.series
      GROUP BY r.who, r.method, r.route, r.series HAVING length(ids) >= ${LEAST_NUMBERS})
    GROUP BY who`)
}
