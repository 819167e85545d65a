import { type Sql, sql } from '../../engine/sql.ts'
import { events, logsField, type Scene } from '../scene.ts'

/** Whoever was there with his program less than so long before is still there: half an hour's pause ends a visit. */
const VISIT_SECONDS = 1800

/**
 * Condition on `session`: `proven`, or the rest of a proven visit. Where logs name accounts and no credentials, a session is account × address
 * × program, and a telephone that leaves the house goes on at its carrier's address without a log-in: that is no new
 * session, where the same account was answered with the same program, in a proven session, less than half an hour before.
 * Writes `moved_on`; reads `event` once, for accounts that have both kinds with one program.
 */
export const provenVisits = async (scene: Scene, proven: Sql): Promise<Sql> => {
  if (logsField(scene, 'credential')) return proven
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('moved_on')} ENGINE = MergeTree ORDER BY session AS
    WITH
      both AS (
        SELECT session, principal, origin.2 AS agent, first, ${proven} AS sure, max(sure) OVER (PARTITION BY principal, agent) > min(sure) OVER (PARTITION BY principal, agent) AS mixed
        FROM ${t('session')} WHERE principal != ''),
      seen AS (
        SELECT b.principal AS principal, b.agent AS agent, e.at AS at
        FROM (SELECT session, at FROM ${events(scene)} WHERE kind = 'http' AND session IN (SELECT session FROM both WHERE mixed AND sure)) AS e
        INNER JOIN both AS b ON b.session = e.session)
    SELECT b.session AS session FROM (SELECT * FROM both WHERE mixed AND NOT sure) AS b
    ASOF INNER JOIN seen AS s ON s.principal = b.principal AND s.agent = b.agent AND s.at <= b.first
    WHERE dateDiff('second', s.at, b.first) < ${VISIT_SECONDS}`)
  return sql`(${proven} OR session IN (SELECT session FROM ${t('moved_on')}))`
}
