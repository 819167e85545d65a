import { sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'

/** What is used so soon after its revocation may not have heard of it. */
const HEARD_SECONDS = 3600
/** Whoever reads so many other people's data with a revoked credential goes on; one's own data harm nobody. */
const OTHERS = 3
/** So many revocations show what revoking does in this service… */
const REVOCATIONS = 50
/** …and where at most this share of what was revoked is answered an hour later, it ends credentials. */
const ANSWERED_ON = 0.02
/** Who asks so shortly before the revocation has logged out: he may be back with the same cookie tomorrow. */
const LOG_OUT_SECONDS = 300

/**
 * `revoked_use`: credentials that a record revoked by name, with no issuance after it, and that were answered with personal
 * data an hour and more later, of how many `others`, and how often the service had refused them since the revocation.
 * One `reads_on` where three others' were read and the service shows that it ends what is revoked: it had refused this very
 * credential, or it ends nearly all. Nothing is said of log-outs, which follow a request of the session, nor where the account
 * logged in anew and the record names no credential. Reads the events of revoked credentials that read others, and of their accounts.
 */
export const writeRevokedUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const revoked = sql`(SELECT session, principal, revoked_at FROM ${t('session')} WHERE toUnixTimestamp(revoked_at) > 0 AND revoked_at > renewed_at)`
  const answered = sql`(
    SELECT r.session AS session, any(if(r.principal != '', r.principal, toString(r.session))) AS who, any(r.revoked_at) AS revoked,
      count() AS answered, min(p.at) AS first, uniqExactIf(p.account, p.account NOT IN ('', r.principal)) AS others
    FROM ${t('personal_access')} AS p INNER JOIN ${revoked} AS r ON r.session = p.session
    WHERE p.ok AND p.at > r.revoked_at + ${HEARD_SECONDS} GROUP BY session)`
  await createRevokedUse(scene)
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT countIf(others >= ${OTHERS}) AS n FROM ${answered}`)
  if (n === '0') return
  await scene.engine.run(sql`
    INSERT INTO ${t('revoked_use')}
    WITH (SELECT count() FROM ${revoked}) AS revocations, (SELECT count() FROM ${answered}) AS answered_on,
      own AS (
        SELECT e.session AS session, countIf(e.status IN (401, 403) AND e.at > a.revoked AND e.at < a.first) AS refused,
          countIf(e.at BETWEEN a.revoked - ${LOG_OUT_SECONDS} AND a.revoked) AS just_before
        FROM ${events(scene)} AS e INNER JOIN ${answered} AS a ON a.session = e.session
        WHERE e.session IN (SELECT session FROM ${answered} WHERE others >= ${OTHERS}) AND e.kind = 'http' GROUP BY session),
      again AS (
        SELECT DISTINCT a.session AS session FROM ${events(scene)} AS e INNER JOIN ${answered} AS a ON a.who = e.principal
        WHERE e.kind = 'auth' AND e.action IN ('issue', 'refresh', 'logon') AND e.credential = 0
          AND e.principal IN (SELECT who FROM ${answered} WHERE others >= ${OTHERS}) AND e.at BETWEEN a.revoked AND a.first)
    SELECT a.session, a.who, a.revoked, a.answered, a.first, a.others, o.refused,
      o.just_before = 0 AND a.session NOT IN (SELECT session FROM again)
        AND (o.refused > 0 OR (revocations >= ${REVOCATIONS} AND answered_on <= ${ANSWERED_ON} * revocations))
    FROM ${answered} AS a LEFT JOIN own AS o ON o.session = a.session WHERE a.others >= ${OTHERS}`)
}

const createRevokedUse = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('revoked_use')} (
      session UInt128, who String, revoked DateTime64(6, 'UTC'), answered UInt64, first DateTime64(6, 'UTC'), others UInt64, refused_before UInt64, reads_on Bool
    ) ENGINE = MergeTree ORDER BY session`)
