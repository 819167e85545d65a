import { sql } from '../../engine/sql.ts'
import { blockOf, isPrivate, placeOf } from '../address-block.ts'
import { dayOf, events, type Scene } from '../scene.ts'
import { ordinarySample } from './ordinary-sample.ts'

/** Where so many ordinary readers come from as well, and one in a hundred, is a carrier's address, or that of a machine which passes requests on. */
const PASSED_ON = { people: 20, share: 0.01 }

/** Who comes from more networks than so many has no desk. */
const MOST_NETWORKS = 10

/**
 * `wide_reader_use`: what wide readers do with the service beside their reach, a row each. `days` and `addresses` on which
 * they read personal data (all those together count as one that a carrier, or a machine which passes requests on, shows of many); `networks`: up to ten from which it asks for anything, without those that pass requests on; `pool`: routed addresses from which it read and nobody does but wide readers; `is_inside`: it never came from an address that is routed; `main_route` the route they read most; a `customer` also asks with success (2xx, or 304 for what the client holds already) for three other routes, in one of
 * fifty requests; `shown`: the routes show data of its own account, too. `reader_use` has the same of some ordinary readers.
 */
export const writeUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader_use')} ENGINE = MergeTree ORDER BY who AS
    WITH passed_on AS (
      SELECT ip FROM ${t('personal_access')} WHERE session != 0 AND who NOT IN ${wide} GROUP BY ip
      HAVING uniqExact(who) >= greatest(toFloat64(${PASSED_ON.people}), ${PASSED_ON.share} * (SELECT uniqExact(who) FROM ${t('personal_access')} WHERE session != 0))),
      ordinary AS (SELECT DISTINCT ip FROM ${t('personal_access')} WHERE session != 0 AND who NOT IN ${wide})
    SELECT if(principal != '', principal, toString(session)) AS who,
      uniqExactIf(${dayOf(scene, sql`at`)}, personal) AS days,
      uniqExactIf(if(src_ip IN (SELECT ip FROM passed_on), '', ${placeOf(sql`src_ip`)}), personal) AS addresses,
      groupUniqArrayIf(${MOST_NETWORKS})(${blockOf(sql`src_ip`)}, src_ip NOT IN (SELECT ip FROM passed_on)) AS networks,
      groupUniqArrayIf(src_ip, personal AND src_ip NOT IN ordinary AND NOT ${isPrivate(sql`src_ip`)}) AS pool,
      min(${isPrivate(sql`src_ip`)}) AS is_inside,
      countIf(NOT personal AND ok) AS other_requests,
      uniqExactIf(route, NOT personal AND ok) AS other_routes,
      sumMapIf([toString(route)], [toUInt64(1)], personal) AS personal_reads,
      arrayReverseSort((route, reads) -> (reads, route), personal_reads.1, personal_reads.2)[1] AS main_route,
      count() AS requests,
      other_routes >= 3 AND other_requests * 50 >= requests AS customer,
      who IN (SELECT account FROM ${t('personal_access')} WHERE ok AND account IN ${wide}) AS shown
    FROM (
      SELECT *, (toString(method), toString(route)) IN (SELECT method, route FROM ${t('route')}) AS personal,
        status BETWEEN 200 AND 299 OR status = 304 AS ok
      FROM ${events(scene)} WHERE kind = 'http' AND session != 0)
    WHERE who IN ${wide} OR who IN ${ordinarySample(scene)} GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT * FROM ${t('reader_use')} WHERE who IN ${wide}`)
}
