import { bind, type Sql, sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'
import { learnLogOuts } from './learn-log-outs.ts'

/** Requests that were on their way, and clocks that differ by less than can be measured, are no late use. */
export const GRACE_SECONDS = 60
/**
 * A record that names an account and no credential may end one of its sessions or all. It is taken to end all where at
 * most this share of the account's sessions goes on from where they were.
 */
const GO_ON = 0.02
/** A password that was reset ends the sessions from before it where the service says so by what it does with so many of them. */
const LEAST_RESET = 20

/** Tokens that are first seen after their end are more than this share only where the clocks of log and tokens differ. */
const SEEN_TOO_LATE = 0.5

/** Sessions whose tokens tell an expiry, and how many of them begin after it. */
export const expiries = async (
  scene: Scene,
): Promise<{ readonly n: number; readonly over: number; readonly contradict: boolean }> => {
  const row = await scene.engine.row<{ n: string; over: string }>(sql`
    SELECT countIf(toUnixTimestamp(expires_at) > 0) AS n, countIf(toUnixTimestamp(expires_at) > 0 AND first > expires_at + ${GRACE_SECONDS}) AS over
    FROM ${scene.derived.table('session')}`)
  const [n, over] = [Number(row.n), Number(row.over)]
  return { n, over, contradict: over > SEEN_TOO_LATE * n }
}

/**
 * `session_end`: one row a session whose end the logs show, with the earliest reason: 'expired' (the latest expiry that
 * any record of it shows), 'revoked' (a log-out or revocation of it that no new issuance follows; of one that no log tells to be revoked, a
 * request to log out) or 'account' (such a
 * record for its account, without a credential, or a reset of its password). No expiry ends one where the clocks contradict.
 */
export const writeEnds = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('account_end')} ENGINE = MergeTree ORDER BY (principal, at) AS
    SELECT DISTINCT principal, at, action AS act FROM ${events(scene)}
    WHERE kind = 'auth' AND (action = 'revoke' AND credential = 0 OR action = 'reset') AND principal != ''`)
  const acts = await actsThatEndAll(scene)
  await learnLogOuts(scene, GRACE_SECONDS)
  const { contradict } = await expiries(scene)
  const never = sql`toDateTime64('2200-01-01 00:00:00', 6, 'UTC')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_end')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, principal, origin, latest, first, last, uses, personal_uses, issuances,
      if(${contradict ? sql`0` : sql`1`} AND toUnixTimestamp(expires_at) > 0, toDateTime64(expires_at, 6, 'UTC'), ${never}) AS expiry,
      if(toUnixTimestamp(revoked_at) > 0 AND revoked_at > renewed_at, revoked_at, ${never}) AS revoked,
      if(toUnixTimestamp(account_ended) > 0, account_ended, ${never}) AS account_wide,
      if(toUnixTimestamp(logged_out) > 0, logged_out, ${never}) AS by_request,
      least(expiry, if(revoked = ${never}, by_request, revoked), account_wide) AS ended,
      multiIf(ended = ${never}, '', ended IN (revoked, by_request), 'revoked', ended = expiry, 'expired', 'account') AS why
    FROM (SELECT e.*, o.at AS logged_out FROM (${withAccountEnd(scene, acts)}) AS e LEFT JOIN ${t('log_out')} AS o ON o.session = e.session)
    WHERE why != ''`)
}

/** Sessions, each with the first end of all sessions of its account after it began. */
const withAccountEnd = (scene: Scene, acts: readonly string[]): Sql => {
  const t = scene.derived.table
  return sql`SELECT s.*, e.at AS account_ended FROM (
      SELECT *, if(issuances > 0, least(issued_at, first), first) AS began FROM ${t('session')}) AS s
    ASOF LEFT JOIN (SELECT principal, at FROM ${t('account_end')} WHERE has(${bind('Array(String)', acts)}, act)) AS e ON s.principal = e.principal AND s.began <= e.at`
}

const actsThatEndAll = async (scene: Scene): Promise<readonly string[]> => {
  const acts: string[] = []
  for (const { act, least } of [
    { act: 'revoke', least: 1 },
    { act: 'reset', least: LEAST_RESET },
  ]) {
    const row = await scene.engine.row<{ n: string; on: string }>(sql`
      SELECT countIf(toUnixTimestamp(account_ended) > 0) AS n,
        countIf(toUnixTimestamp(account_ended) > 0 AND last > account_ended + ${GRACE_SECONDS} AND latest.1 = origin.1) AS on
      FROM (${withAccountEnd(scene, [act])}) WHERE principal != '' AND personal_uses > 0`)
    if (Number(row.n) >= least && Number(row.on) <= GO_ON * Number(row.n)) acts.push(act)
  }
  return acts
}
