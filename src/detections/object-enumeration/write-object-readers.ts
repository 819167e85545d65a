import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { learnCircles } from './learn-circles.ts'
import { learnHouses } from './learn-houses.ts'
import { learnSpaces } from './learn-spaces.ts'
import { isNameless, ofOnePerson, writeThingPeople } from './nameless-readers.ts'
import { writeBroadReaders } from './readers.ts'

/** Things that belong to people have one reader each, or hardly more, beside those who are strangers to them. */
const READERS_OF_OWNED = 1.2

/** So many of all accounts are no handful that takes what is others'. */
const SHOWN_TO = 0.2

/**
 * `object_reading`: what each reader read with success in each space of things; `width` is how many they are. `object_reader`: the
 * things that several people read, with each of their readers, and accounts that another reads. `reach` is the width of a
 * thing's narrowest reader: whoever read twice as many is a stranger to the thing (`is_foreign`). A thing that
 * is an account is foreign to everybody else but who lives in the same house, or reads a circle of his own, as is a thing of one of the circle. `shared_reading` has what it is made of, and by a rare chance of their hashes a thing with one reader. Most things have one reader, whose own they are unless he reads broadly; these are only counted.
 * `owned_route`: routes whose things belong to somebody, with their space. The readers of a thing that are no strangers to
 * it are its own (the people behind them, where no log names those); where things have more of these than one or hardly more, they are anybody's (goods, public profiles); so are pages of accounts that show others (`shownToOthers`).
 * Routes of accounts that nobody of ordinary reach reads (a call centre's) are somebody's, too.
 */
export const writeObjectReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeBroadReaders(scene)
  await learnSpaces(scene)
  await learnHouses(scene)
  const key = sql`concat('account ', toString(method), ' ', toString(route))`
  const reading = t('object_reading')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${reading} ENGINE = MergeTree ORDER BY tuple() AS
    WITH reading AS (
      SELECT toLowCardinality(if(a.subject = 'account', concat('account ', toString(a.method), ' ', toString(a.route)), s.space)) AS space, a.who AS who,
        if(a.subject = 'account' AND r.part > 0, arrayDistinct(arrayMap(thing -> splitByChar('/', thing)[r.part], a.things)), a.things) AS objects
      FROM ${t('route_reader')} AS a INNER JOIN ${t('route')} AS r ON r.method = a.method AND r.route = a.route
      LEFT JOIN ${t('object_space')} AS s ON s.method = a.method AND s.route = a.route
      WHERE NOT a.anonymous AND a.objects > 0 AND a.subject IN ('owned', 'account')),
    common AS (SELECT space FROM ${t('object_space')} GROUP BY space HAVING count() > 1)
    SELECT space, who, who IN (SELECT who FROM ${t('broad_reader')}) AS is_broad, objects, length(objects) AS width
    FROM (
      SELECT space, who, objects FROM reading WHERE space NOT IN common
      UNION ALL SELECT space, who, arrayDistinct(arrayFlatten(groupArray(objects))) AS objects FROM reading WHERE space IN common GROUP BY space, who)`)
  await learnCircles(scene)
  const several = t('shared_reading')
  const each = sql`${reading} ARRAY JOIN objects AS object`
  const thing = sql`cityHash64(space, object)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${several} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT CAST(space AS String) AS space, object, who, is_broad, width FROM ${each}
    WHERE ${thing} IN (SELECT ${thing} AS thing FROM ${each} GROUP BY thing HAVING count() > 1)`)
  await writeThingPeople(scene, several)
  const nameless = isNameless(scene)
  const things = nameless ? ofPeople(scene, thingsIn(several)) : thingsIn(several)
  const account = sql`startsWith(space, 'account ')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('object_reader')} ENGINE = MergeTree ORDER BY tuple() AS
    WITH read AS (
    SELECT r.space AS space, r.object AS object, r.who AS who, r.is_broad AS is_broad, true AS is_shared, s.own AS own, s.first = r.who AS is_first,
      ${account} AS is_account, if(is_account, object != who, s.reach * 2 <= r.width) AS is_foreign
    FROM ${several} AS r INNER JOIN ${things} AS s ON s.space = r.space AND s.object = r.object
    UNION ALL
    SELECT CAST(space AS String), object, who, is_broad, false, 0, true, true, true FROM ${each}
    WHERE ${account} AND object != who AND (CAST(space AS String), object) NOT IN (SELECT space, object FROM ${things}))
    SELECT read.* REPLACE (read.is_foreign AND NOT (read.is_account AND ((its.house != '' AND its.house = own.house) OR read.who IN (SELECT who FROM ${t('circle_reader')}))${nameless ? sql` AND (read.space, read.object, read.who) NOT IN (SELECT space, object, who FROM ${t('kin_reading')})` : sql``}) AND (read.space, read.object, read.who) NOT IN ${ofCircles(scene)} AS is_foreign) FROM read
    LEFT JOIN ${t('house')} AS its ON its.account = read.object LEFT JOIN ${t('house')} AS own ON own.account = read.who`)
  await scene.engine.run(sql`
    INSERT INTO ${t('owned_route')}
    WITH owned AS (
      SELECT space FROM (
        SELECT CAST(space AS String) AS space, toInt64(sumIf(width, NOT is_broad)) AS own, own AS things FROM ${reading} GROUP BY space
        UNION ALL SELECT space, -toInt64(countIf(NOT is_broad)) AS own, own AS things FROM ${t('object_reader')} WHERE is_shared GROUP BY space
        UNION ALL SELECT space, toInt64(sum(o.own)) AS own, toInt64(countIf(o.own > 0)) AS things FROM ${t('object_reader')} AS o WHERE is_shared AND is_first GROUP BY space)
      GROUP BY space HAVING if(sum(things) > 0, sum(own) <= ${READERS_OF_OWNED} * sum(things), ${account}) OR space IN ${ofOnePerson(scene)}),
    shown AS ${nameless ? sql`(SELECT '')` : shownToOthers(scene)}
    SELECT method, route, if(r.subject = 'account', ${key}, s.space) AS space
    FROM ${t('route')} AS r LEFT JOIN ${t('object_space')} AS s ON s.method = r.method AND s.route = r.route
    WHERE space IN owned AND space NOT IN shown`)
}

/**
 * Routes of accounts that show others: of what people of ordinary reach read there, more than half is neither their own nor their fellows', and
 * one in five of all accounts reads so. One's own page is read by oneself; a profile is there for others to see, however few look at each.
 */
const shownToOthers = ({ derived: { table: t } }: Scene): Sql => sql`(
  SELECT space FROM (
    SELECT CAST(space AS String) AS space, sum(width) AS readings, 0 AS of_others, 0 AS readers FROM ${t('object_reading')} WHERE NOT is_broad GROUP BY space
    UNION ALL SELECT space, 0 AS readings, count() AS of_others, uniqExact(who) AS readers FROM ${t('object_reader')} WHERE is_account AND is_foreign AND NOT is_broad GROUP BY space)
  GROUP BY space HAVING 2 * sum(of_others) > sum(readings) AND sum(readers) >= ${SHOWN_TO} * (SELECT uniqExact(who) FROM ${t('object_reading')}))`

/** Things that readers of a circle of their own read, of people of the circle: of these somebody is a narrower reader of the thing. */
const ofCircles = ({ derived: { table: t } }: Scene): Sql => sql`(
  SELECT r.space, r.object, r.who FROM ${t('shared_reading')} AS r
  INNER JOIN ${t('shared_reading')} AS own ON own.space = r.space AND own.object = r.object
  WHERE r.who IN (SELECT who FROM ${t('circle_reader')}) AND own.width * 2 <= r.width AND NOT startsWith(r.space, 'account ')
    AND (r.who, own.who) IN (
      SELECT who, object FROM ${t('object_reading')} ARRAY JOIN objects AS object
      WHERE startsWith(space, 'account ') AND who IN (SELECT who FROM ${t('circle_reader')})))`

/** Things with several readers: the first by name, the narrowest's width, and how many are no strangers to it. */
const thingsIn = (several: Sql): Sql => sql`(
  SELECT space, object, min(who) AS first, min(width) AS reach,
    arrayCount(x -> x < 2 * arrayMin(ordinary), groupArrayIf(width, NOT is_broad) AS ordinary) AS own
  FROM ${several} GROUP BY space, object HAVING count() > 1)`

const ofPeople = (scene: Scene, things: Sql): Sql => sql`(
  SELECT r.* REPLACE (if(p.people > 0, least(r.own, p.people), r.own) AS own)
  FROM ${things} AS r LEFT JOIN ${scene.derived.table('thing_person')} AS p ON p.space = r.space AND p.object = r.object)`
