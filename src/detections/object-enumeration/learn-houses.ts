import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { FACTOR } from './readers.ts'

/** So many houses show what is done in houses. */
const FEWEST_HOUSES = 10

/**
 * `house`: accounts that belong together, because the routes say so: `/firms/7/users/42` puts 42 into house 7. A house is what
 * stands beside the account in the object, where that is the same for the account whenever it is read, and two accounts or more share it.
 * It counts where it is the way of these houses that somebody reads his fellows (who administers a firm reads its users): in
 * half of them, and of ten at least, a member does. A house of ten times as many as the median one is none: what few do in small houses is no
 * way of a crowd.
 */
export const learnHouses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const parts = sql`splitByChar('/', a.object)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('house')} ENGINE = MergeTree ORDER BY account AS
    WITH placed AS (
      SELECT a.account AS account, any(arrayStringConcat(arrayFilter((place, i) -> i != r.part, ${parts}, arrayEnumerate(${parts})), '/') AS beside) AS house
      FROM ${t('personal_access')} AS a INNER JOIN ${t('route')} AS r ON r.method = a.method AND r.route = a.route
      WHERE a.ok AND a.session != 0 AND a.account != '' AND r.part > 0 GROUP BY account HAVING min(beside) = max(beside)),
    sized AS (SELECT account, house, count() OVER (PARTITION BY house) AS members FROM placed)
    SELECT account, house FROM sized
    WHERE members BETWEEN 2 AND ${FACTOR} * (SELECT quantileExact(0.5)(size) FROM (SELECT any(members) AS size FROM sized WHERE members > 1 GROUP BY house))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('fellow_reader')} ENGINE = MergeTree ORDER BY who AS
    SELECT DISTINCT a.who AS who, h.house AS house FROM ${t('personal_access')} AS a
    INNER JOIN ${t('house')} AS h ON h.account = a.account
    INNER JOIN ${t('house')} AS own ON own.account = a.who AND own.house = h.house
    WHERE a.ok AND a.session != 0 AND a.account != a.who`)
  const { houses, used } = await scene.engine.row<{ houses: string; used: string }>(sql`
    SELECT (SELECT uniqExact(house) FROM ${t('house')}) AS houses, (SELECT uniqExact(house) FROM ${t('fellow_reader')}) AS used`)
  if (Number(houses) < FEWEST_HOUSES || 2 * Number(used) < Number(houses))
    await scene.engine.run(sql`TRUNCATE TABLE ${t('house')}`)
}
