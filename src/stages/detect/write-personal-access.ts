import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { isSigned } from '../../detections/signed-link.ts'
import { saysWho } from '../../detections/untold.ts'
import { sql } from '../../engine/sql.ts'
import { correctNested } from './correct-nested.ts'
import { namedObject } from './named-object.ts'

/** Not what the client holds already (304), gave up (408, 499) or what a gateway could not pass on. */
const refused = sql`(status BETWEEN 400 AND 500 AND status NOT IN (408, 499))`

/**
 * Every request to a personal-data route, but for what another log tells better (`saysWho`) and for signed links where these are the guard (`signed_route`), which somebody was given, with who made it (`who`: the account, else the session, else the address) and
 * the object it names: `object` in full, `account` where the object (or its part) is an account id. Writes
 * `personal_access`, from which detections and the impact count, and `route_reader`, the same per reader and route: how many
 * `objects` it read with success, and, unless it is anonymous, which `things` these are.
 */
export const writePersonalAccess = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('personal_access')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT e.method AS method, e.route AS route, e.session AS session, e.principal AS principal, e.src_ip AS ip, e.user_agent AS agent,
      multiIf(e.session = 0, e.src_ip, e.principal != '', e.principal, toString(e.session)) AS who,
      e.at AS at, e.file AS file, e.line AS line, e.status AS status, e.bytes AS bytes, ${succeeded} AS ok, toLowCardinality(r.subject) AS subject,
      ${namedObject(sql`r.parameter`, sql`e.query`, sql`e.object`)} AS object,
      multiIf(r.subject != 'account', '', r.part > 0, splitByChar('/', object)[r.part], object) AS account
    FROM (
      SELECT method, route, session, principal, src_ip, user_agent, at, file, line, status, bytes, query, object
      FROM ${events(scene)} PREWHERE kind = 'http' AND route IN (SELECT route FROM ${t('route')}) WHERE ${await saysWho(scene)} AND NOT (session = 0 AND (method, route) IN (SELECT method, route FROM ${t('signed_route')}) AND ${isSigned})) AS e
    INNER JOIN ${t('route')} AS r ON e.route = r.route WHERE e.method = r.method`)
  await correctNested(scene)
  const counts = sql`countIf(ok) AS reads, countIf(ok AND object != '') AS named, countIf(${refused} AND object != '') AS refused`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('route_reader')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT a.anonymous AS anonymous, a.who AS who, a.method AS method, a.route AS route, toLowCardinality(r.subject) AS subject, a.things AS things,
      a.objects AS objects, a.reads AS reads, a.named AS named, a.refused AS refused
    FROM (
      SELECT false AS anonymous, who, method, route, groupUniqArrayIf(object, ok AND object != '') AS things, length(things) AS objects, ${counts}
      FROM ${t('personal_access')} WHERE session != 0 GROUP BY who, method, route
      UNION ALL
      SELECT true, who, method, route, [], uniqExactIf(object, ok AND object != ''), ${counts}
      FROM ${t('personal_access')} WHERE session = 0 GROUP BY who, method, route) AS a
    INNER JOIN ${t('route')} AS r ON r.method = a.method AND r.route = a.route`)
}
