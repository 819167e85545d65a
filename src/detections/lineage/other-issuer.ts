import { bind, type Sql, sql } from '../../engine/sql.ts'
import { dayOf, type Scene } from '../scene.ts'

/** Fewer sessions than this show no habits. */
const LEAST = 200
/** Of what this log issues at least this share is proven. */
export const PROVEN = 0.05
/** In each eighth of the window there are at least this share of what there is in the average eighth. */
export const PARTS = 8
export const STEADY = 0.25
/** Accounts that come back, another day or to where they are at home: at least this share of the share that does among the proven. */
export const RETURN = 0.5
/** Addresses of so few accounts are homes; there is one for at least this share of the accounts. */
const HOME = 3
const HOMES = 0.1
/**
 * So many accounts that have proven sessions too say whether the others begin where these are at home; where sessions name no
 * account, so many homes, and one for every twenty sessions.
 */
const LEAST_BOTH = 50
const STRAY = 0.05

/**
 * `lineage_issuer`: doors whose log nobody handed over. An app that logs in at another server than the web does has tokens
 * of a key, or a program, of which next to none has a record. Either its sessions begin where the same accounts are at home in their
 * proven ones; or they are there in every part of the window, for accounts that come back day after day, from as many homes. An attack
 * begins some day, asks for each account once or twice, has few addresses, and is at home with nobody. What came in by
 * such a door is no evidence, for or against: the report says so, and asks for its log. Keys that people declare retired are none.
 *
 * `issuer_home`: addresses of few accounts. Reads `lineage_base` only, of which `door` is the key, or the first word of the program where requests name none (a key that only the
 * record of issuance names is that of proven sessions alone, and no door); '' for tokens that say that they are from before the window.
 */
export const writeIssuers = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const base = t('lineage_base')
  const retired = bind(
    'Array(String)',
    scene.retired.map(({ kid }) => kid),
  )
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_issuer')} (door String, accounts UInt64, sessions UInt64, since DateTime64(6, 'UTC'), until DateTime64(6, 'UTC')) ENGINE = MergeTree ORDER BY door`)
  const found = await scene.engine.rows<{ door: string }>(sql`
    SELECT door FROM ${base} WHERE door != '' AND NOT blind AND door NOT IN ${retired} GROUP BY door
    HAVING countIf(NOT proven) >= ${LEAST} AND countIf(proven) < ${PROVEN} * count() ORDER BY door`)
  if (found.length === 0) return
  const doors = bind(
    'Array(String)',
    found.map(({ door }) => door),
  )
  const unproven = sql`(SELECT * FROM ${base} WHERE NOT proven AND door IN ${doors})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('issuer_home')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip FROM ${base} GROUP BY ip HAVING uniqExactIf(who, named) BETWEEN 1 AND ${HOME}`)
  const homes = sql`(SELECT ip FROM ${t('issuer_home')})`
  const homesOfProven = sql`(SELECT who, ip FROM ${base} WHERE named AND proven AND ip IN ${homes})`
  await scene.engine.run(sql`
    INSERT INTO ${t('lineage_issuer')}
    WITH
      (SELECT countIf(days > 1) / greatest(1, count()) FROM (SELECT ${days(scene)} AS days FROM ${base} WHERE named AND proven GROUP BY who)) AS usually_back,
      (SELECT countIf(at_home) / greatest(1, count()) FROM (
        SELECT who, max(days) > 1 AS at_home FROM (
          SELECT who, ip, if(ip IN ${homes}, uniqExact(${dayOf(scene, sql`first`)}), 1) AS days, min(first) AS since, max(first) AS until FROM ${base} WHERE named AND proven GROUP BY who, ip)
        GROUP BY who HAVING ${dayOf(scene, sql`min(since)`)} != ${dayOf(scene, sql`max(until)`)})) AS usually_home
    SELECT a.door, a.accounts, a.sessions, a.since, a.until
    FROM (
      SELECT door, countIf(known) AS accounts, sum(n) AS sessions, countIf(known AND days > 1) AS back, countIf(known AND has_proven) AS both, countIf(known AND at_home) AS home,
        arrayUniq(arrayFlatten(groupArray(house))) AS houses, min(since) AS since, max(until) AS until
      FROM (
        SELECT door, who, any(named) AS known, ${days(scene)} AS days, count() AS n, groupUniqArrayIf(ip, ip IN (SELECT ip FROM ${homesOfProven})) AS house, min(first) AS since, max(last) AS until,
          who IN (SELECT who FROM ${base} WHERE named AND proven) AS has_proven, max((who, ip) IN ${homesOfProven}) AS at_home
        FROM ${unproven} GROUP BY door, who)
      GROUP BY door) AS a
    INNER JOIN (
      SELECT door, min(n) AS fewest, sum(n) AS total, count() AS parts FROM (
        SELECT door, arrayJoin(range(${part(sql`first`)}, ${part(sql`last`)} + 1)) AS part, count() AS n FROM ${unproven} GROUP BY door, part)
      GROUP BY door) AS s ON s.door = a.door
    INNER JOIN (
      SELECT door, countIf(people <= ${HOME}) AS homes FROM (SELECT door, ip, uniqExact(who) AS people FROM ${unproven} GROUP BY door, ip)
      GROUP BY door) AS h ON h.door = a.door
    WHERE (a.both >= ${LEAST_BOTH} AND a.home >= greatest(${STRAY}, ${RETURN} * usually_home) * a.both)
      OR (a.accounts = 0 AND a.houses >= ${LEAST_BOTH} AND a.houses >= ${STRAY} * a.sessions)
      OR (a.accounts > 0 AND s.parts = ${PARTS} AND s.fewest * ${PARTS} >= ${STEADY} * s.total AND a.back >= ${RETURN} * usually_back * a.accounts AND h.homes >= ${HOMES} * a.accounts)`)
}

/** Different days on which sessions begin or end. */
export const days = (scene: Scene): Sql =>
  sql`length(arrayDistinct(arrayFlatten(groupArray([${dayOf(scene, sql`first`)}, ${dayOf(scene, sql`last`)}]))))`

/** Which part of the window a moment lies in, from 0. */
export const part = (moment: Sql): Sql =>
  sql`toUInt64(least(toFloat64(${PARTS - 1}), greatest(toFloat64(0), floor(${PARTS} * dateDiff('second', opened, ${moment}) / window))))`
