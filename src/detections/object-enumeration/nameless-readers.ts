import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { LEVELS } from '../hits.ts'
import { FACTOR } from './readers.ts'
import { dayOf, hasRows, isNamedByIssuance, logsField, type Scene, windowDays } from '../scene.ts'

/** Of more sessions than this share, an address or a program says nothing about who they are. */
const COMMON = 0.02
const LEAST_THINGS = 20
const MOSTLY_ONE = 1.5
/** On so many of the window's days, five of seven worked on, a place at work shows itself. */
const AT_WORK = 0.5 * (5 / 7)

/** As many things as the busiest session of work, about. */
const MORE_THAN_WORK = 2

/** Who reads so much more than anybody at work is so much likelier no colleague on a day out. */
const BEYOND_WORK = 4

/** So many are no chance: things of others in a day, and readers in one network. */
const SEVERAL = 3

/** Whether no log says whose a session is. */
export const isNameless = (scene: Scene): boolean => !logsField(scene, 'principal') && !isNamedByIssuance(scene)

/**
 * `thing_person`: where no log says whose a session is, as how many people the sessions count at least that read a thing. An
 * owner comes back with another session: sessions of one thing that come from one address or use one program, neither of
 * which is common, are one person's. Addresses and programs are the nodes of a graph and sessions its edges: it has as many parts as nodes
 * less edges, or more. `kin_reading`: broad readers of a thing who are one person with another of its readers.
 */
export const writeThingPeople = async (scene: Scene, shared: Sql): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('thing_person')} (space String, object String, people Int64) ENGINE = MergeTree ORDER BY (space, object)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('kin_reading')} (space String, object String, who String) ENGINE = MergeTree ORDER BY (space, object, who)`)
  if (!isNameless(scene)) return
  const origin = sql`(
    SELECT toString(session) AS who, origin.1 AS ip, toString(origin.2) AS agent, count() OVER () AS sessions,
      if(count() OVER (PARTITION BY ip) > ${COMMON} * sessions, concat(ip, ' ', agent), ip) AS place,
      if(count() OVER (PARTITION BY agent) > ${COMMON} * sessions, concat(agent, ' ', ip), agent) AS program
    FROM ${t('session')})`
  await scene.engine.run(sql`
    INSERT INTO ${t('thing_person')}
    SELECT s.space, s.object, greatest(1, toInt64(uniqExact(o.place)) + uniqExact(o.program) - uniqExact((o.place, o.program)))
    FROM ${shared} AS s INNER JOIN ${origin} AS o ON o.who = s.who WHERE NOT s.is_broad GROUP BY s.space, s.object HAVING count() > 1`)
  const beside = (by: Sql): Sql => sql`count() OVER (PARTITION BY s.space, s.object, ${by}) > 1`
  await scene.engine.run(sql`
    INSERT INTO ${t('kin_reading')}
    SELECT space, object, who FROM (
      SELECT s.space AS space, s.object AS object, s.who AS who, s.is_broad AS is_broad, ${beside(sql`o.place`)} OR ${beside(sql`o.program`)} AS is_kin
      FROM ${shared} AS s INNER JOIN ${origin} AS o ON o.who = s.who)
    WHERE is_broad AND is_kin`)
}

/** Spaces whose things, where several sessions read them, are read by one person mostly: goods and pages are by two at least. */
export const ofOnePerson = (scene: Scene): Sql =>
  sql`(SELECT space FROM ${scene.derived.table('thing_person')} GROUP BY space HAVING count() >= ${LEAST_THINGS} AND sum(people) <= ${MOSTLY_ONE} * count())`

/**
 * Where sessions were taken together so, those of work are looked at no more: wide ones from an address from which wide ones
 * come day after day, and, for people also work elsewhere, any that read hardly more than the busiest of these; and, for
 * a key lasts, any that comes day after day itself to read what is another's, mostly from one address, in a network
 * where others do: at its own desk.
 */
export const leaveOutWork = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  if (!(await hasRows(scene, 'thing_person'))) return
  const wide = sql`(
    SELECT w.who AS who, w.objects AS objects, s.origin.1 AS ip, ${dayOf(scene, sql`s.first`)} AS day
    FROM ${t('wide_reader')} AS w INNER JOIN ${t('session')} AS s ON toString(s.session) = w.who)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('work_reader')} ENGINE = MergeTree ORDER BY who AS
    WITH reader AS ${wide},
      work AS (
        SELECT ip FROM reader GROUP BY ip
        HAVING uniqExact(day) >= 2 AND uniqExact(day) >= ${AT_WORK} * ${windowDays(scene)}),
      (SELECT max(objects) FROM reader WHERE ip IN work) AS busiest
    SELECT who, objects, ip IN work AS at_work FROM reader WHERE at_work OR objects <= ${MORE_THAN_WORK} * busiest OR who IN ${atDesks(scene)}`)
  await scene.engine.run(
    sql`ALTER TABLE ${t('wide_reader')} DELETE WHERE who IN (SELECT who FROM ${t('work_reader')}) SETTINGS mutations_sync = 2`,
  )
}

/** Sessions that read several things of others on several days from one address, most of all that they read of others, with others of the kind beside them. */
const atDesks = (scene: Scene): Sql => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  return sql`(
    SELECT who FROM (
      SELECT who, mostly_here, count() OVER (PARTITION BY ${blockOf(sql`ip`)}) AS beside
      FROM (
        SELECT who, ip, countIf(things >= ${SEVERAL}) AS days, 2 * sum(things) > sum(sum(things)) OVER (PARTITION BY who) AS mostly_here
        FROM (
          SELECT who, ip, ${dayOf(scene, sql`at`)} AS day, uniqExact(object) AS things FROM ${t('personal_access')}
          WHERE session != 0 AND ok AND who IN ${wide} AND (who, object) IN (SELECT who, object FROM ${t('object_reader')} WHERE is_foreign AND who IN ${wide})
          GROUP BY who, ip, day)
        GROUP BY who, ip)
      WHERE days >= 2 AND days >= ${AT_WORK} * ${windowDays(scene)})
    WHERE mostly_here AND beside >= ${SEVERAL})`
}

/**
 * The probability of a scored row `r` of `reach_test`, of which `posterior` is what the tests say. Of a session alone that is too little unless it is
 * likely, or on a route that only wide ones use; who reads ten times as much as the busiest session of work is no colleague.
 */
export const weighNameless = async (scene: Scene, posterior: Sql): Promise<Sql> => {
  const t = scene.derived.table
  if (!(await hasRows(scene, 'thing_person'))) return posterior
  const beyond = sql`(r.objects >= ${FACTOR} * (SELECT if(count() = 0, inf, max(objects)) FROM ${t('work_reader')} WHERE at_work))`
  const weighed = sql`(${posterior} * if(${beyond}, ${BEYOND_WORK}, 1) / (1 + ${posterior} * (if(${beyond}, ${BEYOND_WORK}, 1) - 1)))`
  return sql`if(r.t_ownership = 1 AND ${weighed} >= ${LEVELS.likely}, ${weighed}, 0)`
}
