import { identifiedBy } from '../../domain/identifying-parameters.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { isPrivate } from '../address-block.ts'
import type { Scene } from '../scene.ts'

/** A route is guarded when so many answers went to those who named themselves, and hardly one in a hundred to passers-by, unless its guard fell. */
const GUARDED = { answers: 100, of: 100, many: 1000 }

/** Who reads at several routes of personal data, and asks for anything else once in so many times at most, looks at no pages; of fewer than twice as many reads that is chance. */
const ELSE = 10

/** So many people nobody looks up by what identifies them, on one visit, without another page, unless he collects them. */
const PEOPLE = 20

/**
 * `reader_test`: the outcome of every test for each reader of what is not open to anybody, and all of them as one number (`pattern`);
 * `is_steady`: somebody without a credential who is there all along, where no account ever reads; `is_robot`: a crawler that announced itself.
 */
export const writeReaderTests = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const asked = bind('Array(String)', await identifyingParameters(scene))
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader_test')} ENGINE = MergeTree ORDER BY tuple() AS
    WITH (SELECT (any(first), any(last)) FROM ${t('span')}) AS span
    SELECT r.anonymous AS anonymous, r.who AS who, r.method AS method, r.route AS route, r.objects AS objects, r.n AS n,
      multiIf(objects <= 1, 0, objects < 5, 1, objects < 20, 2, 3) AS t_reach,
      if(r.requests >= 2 * r.reads AND (r.all_reads < 2 * ${ELSE} OR ${ELSE} * r.requests >= (${ELSE} + 1) * r.all_reads), 0, 1) AS t_company,
      multiIf(r.anonymous AND s.readers = 1, 2, (s.many - (r.objects >= 5)) * 5 > (s.readers - 1), 1, 0) AS t_route,
      sumIf(o.known_reads, ${isGuarded} AND r.objects >= 5) OVER (PARTITION BY r.anonymous, r.who) AS answered,
      ${guardTest(sql`o.parameter IN ${asked}`)} AS t_guard,
      r.anonymous AND o.known_readers = 0 AND ${isSteady} AS is_steady, r.is_robot AS is_robot,
      t_reach + 5 * (t_company + 3 * (t_route + 3 * t_guard)) AS pattern
    FROM ${t('reader')} AS r
    INNER JOIN (SELECT anonymous, method, route, sum(n) AS readers, sumIf(n, objects >= 5) AS many FROM ${t('reader')} GROUP BY anonymous, method, route) AS s
      USING (anonymous, method, route)
    INNER JOIN ${t('open_route')} AS o ON o.method = r.method AND o.route = r.route
    WHERE r.objects > 0 AND (NOT r.anonymous OR (o.access != 'public' AND (o.access = 'login' OR NOT o.public_by_practice) AND NOT (r.seen = 1 AND r.reads >= 10) AND NOT (${alwaysThere} AND (o.parameter IN ${asked} OR ${isPushed}))))`)
}

/** Who reads in every third of the period, a quarter of the average at least, was there before: nothing in the logs tells when, or by what, he began. */
const isSteady = sql`(4 * 3 * arrayMin(r.thirds) >= arraySum(r.thirds))`

/** There to the last third of the period: a partner's new door looks so, whose key no log shows. */
const toTheEnd = sql`(dateDiff('second', r.last, span.2) * 3 < dateDiff('second', span.1, span.2))`

const alwaysThere = sql`(dateDiff('second', span.1, r.first) * 3 < dateDiff('second', span.1, span.2) AND ${toTheEnd})`

/** What nobody with an account ever asks for, and is no GET, is a door for machines that report something: they sign what they send. */
const isPushed = sql`(r.method NOT IN ('GET', 'HEAD') AND o.known_readers = 0)`

/** Parameters by which people are looked up: a service that asks so all along has a way to say who it is that no log shows. */
const identifyingParameters = async (scene: Scene): Promise<string[]> => {
  const rows = await scene.engine.rows<{ parameter: string }>(
    sql`SELECT DISTINCT parameter FROM ${scene.derived.table('route')} WHERE parameter != '' ORDER BY parameter`,
  )
  return rows.map(({ parameter }) => parameter).filter((name) => identifiedBy(name) !== null)
}

/** A route that no account asks for goes round the guard of its other versions, unless passers-by read them, too. */
const goesRound = sql`(o.other_reads >= ${GUARDED.answers} AND o.other_passing * ${GUARDED.of} < o.other_reads AND NOT ${toTheEnd})`

/**
 * Where a signed link is the guard, who shows none has gone round it. What a house's own server reads with a key that no log shows looks so too, and it stays.
 */
const goesUnsigned = sql`(o.signed_reads >= ${GUARDED.answers} AND o.passing_reads * ${GUARDED.of} < o.signed_reads AND NOT ${toTheEnd})`

const isGuarded = sql`(o.known_reads >= ${GUARDED.answers} AND (o.passing_reads * ${GUARDED.of} < o.known_reads OR o.guard_fell))`

/**
 * What gets past a guard reads several objects of it and nothing else, from outside, and was not there all along, as a service that needs
 * no log-in would be. The routes that somebody got past have one guard: its answers are counted together (`answered`).
 */
const guardTest = (isLookUp: Sql): Sql => sql`multiIf(NOT r.anonymous, 5,
  ${isLookUp} AND r.objects >= ${PEOPLE} AND t_company = 1 AND NOT ${isPrivate(sql`r.who`)}, 4,
  (${goesRound} OR ${goesUnsigned}) AND r.objects >= 5 AND t_company = 1 AND NOT ${isPrivate(sql`r.who`)}, 2,
  NOT ${isGuarded} OR r.objects < 5 OR t_company = 0, 0,
  ${isPrivate(sql`r.who`)} OR ${alwaysThere}, 1,
  answered < ${GUARDED.many} OR o.passing_reads > 0, 2, 3)`
