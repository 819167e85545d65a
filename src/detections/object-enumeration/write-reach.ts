import { sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'

/** An account is looked at when it read at least this many objects of others… */
const LEAST_FOREIGN = 3
/** …and this many times as many objects as the median account. */
const FACTOR = 10
/** Objects that belong to people have one ordinary reader each, or hardly more. */
const READERS_OF_OWNED = 1.2
/** Whoever reads so few objects of a route is an ordinary reader, however rare that is. */
const FEW = 5

/** A handful of members who read widely from many places may be one hand's; so many of them, or one in a hundred, are a practice (sellers). */
const PRACTICE = 20
/** Nobody at work reads from so many places. */
const MANY_ADDRESSES = 5

/** Requests of known readers that name an object. */
const named = sql`(session != 0 AND object != '')`

/**
 * `reach`: per account the objects of others that it read with success. An object that is an account id is foreign when
 * it is not the reader's. Any other object is foreign to a reader when somebody reads it who reads at most half as many
 * objects of the route: its owner, while the wide reader is a stranger to it. Routes whose objects have many ordinary
 * readers (pages, goods) are nobody's.
 * `reach_test`: the accounts of extraordinary reach with their outcome of every duty test.
 */
export const writeReach = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach')} ENGINE = MergeTree ORDER BY who AS
    SELECT who,
      uniqExactIf(if(subject = 'account', account, object), ok AND NOT (subject = 'account' AND account = who)
        AND (subject != 'owned' OR (method, route) IN (SELECT method, route FROM ${t('owned_route')}))) AS objects,
      countIf(ok) AS reads, countIf(NOT ok) AS failures
    FROM ${t('personal_access')} WHERE ${named} GROUP BY who`)
  await writeWideReaders(scene)
  await writeTests(scene)
}

/**
 * `owned_route`: routes whose objects have hardly more than one ordinary reader each; ordinary is who reads no more of the
 * route than 99 % of its readers.
 */
export const writeOwnedRoutes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const readers = sql`(
    SELECT who, method, route, objects, objects <= ordinary AS is_ordinary FROM ${t('route_reader')} AS w
    INNER JOIN (
      SELECT method, route, greatest(${FEW}, quantileExact(0.99)(objects)) AS ordinary
      FROM ${t('route_reader')} WHERE NOT anonymous AND objects > 0 AND subject = 'owned' GROUP BY method, route) AS l USING (method, route)
    WHERE NOT anonymous AND objects > 0)`
  await scene.engine.run(sql`
    INSERT INTO ${t('owned_route')}
    SELECT method, route
    FROM (SELECT method, route, sum(objects) AS readings FROM ${readers} WHERE is_ordinary GROUP BY method, route) AS r
    INNER JOIN (
      SELECT method, route, uniqExact(object) AS objects FROM ${t('personal_access')}
      WHERE ${named} AND ok AND subject = 'owned' AND (who, method, route) NOT IN (SELECT who, method, route FROM ${readers} WHERE NOT is_ordinary)
      GROUP BY method, route) AS o USING (method, route)
    WHERE readings / objects <= ${READERS_OF_OWNED}`)
}

/** `far_reader`: accounts of extraordinary reach; `wide_reader`: those of them who read objects of others. */
const writeWideReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('far_reader')}
    WITH (SELECT quantileExact(0.5)(objects) FROM ${t('reach')}) AS median
    SELECT who, objects, reads, failures FROM ${t('reach')} WHERE objects >= ${FACTOR} * greatest(median, 1)`)
  const owned = sql`(${named} AND ok AND subject = 'owned' AND (method, route) IN (SELECT method, route FROM ${t('owned_route')}))`
  const far = sql`(SELECT who FROM ${t('far_reader')})`
  const isAnyFar = sql`(SELECT count() > 0 FROM ${t('far_reader')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('narrowest_reader')} ENGINE = MergeTree ORDER BY (method, route, object) AS
    SELECT a.method AS method, a.route AS route, a.object AS object, min(w.objects) AS reach
    FROM (
      SELECT who, method, route, object FROM ${t('personal_access')} WHERE ${isAnyFar} AND ${owned} AND (method, route, object) IN (
        SELECT method, route, object FROM ${t('personal_access')} WHERE ${owned} AND who IN ${far})) AS a
    INNER JOIN (SELECT who, method, route, objects FROM ${t('route_reader')} WHERE ${isAnyFar} AND NOT anonymous) AS w ON w.who = a.who AND w.method = a.method AND w.route = a.route
    GROUP BY method, route, object`)
  await scene.engine.run(sql`
    INSERT INTO ${t('wide_reader')}
    SELECT f.who, f.objects, f.reads, f.failures FROM ${t('far_reader')} AS f INNER JOIN (
      SELECT a.who AS who, uniqExactIf(if(a.subject = 'account', a.account, a.object),
        (a.subject = 'account' AND a.account != a.who) OR (n.reach > 0 AND n.reach * 2 <= w.objects)) AS foreign_objects
      FROM (SELECT who, method, route, object, account, subject FROM ${t('personal_access')} WHERE ${named} AND ok AND who IN ${far}) AS a
      LEFT JOIN ${t('narrowest_reader')} AS n ON n.method = a.method AND n.route = a.route AND n.object = a.object
      LEFT JOIN (SELECT who, method, route, objects FROM ${t('route_reader')} WHERE NOT anonymous AND who IN ${far}) AS w
        ON w.who = a.who AND w.method = a.method AND w.route = a.route
      GROUP BY who) AS o ON o.who = f.who
    WHERE o.foreign_objects >= ${LEAST_FOREIGN}`)
}

/**
 * `walk`: whether an account's objects follow one another. `near` of its `gaps` between numbers are small, `expected` of
 * them by chance; in order of time `steps` of them go up by little, `chance` of them by chance.
 */
const writeTests = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  const number = sql`if(match(object, '[0-9][A-Za-z]'), 0, toUInt64OrZero(substring(replaceRegexpAll(object, '[^0-9]', ''), 1, 18)))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT groupArray((method, route, spacing)) FROM (
      SELECT method, route, greatest(1, (quantileExact(0.95)(number) - quantileExact(0.05)(number)) / (0.9 * uniqExact(number))) AS spacing
      FROM (SELECT method, route, ${number} AS number FROM (
        SELECT DISTINCT who, method, route, object FROM ${t('personal_access')} WHERE ${named} AND ok AND (method, route) IN (
          SELECT method, route FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide})))
      WHERE number > 0 GROUP BY method, route)) AS spacings
    SELECT who, sum(near) AS near, sum(gaps) AS gaps, sum(expected) AS expected, sum(steps) AS steps, sum(chance) AS chance
    FROM (
      SELECT who, method, route, arraySort(groupUniqArray(number)) AS ids,
        arrayFirst(s -> s.1 = method AND s.2 = route, spacings).3 AS spacing,
        arrayCount(d -> d <= 3 * spacing, arrayPopFront(arrayDifference(ids))) AS near, length(ids) - 1 AS gaps,
        gaps * (1 - exp(-3 * spacing * length(ids) / greatest(1, ids[-1] - ids[1]))) AS expected,
        arrayCount(d -> d > 0 AND d <= 3 * spacing, arrayPopFront(arrayDifference(arrayMap(x -> toInt64(x.2), arraySort(groupArray((first, number))))))) AS steps,
        gaps * least(1, 3 * spacing / greatest(1, ids[-1] - ids[1])) AS chance
      FROM (SELECT who, method, route, ${number} AS number, min(at) AS first FROM ${t('personal_access')} WHERE ${named} AND who IN ${wide}
        GROUP BY who, method, route, number)
      WHERE number > 0 GROUP BY who, method, route HAVING length(ids) >= 5)
    GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT if(principal != '', principal, toString(session)) AS who,
      uniqExactIf(toDate(at), personal) AS days, uniqExactIf(src_ip, personal) AS addresses, countIf(NOT personal AND ok) AS other_requests, uniqExactIf(route, NOT personal AND ok) AS other_routes,
      topKIf(1)(route, personal)[1] AS main_route, count() AS requests,
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
 * `named_alike`: wide readers named as the route's ordinary readers are, where clerks have accounts of another form than
 * customers: a third of the wide readers have, and they have half of what is read on most days. The form is the length,
 * the first letters, the marks and whether it is digits all; ordinary is one that a fiftieth of the ordinary readers has.
 */
const writeNamedAlike = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const form = sql`(length(who), match(who, '^[0-9]+$'), replaceRegexpAll(who, '[^@.:_-]', ''), lower(extract(who, '^[A-Za-z]{2}')))`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('named_alike')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days,
      form AS (
        SELECT route, ${form} AS form, count() AS n, sum(n) OVER (PARTITION BY route) AS readers FROM ${t('route_reader')}
        WHERE NOT anonymous AND objects BETWEEN 1 AND ${FEW} AND route IN (SELECT main_route FROM ${t('wide_reader_use')}) GROUP BY route, form),
      reader AS (
        SELECT u.who AS who, u.main_route AS main_route, f.n > 0 AND f.n * 50 >= f.readers AS is_alike, d.spread * 10 >= 3 * window_days AS is_usual, w.objects AS objects
        FROM (SELECT who, main_route, ${form} AS form FROM ${t('wide_reader_use')}) AS u
        INNER JOIN ${t('wide_reader')} AS w ON w.who = u.who
        LEFT JOIN form AS f ON f.route = u.main_route AND f.form = u.form
        LEFT JOIN ${t('busy_days')} AS d ON d.who = u.who)
    SELECT who FROM reader INNER JOIN (
      SELECT main_route, countIf(NOT is_alike) AS others, count() AS readers,
        sumIf(objects, is_usual AND NOT is_alike) AS others_objects, sumIf(objects, is_usual) AS all_objects
      FROM reader GROUP BY main_route) AS s USING (main_route)
    WHERE is_alike AND others * 3 >= readers AND others_objects > 0 AND others_objects * 2 >= all_objects`)
}

/**
 * `busy_days`: how many days an account's reads are spread over, as the inverse of their concentration
 * (Σn)² / Σn² over days: a duty fills its working days alike, a campaign a few of them.
 */
const writeBusyDays = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('busy_days')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, pow(sum(n), 2) / sum(n * n) AS spread FROM (
      SELECT who, toDate(at) AS day, count() AS n
      FROM ${t('personal_access')} WHERE session != 0 AND who IN (SELECT who FROM ${t('wide_reader')}) GROUP BY who, day)
    GROUP BY who`)
}

/**
 * A customer has business of its own, or is a member: one of those whose data the routes show, or named as they are. Peers
 * read the same route as widely, and are members or not alike: a member is no peer of clerks, while a clerk who looks at
 * other pages too is. Where members are clerks too (a personnel department), being one speaks against nobody: `colleagues`
 * are other members who read the route steadily, in no order, hardly ever refused, from few addresses. Ids in which letters
 * follow digits are no numbers, and nobody walks along them.
 */
const writePatterns = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const walks = sql`(k.gaps >= 20 AND greatest(k.near - k.expected, k.steps - k.chance) > 0.3 * k.gaps)`
  const use = sql`(SELECT *, shown OR who IN (SELECT who FROM ${t('named_alike')}) AS is_member FROM ${t('wide_reader_use')})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach_test')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days
    SELECT w.who AS who, w.objects AS objects, w.failures AS failures, u.days AS days, p.peers AS peers,
      if(${walks}, 1, 0) AS t_walk,
      multiIf(w.failures * 50 < w.reads, 0, w.failures * 10 < w.reads, 1, 2) AS t_refusals,
      multiIf(d.spread * 10 >= 5 * window_days, 0, d.spread * 10 >= 3 * window_days, 1, 2) AS t_span,
      p.steady - (t_span = 0) AS others,
      length(arrayFilter(one -> one != w.who, c.clerks)) AS colleagues,
      multiIf(greatest(others, colleagues) < 1, 0, greatest(others, colleagues) < 4 OR (u.is_member AND t_addresses = 1 AND others < ${PRACTICE} AND others * 100 < o.readers), 1, 2) AS t_peers,
      if(u.addresses >= ${MANY_ADDRESSES}, 1, 0) AS t_addresses,
      (u.customer OR u.is_member) AND colleagues = 0 AS t_customer,
      o.ordinary >= 0.9 AND colleagues = 0 AS t_ownership,
      t_walk + 2 * (t_refusals + 3 * (t_span + 3 * (t_peers + 3 * (t_addresses + 2 * (t_customer + 2 * t_ownership))))) AS pattern
    FROM ${t('wide_reader')} AS w
    LEFT JOIN ${use} AS u ON u.who = w.who
    LEFT JOIN ${t('busy_days')} AS d ON d.who = w.who
    LEFT JOIN ${t('walk')} AS k ON k.who = w.who
    LEFT JOIN (
      SELECT u.main_route AS main_route, u.is_member AS is_member, count() - 1 AS peers, countIf(d.spread * 10 >= 5 * window_days) AS steady
      FROM ${use} AS u INNER JOIN ${t('busy_days')} AS d ON d.who = u.who GROUP BY main_route, is_member) AS p
      ON p.main_route = u.main_route AND p.is_member = u.is_member
    LEFT JOIN (
      SELECT r.route AS route, groupUniqArray(r.who) AS clerks
      FROM ${t('route_reader')} AS r INNER JOIN ${use} AS u ON u.who = r.who INNER JOIN ${t('wide_reader')} AS w ON w.who = r.who
      INNER JOIN ${t('busy_days')} AS d ON d.who = r.who LEFT JOIN ${t('walk')} AS k ON k.who = r.who
      WHERE r.objects > ${FEW} AND u.is_member AND u.addresses < ${MANY_ADDRESSES} AND d.spread * 10 >= 5 * window_days AND w.failures * 50 < w.reads AND NOT ${walks}
      GROUP BY route) AS c ON c.route = u.main_route
    LEFT JOIN (
      SELECT route, countIf(objects <= ${FEW}) / count() AS ordinary, count() AS readers
      FROM (
        SELECT who, route, uniqExact(object) AS objects FROM ${t('personal_access')}
        WHERE ${named} AND ok AND route IN (SELECT main_route FROM ${t('wide_reader_use')}) GROUP BY who, route)
      GROUP BY route) AS o ON o.route = u.main_route`)
}
