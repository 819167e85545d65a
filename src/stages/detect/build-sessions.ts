import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/**
 * The lineage of every session in one pass over the events: issued, first and last use, revoked, principal, origin at
 * first use. Writes `session`, one row a session that was used.
 *
 * `after_cut` is the first use after the middle of the window: sessions issued before the cut show how long a live
 * session can stay silent, and so how late a session from before the window may first be seen.
 */
export const buildSessions = async (scene: Scene): Promise<void> => {
  const personal = sql`((toString(method), toString(route)) IN (SELECT method, route FROM ${scene.derived.table('route')}))`
  const cut = sql`(SELECT min(first) + intDiv(dateDiff('second', min(first), max(last)), 2) FROM ${scene.derived.table('span')})`
  await writeSpan(scene)
  await writeIssuedAccounts(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('session')} ENGINE = MergeTree ORDER BY session AS
    WITH kind = 'http' AS used, ${succeeded} AS ok, (used AND ok AND ${personal}) AS personal
    SELECT session,
      any(credential) != 0 AS has_credential,
      argMinIf(principal, (at, file, line), principal != '') AS principal,
      minIf(at, kind = 'auth' AND action IN ('issue', 'refresh', 'logon')) AS issued_at,
      countIf(kind = 'auth' AND action IN ('issue', 'refresh', 'logon')) AS issuances,
      minIf(at, kind = 'auth' AND action = 'revoke') AS revoked_at,
      minIf(at, used) AS first, maxIf(at, used) AS last,
      minIf(at, used AND at >= ${cut}) AS after_cut,
      countIf(used) AS uses, countIf(used AND ok) AS ok_uses, countIf(personal) AS personal_uses,
      argMinIf((src_ip, toString(user_agent), device, toString(source), toString(host), file, line), (at, file, line), used) AS origin,
      uniqExactIf(src_ip, used) AS addresses,
      toUInt32(argMinIf(token_issued, (at, file, line), used)) AS claimed,
      if(claimed > 0 AND argMinIf(token_expires, (at, file, line), used) > argMinIf(token_issued, (at, file, line), used),
        intDiv(toUInt32(argMinIf(token_expires, (at, file, line), used)) - claimed + 30, 60), 0) AS life
    FROM ${events(scene)}
    WHERE session != 0
    GROUP BY session
    HAVING uses > 0`)
}

/** Accounts and addresses of log-ins, for logs whose records name no credential. */
const writeIssuedAccounts = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('issued_account')} ENGINE = MergeTree ORDER BY (principal, ip) AS
    SELECT DISTINCT principal, src_ip AS ip FROM ${events(scene)}
    WHERE kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AND principal != '' AND src_ip != ''`)

/** First and last request and issuance of the window, and the sizes everything else is a share of. */
const writeSpan = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('span')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT minIf(at, kind = 'http') AS first, maxIf(at, kind = 'http') AS last,
      minIf(at, kind = 'auth' AND action IN ('issue', 'refresh', 'logon')) AS first_issued,
      maxIf(at, kind = 'auth' AND action IN ('issue', 'refresh', 'logon')) AS last_issued,
      countIf(kind = 'http') AS requests,
      countIf(kind = 'auth' AND action IN ('issue', 'refresh', 'logon')) AS issuances,
      countIf(kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AND credential != 0) AS issued_credentials
    FROM ${events(scene)}`)
