import { eventsWithSession, isNamedByIssuance, type Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { byOperation, learnOperations } from './learn-operations.ts'

/**
 * The events that this investigation looks at, once: duplicates left out, clocks corrected (`at`), the period cut, ids in
 * paths by the learned templates, the session of each request, and its account where only the issuance names it. Writes `event`, which every later step reads.
 */
export const writeEvents = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const { aliases } = await scene.engine.row<{ aliases: string }>(
    sql`SELECT count() AS aliases FROM ${t('route_alias')}`,
  )
  const plain = sql`SELECT file, line, source, kind, action, at, src_ip, method, host, query, route, object, status, bytes, user_agent, principal,
    credential, device, token_kid, token_alg, token_issued, token_expires, session FROM ${eventsWithSession(scene)}`
  const templated = sql`SELECT * EXCEPT (path, template, route, object),
      if(template = '', route, template) AS route,
      if(template = '', object, arrayStringConcat(arrayFilter((name, slot) -> startsWith(slot, '{id}'), splitByChar('/', path), splitByChar('/', template)), '/')) AS object
    FROM (
      SELECT e.file AS file, e.line AS line, e.source AS source, e.kind AS kind, e.action AS action, e.at AS at, e.src_ip AS src_ip, e.method AS method, e.host AS host,
        e.path AS path, e.query AS query, toString(e.route) AS route, e.object AS object, e.status AS status, e.bytes AS bytes, e.user_agent AS user_agent,
        e.principal AS principal, e.credential AS credential, e.device AS device, e.token_kid AS token_kid, e.token_alg AS token_alg, e.token_issued AS token_issued, e.token_expires AS token_expires,
        e.session AS session, a.template AS template
      FROM ${eventsWithSession(scene)} AS e LEFT JOIN (SELECT route, argMax(template, declared) AS template FROM ${t('route_alias')} GROUP BY route) AS a ON toString(e.route) = a.route)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('event')} (
      file UInt32, line UInt64 CODEC(Delta, LZ4), source LowCardinality(String), kind LowCardinality(String), action LowCardinality(String), at DateTime64(6, 'UTC') CODEC(Delta, LZ4),
      src_ip String, method LowCardinality(String), host LowCardinality(String), query String, route LowCardinality(String), object String,
      status UInt16, bytes UInt64, user_agent LowCardinality(String), principal String, credential UInt128, device String,
      token_kid LowCardinality(String), token_alg LowCardinality(String), token_issued DateTime('UTC'), token_expires DateTime('UTC'), session UInt128
    ) ENGINE = MergeTree ORDER BY tuple()`)
  const read = sql`(${aliases === '0' ? plain : templated})`
  const written = byOperation(read, await learnOperations(scene))
  await scene.engine.run(sql`
    INSERT INTO ${t('event')} (file, line, source, kind, action, at, src_ip, method, host, query, route, object, status, bytes, user_agent, principal,
      credential, device, token_kid, token_alg, token_issued, token_expires, session)
    SELECT file, line, source, kind, action, at, src_ip, method, host, query, route, object, status, bytes, user_agent, principal,
      credential, device, token_kid, token_alg, token_issued, token_expires, session FROM ${isNamedByIssuance(scene) ? namedByIssuance(written) : written}`)
}

/** A request that names no account is its credential's holder's, as the issuance record names him. */
const namedByIssuance = (written: Sql): Sql => sql`(
  SELECT w.* EXCEPT principal, if(w.principal = '' AND w.kind = 'http' AND w.credential != 0, i.holder, w.principal) AS principal
  FROM ${written} AS w
  LEFT JOIN (
    SELECT credential, argMin(principal, (time, file, line)) AS holder FROM evidence.event
    WHERE kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AND credential != 0 AND principal != '' GROUP BY credential) AS i
    ON w.credential = i.credential)`
