import { type Sql, sql } from '../../engine/sql.ts'
import { dayOf, type Scene } from '../scene.ts'
import { FEW } from './duty-limits.ts'
import { named } from './readers.ts'

/** A thing that one comes back to on so many days is one's own, though others read it, too. */
const HABIT = 3
/** Less is a day and a few trials. */
const SEVERAL = 1.5
/** In a window of so many days, who has a duty is there in its first third and in its last. */
const LONG_WINDOW = 14

const THING = sql`if(account != '', account, object)`

/** What wide readers read and on which days: `wide_thing`, `busy_days`. */
export const writeBusyDays = async (scene: Scene): Promise<void> => {
  const wide = sql`(SELECT who FROM ${scene.derived.table('wide_reader')})`
  await writeThings(scene, wide)
  await writeDays(scene, wide)
}

/** `wide_thing`: what each wide reader read, on how many days, and whether it is known to be another's. */
const writeThings = (scene: Scene, wide: Sql): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_thing')} ENGINE = MergeTree ORDER BY (who, thing) AS
    SELECT who, ${THING} AS thing, uniqExact(${dayOf(scene, sql`at`)}) AS days,
      (days < ${HABIT} OR max(account) != '') AND (who, thing) IN (
        SELECT who, object FROM ${t('object_reader')}
        WHERE is_foreign AND who IN ${wide} AND space IN (SELECT space FROM ${t('owned_route')})) AS is_foreign
    FROM ${t('personal_access')} WHERE ${named} AND ok AND who IN ${wide} GROUP BY who, thing`)
}

/**
 * `busy_days`: how many days an account's reads are spread over, as the inverse of their concentration (Σn)² / Σn² over
 * days: a duty fills its working days alike, a campaign a few of them. `ordinary` days are those on which the account read
 * nothing of others, and a few things or what it comes back to; of an account that has half as many of these as `other`
 * ones, only what it read of others is spread. `peak`: things on its busiest day. Who comes on the same days of the week,
 * week by week, and never on others, is measured by these. `places`: addresses from which it read at least half.
 * `steady`: its things are spread over half of the days (of the working days from Monday to Friday, where it reads on several of
 * these and on no other), and in a long window all but a tenth at either end reach into its
 * first third and its last: a few trials long before are no beginning of a duty.
 */
const writeDays = (scene: Scene, wide: Sql): Promise<void> => {
  const t = scene.derived.table
  const concentration = (n: Sql): Sql => sql`pow(sum(${n}), 2) / greatest(1, sum(${n} * ${n}))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_days')} ENGINE = MergeTree ORDER BY who AS
    WITH
      (SELECT (${dayOf(scene, sql`any(first)`)}, dateDiff('day', ${dayOf(scene, sql`any(first)`)}, ${dayOf(scene, sql`any(last)`)}) + 1) FROM ${t('span')}) AS window,
      reading AS (SELECT who, at, ip, ${THING} AS thing FROM ${t('personal_access')} WHERE session != 0 AND who IN ${wide}),
      day AS (
        SELECT r.who AS who, ${dayOf(scene, sql`r.at`)} AS day, count() AS n, countIf(x.is_foreign) AS f,
          sum(f) OVER (PARTITION BY who) > 0 AS has_foreign, sumMap([r.ip], [toUInt64(1)]) AS ips,
          uniqExactIf(x.thing, x.days > 0) AS things, uniqExactIf(x.thing, x.days > 1) AS again
        FROM reading AS r LEFT JOIN ${t('wide_thing')} AS x ON x.who = r.who AND x.thing = r.thing
        GROUP BY who, day)
    SELECT who, countIf(f = 0 AND (things <= ${FEW} OR again * 2 >= things)) AS ordinary, countIf(f > 0) AS other,
      ordinary > 0 AND ordinary * 2 >= other AS has_own_life, max(things) AS peak, sumMap(ips.1, ips.2) AS reads_from,
      arrayFilter((ip, reads) -> reads * 2 >= arraySum(reads_from.2), reads_from.1, reads_from.2) AS places,
      uniqExactIf(toDayOfWeek(day), f > 0) AS weekdays,
      if(other * 2 >= 3 * weekdays, 7 / greatest(5, weekdays), 1) AS working_week,
      working_week * if(has_own_life, ${concentration(sql`f`)}, ${concentration(sql`n`)}) AS spread,
      arrayMap(part -> dateDiff('day', window.1, part), quantilesExactWeighted(0.1, 0.9)(day, if(has_foreign, f, n))) AS bulk,
      bulk[1] * 3 <= window.2 AND bulk[2] * 3 >= 2 * (window.2 - 1) AS reaches_both_ends,
      arrayCount(i -> toDayOfWeek(window.1 + i) <= 5, range(toUInt64(window.2))) AS working_days,
      if(has_own_life, countIf(f > 0 AND toDayOfWeek(day) > 5), countIf(toDayOfWeek(day) > 5)) = 0 AND spread >= ${SEVERAL} AS works_on_weekdays,
      ifNull(spread * 2 >= if(works_on_weekdays, working_days, window.2) AND (window.2 < ${LONG_WINDOW} OR reaches_both_ends), 0) AS steady
    FROM day GROUP BY who`)
}
