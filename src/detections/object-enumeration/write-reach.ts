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

/**
 * `reach`: per account the objects of others that it read with success. An object that is an account id is foreign when
 * it is not the reader's. Any other object is foreign to a reader when somebody reads it who reads at most half as many
 * objects of the route: its owner, while the wide reader is a stranger to it. Routes whose objects have many ordinary
 * readers (pages, goods) are nobody's.
 * `reach_test`: the accounts of extraordinary reach with their outcome of every duty test.
 */
export const writeReach = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const who = sql`if(principal != '', principal, toString(session))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('object_read')} ENGINE = MergeTree ORDER BY (who, method, route, object) AS
    SELECT ${who} AS who, method, route, object, any(account) AS account, any(subject) AS subject, countIf(ok) AS reads, count() - reads AS failures,
      uniqExact(toDate(at)) AS days, min(at) AS first
    FROM ${t('personal_access')} WHERE session != 0 AND object != '' GROUP BY who, method, route, object`)
  await writeReaders(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach')} ENGINE = MergeTree ORDER BY who AS
    SELECT o.who AS who,
      uniqExactIf(if(o.subject = 'account', o.account, o.object), o.reads > 0 AND o.subject != 'nobody' AND NOT (o.subject = 'account' AND o.account = o.who)) AS objects,
      uniqExactIf(if(o.subject = 'account', o.account, o.object), o.reads > 0 AND (
        (o.subject = 'account' AND o.account != o.who) OR (o.subject = 'owned' AND r.narrowest != o.who AND r.narrowest_reach * 2 <= w.objects))) AS foreign_objects,
      sum(o.reads) AS reads, sum(o.failures) AS failures
    FROM (SELECT * REPLACE (if(subject = 'owned' AND (method, route) NOT IN (SELECT method, route FROM ${t('owned_route')}), 'nobody', subject) AS subject) FROM ${t('object_read')}) AS o
    LEFT JOIN ${t('object_reader')} AS r ON r.method = o.method AND r.route = o.route AND r.object = o.object
    LEFT JOIN ${t('route_reader')} AS w ON w.who = o.who AND w.method = o.method AND w.route = o.route
    GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT quantileExact(0.5)(objects) FROM ${t('reach')}) AS median
    SELECT who, objects, reads, failures FROM ${t('reach')}
    WHERE foreign_objects >= ${LEAST_FOREIGN} AND objects >= ${FACTOR} * greatest(median, 1)`)
  await writeOwners(scene)
  await writeTests(scene)
}

/** `route_reader`: objects per account and route; `object_reader`: narrowest reader of each object; `owned_route`. */
const writeReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('route_reader')} ENGINE = MergeTree ORDER BY (who, method, route) AS
    SELECT who, method, route, count() AS objects FROM ${t('object_read')} WHERE reads > 0 GROUP BY who, method, route`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('object_reader')} ENGINE = MergeTree ORDER BY (method, route, object) AS
    SELECT o.method AS method, o.route AS route, o.object AS object, argMin(o.who, (w.objects, o.who)) AS narrowest, min(w.objects) AS narrowest_reach,
      countIf(w.objects <= l.ordinary) AS ordinary_readers
    FROM (SELECT who, method, route, object FROM ${t('object_read')} WHERE reads > 0) AS o
    INNER JOIN ${t('route_reader')} AS w ON w.who = o.who AND w.method = o.method AND w.route = o.route
    INNER JOIN (
      SELECT method, route, greatest(${FEW}, quantileExact(0.99)(objects)) AS ordinary FROM ${t('route_reader')} GROUP BY method, route
    ) AS l ON l.method = o.method AND l.route = o.route
    GROUP BY method, route, object`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('owned_route')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route FROM ${t('object_reader')} WHERE ordinary_readers > 0 GROUP BY method, route HAVING avg(ordinary_readers) <= ${READERS_OF_OWNED}`)
}

/** `owner`: the account with the most days (then reads) on an object, wide readers left out. */
const writeOwners = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('owner')} ENGINE = MergeTree ORDER BY object AS
    SELECT object, argMax(who, (days, reads, who)) AS owner, uniqExact(who) AS readers
    FROM ${t('object_read')} WHERE reads > 0 AND subject = 'owned' AND (method, route) IN (SELECT method, route FROM ${t('owned_route')}) AND who NOT IN (SELECT who FROM ${t('wide_reader')})
    GROUP BY object`)
}

const writeTests = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const number = sql`toUInt64OrZero(substring(replaceRegexpAll(object, '[^0-9]', ''), 1, 18))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT groupArray((method, route, spacing)) FROM (
      SELECT method, route, greatest(1, (quantileExact(0.95)(number) - quantileExact(0.05)(number)) / (0.9 * uniqExact(number))) AS spacing
      FROM (SELECT method, route, ${number} AS number FROM ${t('object_read')} WHERE reads > 0) WHERE number > 0 GROUP BY method, route)) AS spacings
    SELECT who, sum(near) AS near, sum(gaps) AS gaps, sum(expected) AS expected
    FROM (
      SELECT who, method, route, arraySort(groupUniqArray(number)) AS ids,
        arrayFirst(s -> s.1 = method AND s.2 = route, spacings).3 AS spacing,
        arrayCount(d -> d <= 3 * spacing, arrayPopFront(arrayDifference(ids))) AS near, length(ids) - 1 AS gaps,
        gaps * (1 - exp(-3 * spacing * length(ids) / greatest(1, ids[-1] - ids[1]))) AS expected
      FROM (SELECT who, method, route, ${number} AS number FROM ${t('object_read')} WHERE who IN (SELECT who FROM ${t('wide_reader')}))
      WHERE number > 0 GROUP BY who, method, route HAVING length(ids) >= 5)
    GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT if(principal != '', principal, toString(session)) AS who,
      uniqExactIf(toDate(at), personal) AS days, uniqExactIf(src_ip, personal) AS addresses, countIf(NOT personal AND ok) AS other_requests, uniqExactIf(route, NOT personal AND ok) AS other_routes,
      topKIf(1)(route, personal)[1] AS main_route, count() AS requests
    FROM (SELECT *, (toString(method), toString(route)) IN (SELECT method, route FROM ${t('route')}) AS personal, status BETWEEN 200 AND 299 AS ok
      FROM ${events(scene)} WHERE kind = 'http' AND session != 0)
    WHERE who IN (SELECT who FROM ${t('wide_reader')}) GROUP BY who`)
  await writeBusyDays(scene)
  await writePatterns(scene)
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
      SELECT if(principal != '', principal, toString(session)) AS who, toDate(at) AS day, count() AS n
      FROM ${t('personal_access')} WHERE session != 0 AND who IN (SELECT who FROM ${t('wide_reader')}) GROUP BY who, day)
    GROUP BY who`)
}

const writePatterns = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reach_test')} ENGINE = MergeTree ORDER BY who AS
    WITH (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days
    SELECT w.who AS who, w.objects AS objects, w.failures AS failures, u.days AS days, p.peers AS peers,
      if(k.gaps >= 20 AND k.near - k.expected > 0.3 * k.gaps, 1, 0) AS t_walk,
      multiIf(w.failures * 50 < w.reads, 0, w.failures * 10 < w.reads, 1, 2) AS t_refusals,
      multiIf(d.spread * 10 >= 5 * window_days, 0, d.spread * 10 >= 3 * window_days, 1, 2) AS t_span,
      multiIf(p.steady - (t_span = 0) < 1, 0, p.steady - (t_span = 0) < 4, 1, 2) AS t_peers,
      if(u.addresses >= 5, 1, 0) AS t_addresses,
      if(u.other_routes >= 3 AND u.other_requests * 50 >= u.requests, 1, 0) AS t_customer,
      if(o.ordinary >= 0.9, 1, 0) AS t_ownership,
      t_walk + 2 * (t_refusals + 3 * (t_span + 3 * (t_peers + 3 * (t_addresses + 2 * (t_customer + 2 * t_ownership))))) AS pattern
    FROM ${t('wide_reader')} AS w
    LEFT JOIN ${t('wide_reader_use')} AS u ON u.who = w.who
    LEFT JOIN ${t('busy_days')} AS d ON d.who = w.who
    LEFT JOIN ${t('walk')} AS k ON k.who = w.who
    LEFT JOIN (
      SELECT u.main_route AS main_route, count() - 1 AS peers, countIf(d.spread * 10 >= 5 * window_days) AS steady
      FROM ${t('wide_reader_use')} AS u INNER JOIN ${t('busy_days')} AS d ON d.who = u.who GROUP BY main_route) AS p ON p.main_route = u.main_route
    LEFT JOIN (
      SELECT route, countIf(objects <= ${FEW}) / count() AS ordinary
      FROM (SELECT who, route, uniqExactIf(object, reads > 0) AS objects FROM ${t('object_read')} GROUP BY who, route HAVING objects > 0)
      GROUP BY route) AS o ON o.route = u.main_route`)
}
