import { type Sql, sql } from '../../engine/sql.ts'
import { events, logsField, type Scene } from '../scene.ts'

/** Whoever was there with his program less than so long before is still there: half an hour's pause ends a visit. */
const VISIT_SECONDS = 1800

/**
 * Condition on `session`: `proven`, or the rest of a proven visit. Where logs name accounts and no credentials, a session is account × address
 * × program, and a telephone that leaves the house goes on at its carrier's address without a log-in: that is no new
 * session, where the same account was answered with the same program, in a proven session, less than half an hour before.
 * Nor is it one where the records have a log-in of the account with the program, from whichever address, so shortly before: the
 * log-in service is asked past a tunnel, or by IPv4 where the site has both. Who is on the road all day goes on from address to
 * address: the visit lasts until the account pauses with that program for half an hour. Writes `moved_on`; reads `event` once.
 */
export const provenVisits = async (scene: Scene, proven: Sql): Promise<Sql> => {
  const t = scene.derived.table
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('moved_on')} (session UInt128, by_log_in UInt8) ENGINE = MergeTree ORDER BY session`,
  )
  if (logsField(scene, 'credential')) return proven
  await scene.engine.run(sql`
    INSERT INTO ${t('moved_on')}
    WITH
      both AS (
        SELECT session, toString(principal) AS principal, toString(origin.2) AS agent, first, ${proven} AS sure, max(sure) OVER (PARTITION BY principal, agent) > min(sure) OVER (PARTITION BY principal, agent) AS mixed
        FROM ${t('session')} WHERE principal != ''),
      seen AS (
        SELECT e.session AS session, if(e.kind = 'http', b.principal, e.principal) AS principal, if(e.kind = 'http', b.agent, e.agent) AS agent, e.at AS at, e.kind = 'auth' AS by_log_in, by_log_in OR b.sure AS proves
        FROM (
          SELECT session, at, toString(kind) AS kind, toString(principal) AS principal, toString(user_agent) AS agent FROM ${events(scene)}
          WHERE (kind = 'http' AND session IN (SELECT session FROM both WHERE mixed))
            OR (kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AND user_agent != ''
              AND (toString(principal), toString(user_agent)) IN (SELECT principal, agent FROM both WHERE NOT sure))) AS e
        LEFT JOIN both AS b ON b.session = e.session
        UNION ALL SELECT session, principal, agent, first, false, false FROM both WHERE NOT mixed AND NOT sure),
      paused AS (
        SELECT *, dateDiff('second', lagInFrame(at, 1, at) OVER (PARTITION BY principal, agent ORDER BY at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), at) >= ${VISIT_SECONDS} AS is_new FROM seen),
      visited AS (
        SELECT *, sum(is_new) OVER (PARTITION BY principal, agent ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS visit FROM paused),
      proofs AS (
        SELECT session, at, proves, max(if(proves, (at, by_log_in), (toDateTime64(0, 6, 'UTC'), false))) OVER (PARTITION BY principal, agent, visit ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS proof FROM visited)
    SELECT session, (argMin(proof, at) AS last_proof).2 AS by_log_in FROM proofs
    WHERE NOT proves GROUP BY session HAVING last_proof.1 > toDateTime64(0, 6, 'UTC')`)
  return sql`(${proven} OR session IN (SELECT session FROM ${t('moved_on')}))`
}

/** Sessions of `lineage_base`, of which only those are `proven` whose own address shows it: who passes requests on logs in nowhere. */
export const provenByAddress = ({ derived: { table: t } }: Scene): Sql =>
  sql`(SELECT * REPLACE (proven AND session NOT IN (SELECT session FROM ${t('moved_on')} WHERE by_log_in) AS proven) FROM ${t('lineage_base')})`
