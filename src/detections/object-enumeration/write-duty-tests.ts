import { type Sql, sql } from '../../engine/sql.ts'
import { placeOf } from '../address-block.ts'
import { events, type Scene } from '../scene.ts'
import { FACTOR, named } from './readers.ts'
import { numberOf, seriesOf } from './write-walk-on.ts'

/** Whoever reads so few objects of a route is an ordinary reader, however rare that is. */
const FEW = 5
/** A handful of members who read widely from many places may be one hand's; so many of them, or one in a hundred, are a practice (sellers). */
const PRACTICE = 20
/** So many steady readers show how the accounts of those at work are named. */
const STAFF = 3
/** Nobody at work reads from so many places. */
const MANY_ADDRESSES = 5
/** Peers do not speak for who reads so many times more on a day than any of them on its busiest. */
const HASTE = 3
/** A thing that one comes back to on so many days is one's own, though others read it, too. */
const HABIT = 3
/** In a window of so many days, who has a duty is there in its first third and in its last. */
const LONG_WINDOW = 14
/** So many people nobody is related to. */
const MANY = 3 * FACTOR

/** `reach_test`: one row a wide reader, with the outcome of each test (`t_…`) and all of them as one number (`pattern`). */
export const createReachTest = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('reach_test')} (
      who String, objects UInt64, failures UInt64, days UInt64, peers Int64, t_walk UInt8, t_refusals UInt8, t_span UInt8, others Int64,
      colleagues UInt64, t_peers UInt8, t_addresses UInt8, t_customer UInt8, t_ownership UInt8, t_returns UInt8, pattern UInt32
    ) ENGINE = MergeTree ORDER BY who`)

/**
 * `walk`: whether an account's objects follow one another, by the last number in them; what stands before it names a series. `near` of its `gaps` between numbers are small, `expected` of
 * them by chance; in order of time `steps` of them go up by little, `chance` of them by chance.
 */
export const writeDutyTests = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  const [number, series] = [numberOf(sql`object`), seriesOf(sql`object`)]
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk')} ENGINE = MergeTree ORDER BY who AS
    WITH spacing AS (
      SELECT method, route, series, greatest(1, (quantileExact(0.95)(number) - quantileExact(0.05)(number)) / (0.9 * uniqExact(number))) AS spacing
      FROM (SELECT method, route, ${series} AS series, ${number} AS number FROM (
        SELECT DISTINCT who, method, route, object FROM ${t('personal_access')} WHERE ${named} AND ok AND (method, route) IN (
          SELECT method, route FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide})))
      WHERE number > 0 GROUP BY method, route, series)
    SELECT who, sum(near) AS near, sum(gaps) AS gaps, sum(expected) AS expected, sum(steps) AS steps, sum(chance) AS chance
    FROM (
      SELECT who, arraySort(groupUniqArray(number)) AS ids, any(s.spacing) AS spacing,
        arrayCount(d -> d <= 3 * spacing, arrayPopFront(arrayDifference(ids))) AS near, length(ids) - 1 AS gaps,
        gaps * (1 - exp(-3 * spacing * length(ids) / greatest(1, ids[-1] - ids[1]))) AS expected,
        arrayCount(d -> d > 0 AND d <= 3 * spacing, arrayPopFront(arrayDifference(arrayMap(x -> toInt64(x.2), arraySort(groupArray((first, number))))))) AS steps,
        gaps * least(1, 3 * spacing / greatest(1, ids[-1] - ids[1])) AS chance
      FROM (SELECT who, method, route, ${series} AS series, ${number} AS number, min(at) AS first FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide}
        GROUP BY who, method, route, series, number HAVING number > 0) AS n
      INNER JOIN spacing AS s ON s.method = n.method AND s.route = n.route AND s.series = n.series
      GROUP BY who, n.method, n.route, n.series HAVING length(ids) >= 5)
    GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT if(principal != '', principal, toString(session)) AS who,
      uniqExactIf(toDate(at), personal) AS days, uniqExactIf(${placeOf(sql`src_ip`)}, personal) AS addresses, countIf(NOT personal AND ok) AS other_requests, uniqExactIf(route, NOT personal AND ok) AS other_routes,
      sumMapIf([toString(route)], [toUInt64(1)], personal) AS personal_reads,
      arrayReverseSort((route, reads) -> (reads, route), personal_reads.1, personal_reads.2)[1] AS main_route, count() AS requests,
      other_routes >= 3 AND other_requests * 50 >= requests AS customer,
      who IN (SELECT account FROM ${t('personal_access')} WHERE ok AND account IN ${wide}) AS shown
    FROM (SELECT *, (toString(method), toString(route)) IN (SELECT method, route FROM ${t('route')}) AS personal, status BETWEEN 200 AND 299 AS ok
      FROM ${events(scene)} WHERE kind = 'http' AND session != 0)
    WHERE who IN ${wide} GROUP BY who`)
  await writeBusyDays(scene)
  await writeNamedAlike(scene)
  await writePatterns(scene)
}

/**
 * `named_alike`: whether wide readers are named as the route's ordinary readers are, where clerks have accounts of another form than
 * customers: hardly any of those who read the route steadily is named so (where nobody does, of those who read any), or a third of the
 * wide readers (or three of them, and few are named as customers) are named otherwise, and they have half of what is read on most days. The form is the length, the first letters where these are
 * common, the marks and whether it is digits all; ordinary is one that a fiftieth of the ordinary readers has. `is_other`: named as hardly any ordinary reader is, whatever
 * the length.
 */
const writeNamedAlike = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const letters = sql`lower(if(match(who, '^[A-Za-z][0-9]'), substring(who, 1, 1), extract(who, '^[A-Za-z]{2}')))`
  const ordinary = sql`NOT anonymous AND objects BETWEEN 1 AND ${FEW} AND route IN (SELECT main_route FROM ${t('wide_reader_use')})`
  const common = sql`(
    SELECT groupArray(start) FROM (
      SELECT ${letters} AS start, count() AS n, sum(n) OVER () AS readers FROM ${t('route_reader')} WHERE ${ordinary} GROUP BY start)
    WHERE n * 50 >= readers)`
  const form = sql`(length(who), match(who, '^[0-9]+$'), replaceRegexpAll(who, '[^@.:_-]', ''), if(has(common, ${letters}), ${letters}, ''))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('named_alike')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days, ${common} AS common,
      form AS (
        SELECT route, ${form} AS form, count() AS n, sum(n) OVER (PARTITION BY route) AS readers, sum(n) OVER (PARTITION BY route, tupleElement(form, 2), tupleElement(form, 3), tupleElement(form, 4)) AS akin
        FROM ${t('route_reader')} WHERE ${ordinary} GROUP BY route, form),
      reader AS (
        SELECT u.who AS who, u.main_route AS main_route, f.n > 0 AND f.n * 50 >= f.readers AS is_alike, d.spread * 10 >= 3 * window_days AS is_usual,
          d.steady AS is_steady, w.objects AS objects, u.form AS written
        FROM (SELECT who, main_route, ${form} AS form FROM ${t('wide_reader_use')}) AS u
        INNER JOIN ${t('wide_reader')} AS w ON w.who = u.who
        LEFT JOIN form AS f ON f.route = u.main_route AND f.form = u.form
        LEFT JOIN ${t('busy_days')} AS d ON d.who = u.who),
      (SELECT (countIf(is_steady), countIf(is_steady AND is_alike)) FROM reader) AS anywhere
    SELECT who, is_alike AND (
        (if(steady_here = 0, anywhere.1 - anywhere.2, steady_here - alike_here) >= ${STAFF}
          AND if(steady_here = 0, anywhere.2, alike_here) * ${STAFF} <= if(steady_here = 0, anywhere.1 - anywhere.2, steady_here - alike_here))
        OR ((others * 3 >= readers OR (others >= ${STAFF} AND readers - others < ${PRACTICE})) AND others_objects > 0 AND others_objects * 2 >= all_objects)) AS is_member,
      NOT is_alike AND main_route IN (SELECT route FROM form WHERE readers >= ${PRACTICE}) AND (main_route, tupleElement(written, 2), tupleElement(written, 3), tupleElement(written, 4)) NOT IN (
        SELECT route, tupleElement(form, 2), tupleElement(form, 3), tupleElement(form, 4) FROM form WHERE akin * 50 >= readers) AS is_other
    FROM reader INNER JOIN (
      SELECT main_route, countIf(NOT is_alike) AS others, count() AS readers, countIf(is_steady) AS steady_here, countIf(is_steady AND is_alike) AS alike_here,
        sumIf(objects, is_usual AND NOT is_alike) AS others_objects, sumIf(objects, is_usual) AS all_objects
      FROM reader GROUP BY main_route) AS s USING (main_route)`)
}

/**
 * `wide_thing`: what each wide reader read, on how many days, and whether it is known to be another's.
 * `busy_days`: how many days an account's reads are spread over, as the inverse of their concentration (Σn)² / Σn² over
 * days: a duty fills its working days alike, a campaign a few of them. `ordinary` days are those on which the account read nothing of
 * others, and a few things or what it comes back to; of an account that has half as many of these as `other` ones, only what it read of others is spread.
 * `peak`: things on its busiest day. Who comes on the same days of the week, week by week, and never on others, is measured by these.
 * `steady`: its things are spread over half of the days, and in a long window all but a tenth at
 * either end reach into its first third and its last: a few trials long before are no beginning of a duty.
 */
const writeBusyDays = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  const thing = sql`if(account != '', account, object)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_thing')} ENGINE = MergeTree ORDER BY (who, thing) AS
    SELECT who, ${thing} AS thing, uniqExact(toDate(at)) AS days,
      (days < ${HABIT} OR max(account) != '') AND (who, thing) IN (
        SELECT who, object FROM ${t('object_reader')} WHERE is_foreign AND who IN ${wide} AND space IN (SELECT space FROM ${t('owned_route')})) AS is_foreign
    FROM ${t('personal_access')} WHERE ${named} AND ok AND who IN ${wide} GROUP BY who, thing`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_days')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT (toDate(any(first)), dateDiff('day', any(first), any(last)) + 1) FROM ${t('span')}) AS window
    SELECT who, countIf(f = 0 AND (things <= ${FEW} OR again * 2 >= things)) AS ordinary, countIf(f > 0) AS other,
      ordinary > 0 AND ordinary * 2 >= other AS has_own_life, max(things) AS peak, sumMap(ips.1, ips.2) AS reads_from,
      arrayFilter((ip, reads) -> reads * 2 >= arraySum(reads_from.2), reads_from.1, reads_from.2) AS places, uniqExactIf(toDayOfWeek(day), f > 0) AS weekdays,
      if(other * 2 >= 3 * weekdays, 7 / greatest(5, weekdays), 1) AS working_week,
      working_week * if(has_own_life, pow(sum(f), 2) / greatest(1, sum(f * f)), pow(sum(n), 2) / sum(n * n)) AS spread,
      arrayMap(part -> dateDiff('day', window.1, part), quantilesExactWeighted(0.1, 0.9)(day, if(has_foreign, f, n))) AS bulk,
      spread * 2 >= window.2 AND (window.2 < ${LONG_WINDOW} OR (bulk[1] * 3 <= window.2 AND bulk[2] * 3 >= 2 * (window.2 - 1))) AS steady
    FROM (
      SELECT a.who AS who, toDate(a.at) AS day, count() AS n, countIf(x.is_foreign) AS f, sum(f) OVER (PARTITION BY who) > 0 AS has_foreign,
        sumMap([a.ip], [toUInt64(1)]) AS ips, uniqExactIf(x.thing, x.days > 0) AS things, uniqExactIf(x.thing, x.days > 1) AS again
      FROM (SELECT who, at, ip, ${thing} AS thing FROM ${t('personal_access')} WHERE session != 0 AND who IN ${wide}) AS a
      LEFT JOIN ${t('wide_thing')} AS x ON x.who = a.who AND x.thing = a.thing
      GROUP BY who, day)
    GROUP BY who`)
}

/**
 * A customer has business of its own, or a life of its own beside the reach, or is a member: one of those whose data the routes show, or named as they are. Peers
 * read the same route as widely, steadily or coming back to what they read (trainers to their clients), and are members or not
 * alike: a member is no peer of clerks, while a clerk who looks at other pages too is. Where it is a practice of customers (sellers), being one speaks against nobody who reads no more in haste than they do;
 * nor where members are clerks too (a personnel department): `colleagues`
 * are other members who read the route steadily, in no order, hardly ever refused, from few addresses. Ids in which letters
 * follow digits are no numbers, and nobody walks along them. Who reads far more on one day than any peer ever did has no peers,
 * unless both read at least half of it from one address: wages are paid by one clerk, in two days, from the office. A
 * carrier's addresses, which change, are nobody's desk.
 */
const writePatterns = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const walks = sql`(k.gaps >= 20 AND greatest(k.near - k.expected, k.steps - k.chance) > 0.3 * k.gaps)`
  const hasty = (peers: Sql): Sql =>
    sql`(d.peak > ${HASTE} * arrayMax(arrayMap(x -> x.2, arrayFilter(x -> x.1 != w.who, ${peers})))
      AND NOT hasAny(d.places, arrayFlatten(arrayMap(x -> x.3, arrayFilter(x -> x.1 != w.who, ${peers})))))`
  const use = sql`(SELECT *, shown OR who IN (SELECT who FROM ${t('named_alike')} WHERE is_member) AS is_member, who IN (SELECT who FROM ${t('named_alike')} WHERE is_other) AS is_other FROM ${t('wide_reader_use')})`
  const returned = sql`(
    SELECT who, countIf(days > 1) AS again, count() AS objects, again > ${FEW} AND again * 3 >= objects AS keeps
    FROM ${t('wide_thing')} WHERE is_foreign GROUP BY who)`
  return scene.engine.run(sql`
    INSERT INTO ${t('reach_test')}
    WITH (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days
    SELECT w.who AS who, w.objects AS objects, w.failures AS failures, u.days AS days, p.peers AS peers,
      if(${walks}, 1, 0) AS t_walk,
      multiIf(w.failures <= 1 OR w.failures * 50 < w.reads, 0, w.failures * 10 < w.reads, 1, 2) AS t_refusals,
      multiIf(d.steady, 0, d.spread * 10 >= 3 * window_days, 1, 2) AS t_span,
      p.steady - (t_span = 0 OR b.keeps) AS others,
      if(${hasty(sql`c.clerks`)}, 0, length(arrayFilter(x -> x.1 != w.who, c.clerks))) AS colleagues,
      multiIf(greatest(others, colleagues) < 1 OR ${hasty(sql`arrayConcat(p.peaks, c.clerks)`)}, 0, greatest(others, colleagues) < 4 OR (u.is_member AND t_addresses = 1 AND others < ${PRACTICE} AND others * 100 < o.readers), 1, 2) AS t_peers,
      if(u.addresses >= ${MANY_ADDRESSES}, 1, 0) AS t_addresses,
      (u.is_member OR (NOT u.is_other AND (u.customer OR d.has_own_life))) AND colleagues = 0
        AND NOT (p.steady >= ${PRACTICE} AND p.customers * 10 >= p.steady AND NOT ${hasty(sql`p.peaks`)}) AS t_customer,
      o.ordinary >= 0.9 AND colleagues = 0 AS t_ownership,
      multiIf(b.again * 20 < b.objects, 0, b.again * 3 < b.objects, 1, b.objects >= ${MANY}, 2, 3) AS t_returns,
      t_walk + 2 * (t_refusals + 3 * (t_span + 3 * (t_peers + 3 * (t_addresses + 2 * (t_customer + 2 * (t_ownership + 2 * t_returns)))))) AS pattern
    FROM ${t('wide_reader')} AS w
    LEFT JOIN ${use} AS u ON u.who = w.who
    LEFT JOIN ${t('busy_days')} AS d ON d.who = w.who
    LEFT JOIN ${t('walk')} AS k ON k.who = w.who
    LEFT JOIN ${returned} AS b ON b.who = w.who
    LEFT JOIN (
      SELECT u.main_route AS main_route, u.is_member AS is_member, count() - 1 AS peers, countIf(d.steady OR b.keeps) AS steady,
        countIf((d.steady OR b.keeps) AND (is_member OR u.customer OR d.has_own_life)) AS customers,
        groupArrayIf((u.who, d.peak, d.places), d.steady OR b.keeps) AS peaks
      FROM ${use} AS u INNER JOIN ${t('busy_days')} AS d ON d.who = u.who LEFT JOIN ${returned} AS b ON b.who = u.who GROUP BY main_route, is_member) AS p
      ON p.main_route = u.main_route AND p.is_member = u.is_member
    LEFT JOIN (
      SELECT r.route AS route, groupUniqArray((r.who, d.peak, d.places)) AS clerks
      FROM ${t('route_reader')} AS r INNER JOIN ${use} AS u ON u.who = r.who INNER JOIN ${t('wide_reader')} AS w ON w.who = r.who
      INNER JOIN ${t('busy_days')} AS d ON d.who = r.who LEFT JOIN ${t('walk')} AS k ON k.who = r.who
      WHERE r.objects > ${FEW} AND u.is_member AND u.addresses < ${MANY_ADDRESSES} AND d.steady AND w.failures * 50 < w.reads AND NOT ${walks}
      GROUP BY route) AS c ON c.route = u.main_route
    LEFT JOIN (
      SELECT r.route AS route, countIf(r.n <= ${FEW} OR f.foreign_objects * 10 <= r.n) / count() AS ordinary, count() AS readers
      FROM (
        SELECT who, route, sum(objects) AS n FROM ${t('route_reader')}
        WHERE NOT anonymous AND objects > 0 AND route IN (SELECT main_route FROM ${t('wide_reader_use')}) GROUP BY who, route) AS r
      LEFT JOIN ${t('reach')} AS f ON f.who = r.who
      GROUP BY route) AS o ON o.route = u.main_route`)
}
