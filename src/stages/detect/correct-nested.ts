import type { Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/** Things of one's own are named by hardly more than one account each as its own. */
const OWNERS = 1.2
/** Of so many things of others, and so large a part of all that one named as its own, the rest need not be its own. */
const MANY = 10
const PART = 4

/**
 * `personal_access`, where a path names an account and below it a thing (`/users/7/orders/4711`): a service may look whether
 * the account is the one that asks, and not whether the thing is the account's. Whoever asks for `/users/7/orders/4711` as
 * 7, while somebody who names half as many things or fewer asks for 4711 as 9, has read 9's: its object becomes `9/4711`,
 * what it is for everybody else, and its account 9. Where these are many, nobody knows whose the others are that it named so
 * (`account` is ''). Left as they are are routes whose things several accounts name as
 * their own: there 1, 2, 3 count each one's own.
 */
export const correctNested = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const { routes } = await scene.engine.row<{ routes: string }>(
    sql`SELECT countIf(part > 0) AS routes FROM ${t('route')} WHERE subject = 'account'`,
  )
  if (routes === '0') return
  await writeOwners(scene)
  const { things } = await scene.engine.row<{ things: string }>(sql`SELECT count() AS things FROM ${t('nested_owner')}`)
  if (things === '0') return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('personal_access')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT a.* REPLACE (if(n.who = '', a.object, n.object) AS object, if(n.who = '', a.account, n.owner) AS account)
    FROM ${t('personal_access')} AS a
    LEFT JOIN ${t('nested_owner')} AS n ON n.method = a.method AND n.route = a.route AND n.who = a.who AND n.named = a.object`)
}

/** `nested_owner`: who named which things as its own that are another's, and what they are called as the owner's. */
const writeOwners = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const places = sql`splitByChar('/', a.object)`
  const thing = sql`arrayStringConcat(arrayFilter((x, i) -> i != r.part, ${places}, arrayEnumerate(${places})), '/')`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('nested_owner')} ENGINE = MergeTree ORDER BY (method, route, who, named) AS
    WITH named AS (
      SELECT method, route, who, named, thing, count() OVER (PARTITION BY method, route, who) AS width FROM (
        SELECT DISTINCT a.method AS method, a.route AS route, a.who AS who, a.object AS named, ${thing} AS thing
        FROM ${t('personal_access')} AS a INNER JOIN ${t('route')} AS r ON r.method = a.method AND r.route = a.route
        WHERE a.ok AND a.session != 0 AND r.part > 0 AND a.account = a.who AND position(a.object, '/') > 0)),
    reached AS (
      SELECT *, min(width) OVER (PARTITION BY method, route, thing) AS reach,
        argMin((who, named), (width, who)) OVER (PARTITION BY method, route, thing) AS narrowest
      FROM named),
    judged AS (
      SELECT *, width >= 2 * reach AS is_foreign, countIf(width >= 2 * reach) OVER (PARTITION BY method, route, who) AS foreign FROM reached)
    SELECT method, route, who, named, if(is_foreign, narrowest.2, named) AS object, if(is_foreign, narrowest.1, '') AS owner FROM judged
    WHERE (is_foreign OR (foreign >= ${MANY} AND foreign * ${PART} >= width)) AND (method, route) IN (
      SELECT method, route FROM judged WHERE NOT is_foreign GROUP BY method, route HAVING count() <= ${OWNERS} * uniqExact(thing))`)
}
