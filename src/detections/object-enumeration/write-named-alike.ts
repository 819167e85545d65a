import { type Sql, sql } from '../../engine/sql.ts'
import { type Scene, windowDays } from '../scene.ts'
import { FEW, PRACTICE } from './duty-limits.ts'

/** So many steady readers show how the accounts of those at work are named. */
const STAFF = 3
/** A form that at least one of so many ordinary readers has is ordinary. */
const SHARE = 50

/**
 * `named_alike`: whether wide readers are named as the route's ordinary readers are, where clerks have accounts of another
 * form than customers. A wide reader `is_member` where it is named so, and
 *
 * - hardly any of those who read its route steadily are (where fewer than three do, and none of them is, of those who read any
 *   route steadily), or
 * - a third of the wide readers are named otherwise (or three of them, and few as customers), and these have half of what
 *   is read on most days.
 *
 * The form is the length and the kind: whether it is digits all, the marks, and the first letters where these are common.
 * `is_other`: of a kind that hardly any ordinary reader has, whatever the length. A session that no log names has no form.
 * `named_form`: the forms of the ordinary readers of a route; `named_reader`: the wide readers, and whether theirs is one of them.
 */
export const writeNamedAlike = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const ordinary = sql`NOT anonymous AND objects BETWEEN 1 AND ${FEW} AND route IN (SELECT main_route FROM ${t('wide_reader_use')})`
  const kind = sql`(match(who, '^[0-9]+$'), replaceRegexpAll(who, '[^@.:_-]', ''), if(has(common, ${LETTERS}), ${LETTERS}, ''))`
  const common = commonLetters(sql`${t('route_reader')} WHERE ${ordinary}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('named_form')} ENGINE = MergeTree ORDER BY (route, width) AS
    WITH ${common} AS common
    SELECT route, length(who) AS width, ${kind} AS kind, count() AS n,
      sum(n) OVER (PARTITION BY route) AS readers, sum(n) OVER (PARTITION BY route, kind) AS akin
    FROM ${t('route_reader')} WHERE ${ordinary} GROUP BY route, width, kind`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('named_reader')} ENGINE = MergeTree ORDER BY who AS
    WITH ${windowDays(scene)} AS window_days, ${common} AS common
    SELECT u.who AS who, u.main_route AS main_route, u.kind AS kind, w.objects AS objects,
      f.n > 0 AND f.n * ${SHARE} >= f.readers AS is_alike, d.spread * 10 >= 3 * window_days AS is_usual, d.steady AS is_steady
    FROM (SELECT who, main_route, length(who) AS width, ${kind} AS kind FROM ${t('wide_reader_use')}) AS u
    INNER JOIN ${t('wide_reader')} AS w ON w.who = u.who
    LEFT JOIN ${t('named_form')} AS f ON f.route = u.main_route AND f.width = u.width AND f.kind = u.kind
    LEFT JOIN ${t('busy_days')} AS d ON d.who = u.who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('named_alike')} ENGINE = MergeTree ORDER BY who AS
    WITH
      (SELECT (countIf(is_steady), countIf(is_steady AND is_alike)) FROM ${t('named_reader')}) AS anywhere,
      of_route AS (
        SELECT main_route, count() AS readers, countIf(NOT is_alike) AS others, countIf(is_steady) AS steady_here,
          countIf(is_steady AND is_alike) AS alike_here, steady_here < ${STAFF} AND alike_here = 0 AS too_few,
          if(too_few, anywhere.2, alike_here) AS steady_alike,
          if(too_few, anywhere.1, steady_here) - steady_alike AS steady_others,
          sumIf(objects, is_usual AND NOT is_alike) AS others_objects, sumIf(objects, is_usual) AS all_objects,
          steady_others >= ${STAFF} AND steady_alike * ${STAFF} <= steady_others AS staff_is_other,
          others * 3 >= readers OR (others >= ${STAFF} AND readers - others < ${PRACTICE}) AS many_are_other,
          others_objects > 0 AND others_objects * 2 >= all_objects AS others_read_most
        FROM ${t('named_reader')} GROUP BY main_route),
      (SELECT groupUniqArray((route, kind)) FROM ${t('named_form')} WHERE akin * ${SHARE} >= readers) AS ordinary_kinds,
      (SELECT groupUniqArray(route) FROM ${t('named_form')} WHERE readers >= ${PRACTICE}) AS much_read
    SELECT who, is_alike AND (staff_is_other OR (many_are_other AND others_read_most)) AS is_member,
      NOT is_alike AND has(much_read, main_route) AND NOT has(ordinary_kinds, (main_route, kind)) AS is_other
    FROM ${t('named_reader')} INNER JOIN of_route USING (main_route)
    WHERE who NOT IN (SELECT toString(session) FROM ${t('session')} WHERE principal = '')`)
}

const LETTERS = sql`lower(if(match(who, '^[A-Za-z][0-9]'), substring(who, 1, 1), extract(who, '^[A-Za-z]{2}')))`

/** The first letters that one of fifty readers at least has. */
const commonLetters = (readers: Sql): Sql => sql`(
  SELECT groupArray(start) FROM (SELECT ${LETTERS} AS start, count() AS n, sum(n) OVER () AS all FROM ${readers} GROUP BY start)
  WHERE n * ${SHARE} >= all)`
