import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import type { Scene } from '../scene.ts'
import { FEW, PRACTICE } from './duty-limits.ts'
import { FACTOR } from './readers.ts'
import { writeBusyDays } from './write-busy-days.ts'
import { writeNamedAlike } from './write-named-alike.ts'
import { writeUses } from './write-uses.ts'
import { writeWalks } from './write-walks.ts'

/** Nobody at work reads from so many places. */
const MANY_ADDRESSES = 5
/** Peers do not speak for who reads so many times more on a day than any of them on its busiest. */
const HASTE = 3
/** So many people nobody is related to. */
const MANY = 3 * FACTOR

/** `reach_test`: one row a wide reader, with the outcome of each test (`t_…`) and all of them as one number (`pattern`). */
export const createReachTest = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('reach_test')} (
      who String, objects UInt64, failures UInt64, days UInt64, peers Int64, t_walk UInt8, t_refusals UInt8, t_span UInt8, others Int64,
      colleagues UInt64, t_peers UInt8, t_addresses UInt8, t_customer UInt8, t_ownership UInt8, t_returns UInt8, pattern UInt32
    ) ENGINE = MergeTree ORDER BY who`)

const blocksOf = (places: Sql): Sql => sql`arrayMap(place -> ${blockOf(sql`place`)}, ${places})`

/** What is known of the wide readers, table by table, and from it the outcomes of the tests. */
export const writeDutyTests = async (scene: Scene): Promise<void> => {
  await writeWalks(scene)
  await writeUses(scene)
  await writeBusyDays(scene)
  await writeNamedAlike(scene)
  await writeOutcomes(scene)
}

/**
 * A customer has business of its own, or a life of its own beside the reach, or is a member: one of those whose data the
 * routes show, or named as they are. Where it is a practice of customers (sellers), being one speaks against nobody who
 * reads no more in haste than they do; nor where members are clerks too (a personnel department). Ids in which letters
 * follow digits are no numbers, and nobody walks along them. Who reads far more on one day than any peer ever did has no
 * peers, unless both read at least half of it from one address: wages are paid by one clerk, in two days, from the office.
 * A carrier's addresses, which change, are nobody's desk.
 */
const writeOutcomes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    INSERT INTO ${t('reach_test')}
    WITH
      (SELECT dateDiff('day', any(first), any(last)) + 1 FROM ${t('span')}) AS window_days,
      reader AS ${readers(scene)},
      peers AS ${PEERS},
      clerks AS ${clerks(scene)},
      route_habit AS ${routeHabits(scene)}
    SELECT r.who AS who, r.objects AS objects, r.failures AS failures, r.days AS days, p.peers AS peers,
      if(r.walks, 1, 0) AS t_walk,
      multiIf(r.failures <= 1 OR r.failures * 50 < r.reads, 0, r.failures * 10 < r.reads, 1, 2) AS t_refusals,
      multiIf(r.steady, 0, r.spread * 10 >= 3 * window_days, 1, 2) AS t_span,
      p.steady - r.keeps_on AS others,
      if(${hastierThan(sql`c.clerks`)} OR ${UNLIKE_CLERKS}, 0, length(arrayFilter(x -> x.1 != r.who, c.clerks))) AS colleagues,
      multiIf(
        greatest(others, colleagues) < 1 OR ${hastierThan(sql`arrayConcat(p.peaks, c.clerks)`)}, 0,
        greatest(others, colleagues) < 4 OR (r.is_member AND NOT ${IN_A_PRACTICE} AND ${UNLIKE_CLERKS}) OR (r.is_member AND t_addresses = 1 AND others < ${PRACTICE} AND others * 100 < h.readers), 1,
        2) AS t_peers,
      if(r.addresses >= ${MANY_ADDRESSES}, 1, 0) AS t_addresses,
      (r.is_member OR (NOT r.is_other AND r.has_own_business)) AND colleagues = 0 AND NOT ${IN_A_PRACTICE} AS t_customer,
      h.ordinary >= 0.9 AND colleagues = 0 AS t_ownership,
      multiIf(r.again * 20 < r.foreign_things, 0, r.again * 3 < r.foreign_things, 1, r.foreign_things >= ${MANY}, 2, 3) AS t_returns,
      t_walk + 2 * (t_refusals + 3 * (t_span + 3 * (t_peers + 3 * (t_addresses + 2 * (t_customer + 2 * (t_ownership + 2 * t_returns)))))) AS pattern
    FROM reader AS r
    LEFT JOIN peers AS p ON p.main_route = r.main_route AND p.is_member = r.is_member
    LEFT JOIN clerks AS c ON c.route = r.main_route
    LEFT JOIN route_habit AS h ON h.route = r.main_route`)
}

/** Whether a reader reads in more haste than each of `peers`, (who, peak, places), and from none of their places. */
const hastierThan = (peers: Sql): Sql => {
  const others = sql`arrayFilter(x -> x.1 != r.who, ${peers})`
  return sql`(r.peak > ${HASTE} * arrayMax(arrayMap(x -> x.2, ${others})) AND NOT hasAny(r.places, arrayFlatten(arrayMap(x -> x.3, ${others}))))`
}

/**
 * Who is not there all the time is no colleague of those who are, where he reads from more places than anybody at work does,
 * or where most of them have their desks in networks with others of them, and he reads from none of these. Where he is a member, they do not vouch for him as peers either, unless it is a practice of
 * customers.
 */
const UNLIKE_CLERKS = sql`(NOT r.keeps_on AND (r.addresses >= ${MANY_ADDRESSES} OR (c.at_desks * 2 > length(c.clerks) AND NOT hasAny(c.desks, ${blocksOf(sql`r.places`)}))))`

/** So many customers read the route as steadily that it is a practice of theirs, and the reader keeps to their pace. */
const IN_A_PRACTICE = sql`(p.steady >= ${PRACTICE} AND p.customers * 10 >= p.steady AND NOT ${hastierThan(sql`p.peaks`)})`

/**
 * One row a wide reader, with all that the tables hold of it. It `keeps` to things of others when it comes back on another
 * day to a third of them, six or more (trainers to their clients).
 */
const readers = (scene: Scene): Sql => {
  const t = scene.derived.table
  const named = (how: Sql): Sql => sql`u.who IN (SELECT who FROM ${t('named_alike')} WHERE ${how})`
  const returned = sql`(
    SELECT who, countIf(days > 1) AS again, count() AS things, again > ${FEW} AND again * 3 >= things AS keeps
    FROM ${t('wide_thing')} WHERE is_foreign GROUP BY who)`
  return sql`(
    SELECT w.who AS who, w.objects AS objects, w.reads AS reads, w.failures AS failures,
      u.days AS days, u.addresses AS addresses, u.main_route AS main_route,
      u.shown OR ${named(sql`is_member`)} AS is_member, ${named(sql`is_other`)} AS is_other, u.customer OR d.has_own_life AS has_own_business,
      d.peak AS peak, d.places AS places, d.spread AS spread, d.steady AS steady,
      k.gaps >= 20 AND greatest(k.near - k.expected, k.steps - k.chance) > 0.3 * k.gaps AS walks,
      b.again AS again, b.things AS foreign_things, d.steady OR b.keeps AS keeps_on
    FROM ${t('wide_reader')} AS w
    LEFT JOIN ${t('wide_reader_use')} AS u ON u.who = w.who
    LEFT JOIN ${t('busy_days')} AS d ON d.who = w.who
    LEFT JOIN ${t('walk')} AS k ON k.who = w.who
    LEFT JOIN ${returned} AS b ON b.who = w.who)`
}

/**
 * Peers read the same route as widely, steadily or coming back to what they read, and are members or not alike: a member is
 * no peer of clerks, while a clerk who looks at other pages too is.
 */
const PEERS = sql`(
  SELECT main_route, is_member, count() - 1 AS peers, countIf(keeps_on) AS steady,
    countIf(keeps_on AND (is_member OR has_own_business)) AS customers, groupArrayIf((who, peak, places), keeps_on) AS peaks
  FROM reader GROUP BY main_route, is_member)`

/** Members who are at work, and the networks where two of them or more have their `desks`: they read the route steadily, in no order, hardly ever refused, from few addresses. */
const clerks = (scene: Scene): Sql => sql`(
  SELECT a.route AS route, groupUniqArray((r.who, r.peak, r.places)) AS clerks,
    arrayFlatten(arrayMap(x -> arrayDistinct(${blocksOf(sql`x.3`)}), clerks)) AS blocks,
    arrayDistinct(arrayFilter(block -> countEqual(blocks, block) > 1, blocks)) AS desks,
    arrayCount(x -> hasAny(desks, ${blocksOf(sql`x.3`)}), clerks) AS at_desks
  FROM ${scene.derived.table('route_reader')} AS a INNER JOIN reader AS r ON r.who = a.who
  WHERE a.objects > ${FEW} AND r.is_member AND r.addresses < ${MANY_ADDRESSES} AND r.steady AND r.failures * 50 < r.reads AND NOT r.walks
  GROUP BY route)`

/** Of the routes that wide readers read most: how many read them, and which share of these hardly more than their own. */
const routeHabits = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT a.route AS route, countIf(a.n <= ${FEW} OR f.foreign_objects * 10 <= a.n) / count() AS ordinary, count() AS readers
    FROM (
      SELECT who, route, sum(objects) AS n FROM ${t('route_reader')}
      WHERE NOT anonymous AND objects > 0 AND route IN (SELECT main_route FROM ${t('wide_reader_use')}) GROUP BY who, route) AS a
    LEFT JOIN ${t('reach')} AS f ON f.who = a.who
    GROUP BY route)`
}
