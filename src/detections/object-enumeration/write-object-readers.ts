import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { learnSpaces } from './learn-spaces.ts'
import { broadReaders, named } from './readers.ts'

/** Things that belong to people have one reader each, or hardly more, beside those who are strangers to them. */
const READERS_OF_OWNED = 1.2

/**
 * `object_reader`: who read which thing with success. `width` is how many things of the space the reader read, `reach` the
 * same of the thing's narrowest reader: whoever read twice as many is a stranger to the thing (`is_foreign`). A thing that
 * is an account is foreign to everybody else. Written from `object_reading`, each reader of each thing once: most things have
 * one reader, whose own they are unless he reads broadly; only of the others the readers are compared.
 * `owned_route`: routes whose things belong to somebody, with their space. The readers of a thing that are no strangers to
 * it are its own; where things have more of these than one or hardly more, they are anybody's (goods, public profiles).
 * Routes of accounts that nobody of ordinary reach reads (a call centre's) are somebody's, too.
 */
export const writeObjectReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await learnSpaces(scene)
  const key = sql`concat('account ', toString(method), ' ', toString(route))`
  const reading = t('object_reading')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${reading} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT space, who, is_broad, width, object FROM (
      SELECT toLowCardinality(if(a.subject = 'account', ${key}, s.space)) AS space, a.who AS who, who IN ${broadReaders(scene)} AS is_broad,
        groupUniqArray(if(a.subject = 'account', a.account, a.object)) AS objects, length(objects) AS width
      FROM ${t('personal_access')} AS a LEFT JOIN ${t('object_space')} AS s ON s.method = a.method AND s.route = a.route
      WHERE ${named} AND ok AND a.subject IN ('owned', 'account') GROUP BY space, who)
    ARRAY JOIN objects AS object`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('object_reader')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT CAST(r.space AS String) AS space, r.object AS object, r.who AS who, r.width AS width, if(s.readers > 0, s.reach, r.width) AS reach,
      if(s.readers > 0, s.own, toUInt32(NOT r.is_broad)) AS own, s.readers = 0 OR s.first = r.who AS is_first, startsWith(space, 'account ') AS is_account,
      if(is_account, object != who, reach * 2 <= width) AS is_foreign
    FROM ${reading} AS r
    LEFT JOIN (
      SELECT space, object, count() AS readers, min(who) AS first, min(width) AS reach,
        arrayCount(x -> x < 2 * arrayMin(ordinary), groupArrayIf(width, NOT is_broad) AS ordinary) AS own
      FROM ${reading} WHERE (space, object) IN (SELECT space, object FROM ${reading} GROUP BY space, object HAVING count() > 1)
      GROUP BY space, object) AS s ON s.space = r.space AND s.object = r.object`)
  await scene.engine.run(sql`
    INSERT INTO ${t('owned_route')}
    WITH owned AS (
      SELECT space FROM ${t('object_reader')} WHERE is_first GROUP BY space, is_account
      HAVING if(countIf(own > 0) > 0, sum(own) <= ${READERS_OF_OWNED} * countIf(own > 0), is_account))
    SELECT method, route, if(r.subject = 'account', ${key}, s.space) AS space
    FROM ${t('route')} AS r LEFT JOIN ${t('object_space')} AS s ON s.method = r.method AND s.route = r.route
    WHERE space IN owned`)
}
