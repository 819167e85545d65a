import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { FACTOR } from './readers.ts'

/** So many houses show what is done in houses. */
const FEWEST_HOUSES = 10

/**
 * `house`: accounts that belong together, because the routes say so: `/firms/7/users/42` puts 42 into house 7, and
 * `/acme/users/42` into acme. A house is what stands before the account, without the noun of its own and the version of the interface, where that is the
 * same for the account whenever it is read, and two accounts or more share it.
 * It counts where it is the way of these houses that somebody reads his fellows (who administers a firm reads its users): in
 * half of them, and of ten at least, a member does. A house of ten times as many as the median one is none: what few do in small houses is no
 * way of a crowd.
 */
export const learnHouses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('house')} (account String, house String) ENGINE = MergeTree ORDER BY account`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('fellow_reader')} (who String, house String) ENGINE = MergeTree ORDER BY who`)
  if (!(await mayShowHouses(scene))) return
  await scene.engine.run(sql`
    INSERT INTO ${t('house')}
    WITH door AS ${doors(scene)},
    placed AS (
      SELECT a.account AS account, any((d.before, arraySlice(splitByChar('/', a.object), 1, d.nth - 1)) AS beside) AS house
      FROM ${t('personal_access')} AS a INNER JOIN door AS d ON d.method = a.method AND d.route = a.route
      WHERE a.ok AND a.session != 0 AND a.account != '' GROUP BY account HAVING min(beside) = max(beside)),
    sized AS (SELECT account, toString(house) AS house, count() OVER (PARTITION BY house) AS members FROM placed)
    SELECT account, house FROM sized
    WHERE members BETWEEN 2 AND ${FACTOR} * (SELECT quantileExact(0.5)(size) FROM (SELECT any(members) AS size FROM sized WHERE members > 1 GROUP BY house))`)
  await scene.engine.run(sql`
    INSERT INTO ${t('fellow_reader')}
    SELECT DISTINCT a.who AS who, h.house AS house FROM ${t('personal_access')} AS a
    INNER JOIN ${t('house')} AS h ON h.account = a.account
    INNER JOIN ${t('house')} AS own ON own.account = a.who AND own.house = h.house
    WHERE a.ok AND a.session != 0 AND a.account != a.who`)
  const { houses, used } = await scene.engine.row<{ houses: string; used: string }>(sql`
    SELECT (SELECT uniqExact(house) FROM ${t('house')}) AS houses, (SELECT uniqExact(house) FROM ${t('fellow_reader')}) AS used`)
  if (Number(houses) < FEWEST_HOUSES || 2 * Number(used) < Number(houses))
    await scene.engine.run(sql`TRUNCATE TABLE ${t('house')}`)
}

/** Routes that name an account in the path: the how-manieth id it is (`nth`), and the words before it but for its own noun and the version. */
const doors = (scene: Scene): Sql => sql`(
      SELECT method, route, greatest(1, toInt64(part)) AS nth, splitByChar('/', route) AS places,
        arrayFilter(i -> startsWith(places[i], '{id}'), arrayEnumerate(places))[nth] AS slot,
        arrayStringConcat(arrayFilter(place -> NOT match(place, '^v[0-9.]+$'), arraySlice(places, 1, slot - 2)), '/') AS before
      FROM ${scene.derived.table('route')} WHERE subject = 'account' AND slot > 0)`

/** There are as many houses as there are words before the account, unless an id stands there, too. */
const mayShowHouses = async (scene: Scene): Promise<boolean> => {
  const { words, ids } = await scene.engine.row<{ words: string; ids: string }>(
    sql`SELECT uniqExact(before) AS words, countIf(nth > 1) AS ids FROM ${doors(scene)}`,
  )
  return ids !== '0' || Number(words) >= FEWEST_HOUSES
}
