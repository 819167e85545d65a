import { sql } from '../../engine/sql.ts'
import { isPrivate, placeOf } from '../address-block.ts'
import { dayOf, events, type Scene } from '../scene.ts'
import { ordinarySample } from './ordinary-sample.ts'

/**
 * `wide_reader_use`: what wide readers do with the service beside their reach, a row each. `days` and `addresses` on which
 * they read personal data; `is_inside`: it never came from an address that is routed; `main_route` the route they read most; a `customer` also asks for three other routes, in one of
 * fifty requests; `shown`: the routes show data of its own account, too. `reader_use` has the same of some ordinary readers.
 */
export const writeUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const wide = sql`(SELECT who FROM ${t('wide_reader')})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT if(principal != '', principal, toString(session)) AS who,
      uniqExactIf(${dayOf(scene, sql`at`)}, personal) AS days,
      uniqExactIf(${placeOf(sql`src_ip`)}, personal) AS addresses,
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
        status BETWEEN 200 AND 299 AS ok
      FROM ${events(scene)} WHERE kind = 'http' AND session != 0)
    WHERE who IN ${wide} OR who IN ${ordinarySample(scene)} GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('wide_reader_use')} ENGINE = MergeTree ORDER BY who AS
    SELECT * FROM ${t('reader_use')} WHERE who IN ${wide}`)
}
