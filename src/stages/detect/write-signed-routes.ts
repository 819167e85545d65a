import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { isSigned } from '../../detections/signed-link.ts'
import { sql } from '../../engine/sql.ts'

/** So many answers to signed links, at so many addresses. */
const LEAST = { answers: 100, addresses: 20 }
/** A thing that is handed out by such links has hardly more addresses that read it than this; a lesson or a film has many. */
const READERS_EACH = 1.5
/** Addresses that read without a signature, for each that reads with one: where there are more, the signature is no guard. */
const PASSING = 0.1

/**
 * `signed_route`: GET routes each of whose things is handed to somebody by a link that is signed, and to hardly anybody without, with
 * the number of `answers` to such links. Of these a log holds no account: the link is the credential. Answers the keys of the routes.
 */
export const writeSignedRoutes = async (scene: Scene): Promise<ReadonlySet<string>> => {
  const t = scene.derived.table
  const signed = sql`SELECT method, route FROM ${t('route_traffic')} WHERE method = 'GET' AND signed >= ${LEAST.answers}`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('signed_route')} (method String, route String, answers UInt64) ENGINE = MergeTree ORDER BY (method, route)`)
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM (${signed})`)
  if (n === '0') return new Set()
  await scene.engine.run(sql`
    INSERT INTO ${t('signed_route')}
    SELECT method, route, countIf(is_signed) AS answers FROM (
      SELECT method, route, object, src_ip, ${isSigned} AS is_signed
      FROM ${events(scene)} PREWHERE kind = 'http' AND session = 0 WHERE (method, route) IN (${signed}) AND ${succeeded} AND object != '')
    GROUP BY method, route
    HAVING answers >= ${LEAST.answers} AND (uniqExactIf(src_ip, is_signed) AS holders) >= ${LEAST.addresses}
      AND uniqExactIf((object, src_ip), is_signed) <= ${READERS_EACH} * uniqExactIf(object, is_signed)
      AND uniqExactIf(src_ip, NOT is_signed) <= ${PASSING} * holders`)
  const rows = await scene.engine.rows<{ key: string }>(
    sql`SELECT concat(method, ' ', route) AS key FROM ${t('signed_route')} ORDER BY key`,
  )
  return new Set(rows.map(({ key }) => key))
}
