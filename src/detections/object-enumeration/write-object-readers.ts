import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { learnSpaces } from './learn-spaces.ts'
import { broadReaders, named } from './readers.ts'

/** Things that belong to people have one reader each, or hardly more, beside those who are strangers to them. */
const READERS_OF_OWNED = 1.2

/**
 * `object_reader`: who read which thing with success. `width` is how many things of the space the reader read, `reach` the
 * same of the thing's narrowest reader: whoever read twice as many is a stranger to the thing (`is_foreign`). A thing that
 * is an account is foreign to everybody else.
 * `owned_route`: routes whose things belong to somebody, with their space. The readers of a thing that are no strangers to
 * it are its own; where things have more of these than one or hardly more, they are anybody's (goods, public profiles).
 * Routes of accounts that nobody of ordinary reach reads (a call centre's) are somebody's, too.
 */
export const writeObjectReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await learnSpaces(scene)
  const key = sql`concat('account ', toString(method), ' ', toString(route))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('object_reader')} ENGINE = MergeTree ORDER BY (space, object, who) AS
    WITH spaces AS (SELECT method, route, space FROM ${t('object_space')}),
      reading AS (
        SELECT if(a.subject = 'account', ${key}, s.space) AS space, if(a.subject = 'account', a.account, a.object) AS object, a.who AS who
        FROM ${t('personal_access')} AS a LEFT JOIN spaces AS s ON s.method = a.method AND s.route = a.route
        WHERE ${named} AND ok AND a.subject IN ('owned', 'account') GROUP BY space, object, who)
    SELECT space, object, reader.1 AS who, reader.2 AS width, reach, own, place = 1 AS is_first, startsWith(space, 'account ') AS is_account,
      if(is_account, object != who, reach * 2 <= width) AS is_foreign
    FROM (
      SELECT r.space AS space, r.object AS object, groupArray((r.who, w.width)) AS readers, min(w.width) AS reach,
        arrayCount(x -> x < 2 * arrayMin(ordinary), groupArrayIf(w.width, NOT w.is_broad) AS ordinary) AS own
      FROM reading AS r
      INNER JOIN (SELECT space, who, count() AS width, who IN ${broadReaders(scene)} AS is_broad FROM reading GROUP BY space, who) AS w ON w.space = r.space AND w.who = r.who
      GROUP BY space, object)
    ARRAY JOIN readers AS reader, arrayEnumerate(readers) AS place`)
  await scene.engine.run(sql`
    INSERT INTO ${t('owned_route')}
    WITH owned AS (
      SELECT space FROM ${t('object_reader')} WHERE is_first GROUP BY space, is_account
      HAVING if(countIf(own > 0) > 0, sum(own) <= ${READERS_OF_OWNED} * countIf(own > 0), is_account))
    SELECT method, route, if(r.subject = 'account', ${key}, s.space) AS space
    FROM ${t('route')} AS r LEFT JOIN ${t('object_space')} AS s ON s.method = r.method AND s.route = r.route
    WHERE space IN owned`)
}
