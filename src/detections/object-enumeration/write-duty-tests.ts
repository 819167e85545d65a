import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf, isPrivate } from '../address-block.ts'
import { type Scene, windowDays } from '../scene.ts'
import { FEW, PRACTICE, SHORTEST } from './duty-limits.ts'
import { isNameless } from './nameless-readers.ts'
import { FACTOR } from './readers.ts'
import { DUTY_TESTS } from './tests.ts'
import { writeBusyDays } from './write-busy-days.ts'
import { writeNamedAlike } from './write-named-alike.ts'
import { writeOwnLists } from './write-own-lists.ts'
import { writePaces } from './write-paces.ts'
import { writeUses } from './write-uses.ts'
import { writeWalks } from './write-walks.ts'

/** Nobody at work reads from so many places. */
const MANY_ADDRESSES = 5
/** Of the readers' lists, those of others: who is of the same hand speaks for nobody. */
const others = (list: Sql): Sql => sql`arrayFilter(x -> NOT has(r.hand, x.1), ${list})`
/** Peers do not speak for who reads so many times more on a day than any of them on its busiest. */
const HASTE = 3
/** Of ordinary readers' steps from one thing to the next, so few are as fast. */
const HASTY = 0.05
/** Of fewer steps no pace can be told, and of fewer things without numbers no order. */
const LEAST_PACES = 20
/** So many steady colleagues show what is done at a desk… */
const COLLEAGUES = 2
/** …and so many steady peers how often those are refused who have a duty. */
const STEADY = 3
/** Of those who enumerate, so many are seen to be customers, as the tests declare. */
const AS_OFTEN = DUTY_TESTS.find((test) => test.name === 'customer')?.enumerating[1] ?? 1
/** What ordinary readers show in one case of so many is no sign. */
const BY_CHANCE = 0.05
/** So many people nobody is related to. */
const MANY = 3 * FACTOR

/** `reach_test`: one row a wide reader, with the outcome of each test (`t_…`) and all of them as one number (`pattern`). */
export const createReachTest = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('reach_test')} (
      who String, objects UInt64, failures UInt64, days UInt64, peers Int64, t_walk UInt8, t_refusals UInt8, t_span UInt8, others Int64,
      colleagues UInt64, t_peers UInt8, t_addresses UInt8, t_customer UInt8, t_ownership UInt8, t_returns UInt8, t_pace UInt8, t_inside UInt8, pattern UInt32, main_route String, is_member UInt8
    ) ENGINE = MergeTree ORDER BY who`)

/** What a test shows that cannot tell: one more than its outcomes. */
const unknownOf = (name: string): Sql => sql`${DUTY_TESTS.find((test) => test.name === name)?.outcomes.length ?? 0}`

/** Mixed radix over the codes, first test lowest. */
const patternNumber = DUTY_TESTS.reduceRight(
  (rest, test) => sql`(${{ text: `t_${test.name}`, params: {} }} + ${test.outcomes.length + 1} * ${rest})`,
  sql`0`,
)

const blocksOf = (places: Sql): Sql => sql`arrayMap(place -> ${blockOf(sql`place`)}, ${places})`

/** What is known of the wide readers, table by table, and from it the outcomes of the tests. */
export const writeDutyTests = async (scene: Scene): Promise<void> => {
  await writeWalks(scene)
  await writeUses(scene)
  await writeBusyDays(scene)
  await writePaces(scene)
  await writeOwnLists(scene)
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
  const named = isNameless(scene) ? sql`false` : sql`true`
  return scene.engine.run(sql`
    INSERT INTO ${t('reach_test')}
    WITH
      ${windowDays(scene)} AS window_days,
      (SELECT (quantileExact(${HASTY})(gap), count()) FROM (SELECT arrayJoin(gaps) AS gap FROM ${t('reading_pace')} WHERE NOT is_wide)) AS haste,
      (SELECT 2 * countIf(${isPrivate(sql`origin.1`)}) < count() FROM ${t('session')}) AS mostly_outside,
      ${ordinaryRefusals(scene)} AS ordinarily_refused,
      reader AS ${readers(scene)},
      peers AS ${peersOn(scene)},
      clerks AS ${clerks(scene)},
      route_habit AS ${routeHabits(scene)}
    SELECT r.who AS who, r.objects AS objects, r.failures AS failures, r.days AS days, p.peers AS peers,
      multiIf(r.walks, 1, ${named} AND r.steps = 0 AND r.objects >= ${LEAST_PACES}, ${unknownOf('walk')}, 0) AS t_walk,
      multiIf(r.failures <= 1 OR r.failures * 50 < r.reads OR ${asOftenRefused(sql`greatest(ordinarily_refused, ${PEERS_REFUSED})`)}, 0, r.failures * 10 < r.reads, 1, 2) AS t_refusals,
      multiIf(${named} AND (window_days < ${SHORTEST} OR (r.short_week AND NOT ${ALONE})), ${unknownOf('span')}, r.steady AND NOT r.short_week, 0, r.spread * 10 >= 3 * window_days AND (NOT ${named} OR r.spread > 1), 1, 2) AS t_span,
      toInt64(if(${ALONE}, length(${others(sql`p.lasting`)}), length(${others(sql`p.peaks`)}))) AS others,
      if(${hastierThan(sql`c.clerks`)} OR ${UNLIKE_CLERKS} OR ${ALONE}, 0, length(${others(sql`c.clerks`)})) AS colleagues,
      multiIf(
        greatest(others, colleagues) < 1 OR ${hastierThan(sql`arrayConcat(p.peaks, c.clerks)`)} OR (t_pace = 1 AND ${FASTER}), 0,
        greatest(others, colleagues) < 4 OR ${A_CUSTOMER_AMONG_CLERKS} OR (r.is_member AND NOT ${IN_A_PRACTICE} AND ${UNLIKE_CLERKS}) OR (r.is_member AND t_addresses = 1 AND others < ${PRACTICE} AND others * 100 < h.readers), 1,
        2) AS t_peers,
      if(r.addresses >= ${MANY_ADDRESSES}, 1, 0) AS t_addresses,
      (r.is_member OR (NOT r.is_other AND r.has_own_business)) AND colleagues = 0 AND NOT ${IN_A_PRACTICE} AND NOT ${AS_AT_THE_DESK} AS t_customer,
      h.ordinary >= 0.9 AND colleagues = 0 AS t_ownership,
      multiIf(r.holds_own AND t_span > 0 AND NOT r.walks, 4, r.again * 20 < r.foreign_things, 0, r.again * 3 < r.foreign_things, 1, r.foreign_things >= ${MANY}, 2, 3) AS t_returns,
      multiIf(NOT ${named} OR t_span < 2 OR r.paces < ${LEAST_PACES} OR haste.2 < ${LEAST_PACES}, ${unknownOf('pace')}, r.gap < haste.1 AND NOT arrayExists(x -> x.2 <= r.gap, ${others(sql`p.gaps`)}), 1, 0) AS t_pace,
      multiIf(NOT mostly_outside, ${unknownOf('inside')}, r.is_inside, 1, 0) AS t_inside,
      ${patternNumber} AS pattern, r.main_route AS main_route, r.is_member AS is_member
    FROM reader AS r
    LEFT JOIN peers AS p ON p.main_route = r.main_route AND p.is_member = r.is_member
    LEFT JOIN clerks AS c ON c.route = r.main_route
    LEFT JOIN route_habit AS h ON h.route = r.main_route`)
}

/** Whether a reader reads in more haste than each of `peers`, (who, peak, places), and from none of their places. */
const hastierThan = (peers: Sql): Sql => {
  return sql`(r.peak > ${HASTE} * arrayMax(arrayMap(x -> x.2, ${others(peers)})) AND NOT hasAny(r.places, arrayFlatten(arrayMap(x -> x.3, ${others(peers)}))))`
}

/**
 * Who is not there all the time is no colleague of those who are, where he reads from more places than anybody at work does,
 * or where most of them have their desks in networks with others of them, and he reads from none of these. Where he is a member, they do not vouch for him as peers either, unless it is a practice of
 * customers.
 */
const UNLIKE_CLERKS = sql`(NOT r.keeps_on AND (r.addresses >= ${MANY_ADDRESSES} OR (c.at_desks * 2 > length(c.clerks) AND NOT hasAny(c.desks, ${blocksOf(sql`r.places`)}))))`

/**
 * Who lives his own life at the service too, is not there all the time, and comes from no place of theirs is not made a clerk by
 * clerks none of whom does, unless twenty read so steadily and some of them keep to clients of their own, as in a law firm: a service whose staff reads what its customers read has both, whoever walks there.
 */
const A_CUSTOMER_AMONG_CLERKS = sql`(r.has_own_business AND NOT r.keeps_on AND p.customers = 0 AND (p.with_own = 0 OR p.steady < ${PRACTICE}) AND NOT hasAny(${blocksOf(sql`r.places`)}, ${blocksOf(sql`arrayFlatten(arrayMap(x -> x.3, p.peaks))`)}))`

/** Nor do peers speak for who goes in one sitting from one thing to the next in a tenth of the time that the fastest of them takes. */
const FASTER = sql`NOT arrayExists(x -> x.2 < ${FACTOR} * r.gap, ${others(sql`p.gaps`)})`

/** Others at the reader's desk, a network that no crowd shares, who read his route as widely, and of whom `how` is true. */
const desk = (how: Sql): Sql => sql`arrayFilter(x -> ${how} AND hasAny(x.2, r.networks), ${others(sql`p.desks`)})`

/**
 * Of people at one desk the few working days of a short week tell nothing: there all of them come as often as they can. Who is there
 * without two others shows no more than these days, and only who is there on others, too, vouches for him.
 */
const ALONE = sql`(r.short_week AND length(${desk(sql`x.4`)}) < ${COLLEAGUES})`

/** So many customers read the route as steadily that it is a practice of theirs, and the reader keeps to their pace. */
const IN_A_PRACTICE = sql`(p.steady >= ${PRACTICE} AND p.customers * 10 >= p.steady AND NOT ${hastierThan(sql`p.peaks`)})`

/**
 * Where of those who read as widely at his desk, two others at least and half of them all steadily, as many ask for other pages
 * too as of those who enumerate, to do so is no customer's life.
 */
const AS_AT_THE_DESK = sql`(NOT r.is_member AND length(${desk(sql`x.4`)}) >= ${COLLEAGUES} AND 2 * length(${desk(sql`x.4`)}) >= length(${desk(sql`true`)}) AND length(${desk(sql`x.3`)}) >= ${AS_OFTEN} * length(${desk(sql`true`)}))`

/**
 * Others are refused as often, of whose requests the share `refused` is: of as many requests as the reader made, theirs would see
 * so many refused by chance in one case of twenty (Chernoff 1952). Servers fail, and things are gone.
 */
const asOftenRefused = (refused: Sql): Sql => {
  const expected = sql`(${refused} * (r.reads + r.failures))`
  return sql`(${refused} > 0 AND (r.failures <= ${expected} OR r.failures * log(r.failures / ${expected}) - r.failures + ${expected} < -log(${BY_CHANCE})))`
}

/** The share of the requests of the reader's steady peers that is refused, of three at least: theirs is the duty that he would have. */
const PEERS_REFUSED = (() => {
  const refusals = others(sql`p.refusals`)
  return sql`if(length(${refusals}) >= ${STEADY}, arraySum(x -> x.2, ${refusals}) / greatest(1, arraySum(x -> x.2 + x.3, ${refusals})), 0)`
})()

/** The share of the requests of ordinary readers that is refused; 0 where they are too few. */
const ordinaryRefusals = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT if(count() >= ${LEAST_PACES}, sum(failures) / greatest(1, sum(reads + failures)), 0) FROM ${t('reach')}
    WHERE who NOT IN (SELECT who FROM ${t('far_reader')}))`
}

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
      u.days AS days, u.addresses AS addresses, u.is_inside AS is_inside, u.main_route AS main_route, u.networks AS networks,
      u.shown OR ${named(sql`is_member`)} AS is_member, ${named(sql`is_other`)} AS is_other, u.customer OR d.has_own_life AS has_own_business, u.customer OR d.keeps_to_own AS keeps_to_own,
      d.peak AS peak, d.places AS places, d.spread AS spread, d.steady AS steady, d.short_week AS short_week,
      k.gaps AS steps, c.n AS paces, c.gap AS gap, (k.gaps >= 20 AND k.near - k.expected > 0.3 * k.gaps) OR (k.pairs >= 20 AND k.steps - k.chance > 0.3 * k.pairs) AS walks,
      w.who IN (SELECT who FROM ${t('own_list')}) AS holds_own,
      b.again AS again, b.things AS foreign_things, d.steady OR b.keeps AS keeps_on, arrayPushBack(h.others, w.who) AS hand
    FROM ${t('wide_reader')} AS w
    LEFT JOIN ${t('wide_reader_use')} AS u ON u.who = w.who
    LEFT JOIN ${t('busy_days')} AS d ON d.who = w.who
    LEFT JOIN ${t('walk')} AS k ON k.who = w.who
    LEFT JOIN ${t('reading_pace')} AS c ON c.who = w.who
    LEFT JOIN ${returned} AS b ON b.who = w.who
    LEFT JOIN ${hands(scene)} AS h ON h.who = w.who)`
}

/**
 * Readers of one hand: they share addresses in as many networks as nobody at work reads from, and nobody else reads from these. People share a home, an
 * office and a carrier, whose customers come from there too; a stock of addresses all over the world is shared by what one
 * person holds. Such accounts cannot speak for each other: whoever deals his work out to several makes them alike.
 */
const hands = (scene: Scene): Sql => {
  const pooled = sql`(SELECT who, arrayJoin(pool) AS ip FROM ${scene.derived.table('wide_reader_use')} WHERE length(pool) >= ${MANY_ADDRESSES})`
  return sql`(
    SELECT who, groupArray(other) AS others FROM (
      SELECT a.who AS who, b.who AS other FROM ${pooled} AS a INNER JOIN ${pooled} AS b ON b.ip = a.ip
      WHERE a.who != b.who GROUP BY who, other HAVING uniqExact(${blockOf(sql`a.ip`)}) >= ${MANY_ADDRESSES})
    GROUP BY who)`
}

/**
 * Peers read the reader's main route as widely, though another may be the main one of theirs, steadily or coming back to what they
 * read, and are members or not alike: a member is no peer of clerks, while a clerk who looks at other pages too is.
 */
const peersOn = (scene: Scene): Sql => sql`(
  SELECT route AS main_route, is_member, count() - 1 AS peers, countIf(keeps_on) AS steady, groupArrayIf((who, peak, places), keeps_on AND NOT short_week) AS lasting,
    countIf(keeps_on AND (is_member OR has_own_business)) AS customers, countIf(keeps_on AND (is_member OR keeps_to_own)) AS with_own, groupArrayIf((who, peak, places), keeps_on) AS peaks, groupArrayIf((who, failures, reads), keeps_on) AS refusals,
    groupArrayIf((who, gap), keeps_on AND paces > 0) AS gaps, groupArray((who, networks, has_own_business, keeps_on)) AS desks
  FROM (
    SELECT DISTINCT a.route AS route, r.who AS who, r.is_member AS is_member, r.keeps_on AS keeps_on, r.short_week AS short_week, r.has_own_business AS has_own_business, r.keeps_to_own AS keeps_to_own, r.peak AS peak, r.places AS places, r.gap AS gap, r.paces AS paces, r.networks AS networks, r.failures AS failures, r.reads AS reads
    FROM ${scene.derived.table('route_reader')} AS a INNER JOIN reader AS r ON r.who = a.who WHERE a.objects > ${FEW} OR a.route = r.main_route)
  GROUP BY route, is_member)`

/** Members who are at work, and the networks where two of them or more have their `desks`: they read the route steadily, in no order, hardly ever refused or no more than ordinary readers, from few addresses. */
const clerks = (scene: Scene): Sql => sql`(
  SELECT a.route AS route, groupUniqArray((r.who, r.peak, r.places)) AS clerks,
    arrayFlatten(arrayMap(x -> arrayDistinct(${blocksOf(sql`x.3`)}), clerks)) AS blocks,
    arrayDistinct(arrayFilter(block -> countEqual(blocks, block) > 1, blocks)) AS desks,
    arrayCount(x -> hasAny(desks, ${blocksOf(sql`x.3`)}), clerks) AS at_desks
  FROM ${scene.derived.table('route_reader')} AS a INNER JOIN reader AS r ON r.who = a.who
  WHERE a.objects > ${FEW} AND r.is_member AND r.addresses < ${MANY_ADDRESSES} AND r.steady AND (r.failures * 50 < r.reads OR ${asOftenRefused(sql`ordinarily_refused`)}) AND NOT r.walks
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
