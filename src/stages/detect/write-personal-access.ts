import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/**
 * Every request to a personal-data route, with the object it names: `object` in full, `account` where the object (or
 * its part) is an account id. Writes `personal_access`; detections and the impact count from it.
 */
export const writePersonalAccess = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('personal_access')} ENGINE = MergeTree ORDER BY (method, route, session, at, file, line) AS
    SELECT toString(e.method) AS method, toString(e.route) AS route, e.session AS session, e.principal AS principal, e.src_ip AS ip,
      toString(e.user_agent) AS agent, e.device AS device, toString(e.source) AS source, e.at AS at, e.file AS file, e.line AS line,
      e.status AS status, e.bytes AS bytes, ${succeeded} AS ok, r.subject AS subject,
      if(r.parameter != '', substring(arrayFirst(pair -> startsWith(pair, concat(r.parameter, '=')), splitByChar('&', e.query)), length(r.parameter) + 2),
        e.object) AS object,
      multiIf(r.subject != 'account', '', r.part > 0, splitByChar('/', object)[r.part], object) AS account
    FROM ${events(scene)} AS e
    INNER JOIN ${scene.derived.table('route')} AS r ON e.method = r.method AND e.route = r.route
    WHERE e.kind = 'http'`)
