import { type Sql, sql } from '../../engine/sql.ts'
import { dayOf, type Scene } from '../scene.ts'
import { FEW, SHORTEST } from './duty-limits.ts'
import { FACTOR, named } from './readers.ts'

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
  await writeDays(scene)
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
 * days: a duty fills its working days alike, a campaign a few of them. What is another's is read of others by a route for one's own
 * things only: to look at a page that everybody sees is none, though its person's address is taken another day. `ordinary` days are those on which the account read
 * nothing of others, and a few things or what it comes back to, but not ten times what the median account reads in all: who looks
 * after so much is at work, though his own customers never look; of an account that has half as many of these as `other`
 * ones, only what it read of others is spread. `keeps_to_own`: the same, however much it reads. `peak`: things on its busiest day. Who comes on the same days of the week,
 * week by week, and never on others, is measured by these. `places`: addresses from which it read at least half.
 * `steady`: its things are spread over half of the days (of the working days from Monday to Friday, where it reads on several of
 * these and on no other), and in a long window all but a tenth at either end reach into its
 * first third and its last: a few trials long before are no beginning of a duty. `short_week`: it comes on one working day alone, where a
 * window with a weekend has fewer of these than days that a span is told by. Who reads enough of others without his
 * busiest day to be looked at, steadily, on three days or more, and spent that day at one of the `places` of the rest, is
 * measured as if it were no busier than the next (`busy_rest`): what is done there once a term says nothing about what is done day by day.
 */
const writeDays = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const window = sql`(SELECT (${dayOf(scene, sql`any(first)`)}, dateDiff('day', ${dayOf(scene, sql`any(first)`)}, ${dayOf(scene, sql`any(last)`)}) + 1) FROM ${t('span')})`
  const given = sql`${window} AS window, ${FACTOR} * (SELECT greatest(1, quantileExact(0.5)(objects)) FROM ${t('reach')}) AS extraordinary`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_day')} ENGINE = MergeTree ORDER BY (who, day) AS
    WITH reading AS (
      SELECT who, at, ip, ${THING} AS thing, (method, route) IN (SELECT method, route FROM ${t('owned_route')}) AS owned
      FROM ${t('personal_access')} WHERE session != 0 AND who IN (SELECT who FROM ${t('wide_reader')}))
    SELECT who, day, n, f, ips, things, again, sum(f) OVER (PARTITION BY who) > 0 AS has_foreign,
      row_number() OVER (PARTITION BY who ORDER BY things DESC, day) = 1 AS is_busiest
    FROM (
      SELECT r.who AS who, ${dayOf(scene, sql`r.at`)} AS day, count() AS n, countIf(x.is_foreign AND r.owned) AS f, sumMap([r.ip], [toUInt64(1)]) AS ips,
        uniqExactIf(x.thing, x.days > 0) AS things, uniqExactIf(x.thing, x.days > 1) AS again
      FROM reading AS r LEFT JOIN ${t('wide_thing')} AS x ON x.who = r.who AND x.thing = r.thing GROUP BY who, day)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_rest')} ENGINE = MergeTree ORDER BY who AS
    WITH ${given}
    SELECT r.* FROM ${measured(asTheNext(t('busy_day')))} AS r
    INNER JOIN (SELECT who, ips FROM ${t('busy_day')} WHERE is_busiest) AS b ON b.who = r.who
    WHERE r.steady AND r.foreign >= ${FACTOR} AND r.foreign_days >= ${HABIT} AND hasAny(r.places, ${mostly(sql`b.ips`)})`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_days')} ENGINE = MergeTree ORDER BY who AS
    WITH ${given}
    SELECT * FROM ${t('busy_rest')}
    UNION ALL SELECT * FROM ${measured(t('busy_day'))} WHERE who NOT IN (SELECT who FROM ${t('busy_rest')})`)
}

/** The days with the busiest one for no more than the next, from no address: it says that somebody was there, and not how much he does. */
const asTheNext = (days: Sql): Sql => sql`(
    SELECT d.who AS who, d.day AS day, least(d.n, r.n) AS n, least(d.f, r.f) AS f, d.again AS again, d.has_foreign AS has_foreign, d.is_busiest AS is_busiest,
      if(d.is_busiest, (emptyArrayString(), emptyArrayUInt64()), d.ips) AS ips, least(d.things, r.things) AS things
    FROM ${days} AS d
    INNER JOIN (SELECT who, max(n) AS n, max(f) AS f, max(things) AS things FROM ${days} WHERE NOT is_busiest GROUP BY who) AS r ON r.who = d.who)`

const concentration = (n: Sql): Sql => sql`pow(sum(${n}), 2) / greatest(1, sum(${n} * ${n}))`

/** Addresses from which at least half was read, of (addresses, reads from each). */
const mostly = (ips: Sql): Sql => sql`arrayFilter((ip, reads) -> reads * 2 >= arraySum(${ips}.2), ${ips}.1, ${ips}.2)`

const measured = (days: Sql): Sql => sql`(
    SELECT who, countIf(f = 0 AND (things <= ${FEW} OR (again * 2 >= things AND things < extraordinary))) AS ordinary, countIf(f > 0) AS other, sumIf(f, NOT is_busiest) AS foreign, countIf(f > 0 AND NOT is_busiest) AS foreign_days,
      countIf(f = 0 AND (things <= ${FEW} OR again * 2 >= things)) AS own_days, own_days > 0 AND own_days * 2 >= other AS keeps_to_own,
      ordinary > 0 AND ordinary * 2 >= other AS has_own_life, max(things) AS peak, sumMap(ips.1, ips.2) AS reads_from,
      ${mostly(sql`reads_from`)} AS places,
      uniqExactIf(toDayOfWeek(day), f > 0) AS weekdays,
      if(other * 2 >= 3 * weekdays, 7 / greatest(5, weekdays), 1) AS working_week,
      working_week * if(has_own_life, ${concentration(sql`f`)}, ${concentration(sql`n`)}) AS spread,
      arrayMap(part -> dateDiff('day', window.1, part), quantilesExactWeighted(0.1, 0.9)(day, if(has_foreign, f, n))) AS bulk,
      bulk[1] * 3 <= window.2 AND bulk[2] * 3 >= 2 * (window.2 - 1) AS reaches_both_ends,
      arrayCount(i -> toDayOfWeek(window.1 + i) <= 5, range(toUInt64(window.2))) AS working_days,
      if(has_own_life, countIf(f > 0 AND toDayOfWeek(day) > 5), countIf(toDayOfWeek(day) > 5)) = 0 AS only_weekdays,
      only_weekdays AND spread < ${SEVERAL} AND working_days < ${SHORTEST} AND working_days < window.2 AS short_week,
      only_weekdays AND (spread >= ${SEVERAL} OR short_week) AS works_on_weekdays,
      ifNull(spread * 2 >= if(works_on_weekdays, working_days, window.2) AND (window.2 < ${LONG_WINDOW} OR reaches_both_ends), 0) AS steady
    FROM ${days} GROUP BY who)`
