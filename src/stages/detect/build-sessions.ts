import { asksToLogOut } from '../../detections/ended-token/learn-log-outs.ts'
import { onPersonalRoute } from '../../detections/personal-routes.ts'
import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { splitCopies } from './split-copies.ts'

/**
 * The lineage of every session, read off the events: issued, first and last use, revoked, principal, origin at
 * first use. Writes `session`, one row a session that was used.
 *
 * `after_cut` is the first use after the middle of the window: sessions issued before the cut show how long a live
 * session can stay silent, and so how late a session from before the window may first be seen; `late` is what they asked
 * from then on, in all, of personal data, and of that in vain, as one from before the window shows only what it asks within it. `expires_at` is the latest
 * expiry that any record of the session shows, `shows_kid` whether its requests name a key, and not only that record; `latest` the address and agent of its last use
 * (where some record ends sessions; nobody else asks), `mixed` whether its records name several accounts; see `split-copies.ts`. `unnamed` requests
 * name none, `in_vain` is what it asked of personal data and did not get.
 */
export const buildSessions = async (scene: Scene): Promise<void> => {
  const personal = await onPersonalRoute(scene)
  const cut = sql`(SELECT min(first) + intDiv(dateDiff('second', min(first), max(last)), 2) FROM ${scene.derived.table('span')})`
  await writeSpan(scene)
  await writeIssuedAccounts(scene)
  const { passes, shows, issuances } = await sizeUp(scene)
  const ifShown = (column: Shown, value: Sql, otherwise: Sql): Sql => (shows[column] ? value : otherwise)
  const lineage = (which: Sql): Sql => sql`
    WITH kind = 'http' AS used, kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AS issued, ${succeeded} AS ok,
      (used AND ${personal}) AS on_personal, ${place} AS place
    SELECT session,
      argMinIf(principal, if(used, place, bitOr(place, ${BEHIND})), principal != '') AS principal,
      minIf(at, issued) AS issued_at, countIf(issued) AS issuances, minIf(at, kind = 'auth' AND action = 'revoke') AS revoked_at,
      minIf(at, used) AS first, maxIf(at, used) AS last,
      minIf(at, used AND at >= ${cut}) AS after_cut,
      countIf(used) AS uses, countIf(used AND ok) AS ok_uses, countIf(ok AND on_personal) AS personal_uses,
      countIf(on_personal) - personal_uses AS in_vain,
      (countIf(used AND at >= ${cut}), countIf(on_personal AND at >= ${cut}), countIf(on_personal AND NOT ok AND at >= ${cut})) AS late, countIf(used AND e.principal = '') AS unnamed,
      (argMinIf(src_ip, place, used), toString(argMinIf(user_agent, place, used)), ${ifShown('device', sql`argMinIf(device, place, used)`, sql`''`)},
        ${scene.plans.length > 1 ? sql`toString(argMinIf(source, place, used))` : sql`toString(any(source))`}, ${ifShown('host', sql`toString(argMinIf(host, place, used))`, sql`''`)}) AS origin,
      ${ifShown('times', sql`toUInt32(argMinIf(token_issued, place, used))`, sql`toUInt32(0)`)} AS claimed,
      ${ifShown('times', sql`toUInt32(argMinIf(token_expires, place, used))`, sql`toUInt32(0)`)} AS expires,
      if(claimed > 0 AND expires > claimed, intDiv(expires - claimed + 30, 60), 0) AS life,
      maxIf(at, issued) AS renewed_at, ${ifShown('times', sql`max(token_expires)`, sql`toDateTime(0, 'UTC')`)} AS expires_at,
      ${ifShown('kid', sql`toString(max(token_kid))`, sql`''`)} AS kid, ${ifShown('kid', sql`max(used AND token_kid != '')`, sql`false`)} AS shows_kid, ${ifShown('alg', sql`toString(max(token_alg))`, sql`''`)} AS alg,
      ${ifShown('ends', sql`(argMaxIf(src_ip, place, used), toString(argMaxIf(user_agent, place, used)))`, sql`('', '')`)} AS latest,
      minIf(e.principal, e.principal != '' AND (used OR issued)) != maxIf(e.principal, used OR issued) AS mixed
    FROM ${events(scene)} AS e
    PREWHERE session != 0 AND ${which}
    GROUP BY session
    HAVING uses > 0`
  const session = scene.derived.table('session')
  const part = (pass: number): Sql =>
    sql`bitAnd(toUInt64(session), ${bind('UInt64', passes - 1)}) = ${bind('UInt64', pass)}`
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${session} ENGINE = MergeTree ORDER BY session AS ${lineage(part(0))}`,
  )
  for (let pass = 1; pass < passes; pass++) await scene.engine.run(sql`INSERT INTO ${session} ${lineage(part(pass))}`)
  const anew = await splitCopies(scene, issuances)
  if (anew === null) return
  await scene.engine.run(sql`ALTER TABLE ${session} DELETE WHERE session IN ${anew} SETTINGS mutations_sync = 2`)
  await scene.engine.run(sql`INSERT INTO ${session} ${lineage(sql`session IN ${anew}`)}`)
}

/** Some two kilobytes a session are held at once: more sessions than this are read in several passes, by their last bits. */
const AT_ONCE = 500_000

type Shown = 'device' | 'host' | 'times' | 'kid' | 'alg' | 'ends'

/**
 * In how many passes sessions are gathered: a power of two; any number gives the same rows, so an estimate will do. And
 * which columns hold anything at all: the first use of every session is not asked for the others.
 */
const sizeUp = async (
  scene: Scene,
): Promise<{
  readonly passes: number
  readonly shows: Readonly<Record<Shown, number>>
  readonly issuances: bigint
}> => {
  const { sessions, issuances, ...shows } = await scene.engine.row<
    Record<'sessions' | 'issuances', string> & Record<Shown, number>
  >(sql`
    SELECT sessions, device, host, times, kid, alg, ends, issuances FROM ${scene.derived.table('span')}`)
  return {
    passes: 2 ** Math.max(0, Math.ceil(Math.log2(Number(sessions) / AT_ONCE))),
    shows,
    issuances: BigInt(issuances),
  }
}

/**
 * Behind every place: an account is called as its requests call it, and as its issuance does where they do not; two logs
 * may have two names for it (`sub` and user name).
 */
const BEHIND = sql`bitShiftLeft(toUInt128(1), 127)`

/**
 * Where an event stands in time, and at one time in its file, as one number: comparing tuples takes six times as long.
 * From above: a bit for `BEHIND`, microseconds (55 bits, from 1399 on), the file (32), and the line (40 bits: a million
 * million).
 */
const place = sql`bitOr(bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Micro(at) + 18014398509481984), 72), bitShiftLeft(toUInt128(file), 40)), toUInt128(line))`

/** Accounts, addresses and programs of log-ins, for logs whose records name no credential. */
const writeIssuedAccounts = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('issued_account')} ENGINE = MergeTree ORDER BY (principal, ip) AS
    SELECT DISTINCT principal, src_ip AS ip, toString(user_agent) AS agent FROM ${events(scene)}
    WHERE kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AND principal != '' AND src_ip != ''`)

/**
 * First and last request and issuance of the window, the sizes everything else is a share of, and what its events show at
 * all: how many sessions (an estimate), which columns hold anything, whether any record ends a session.
 */
const writeSpan = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('span')} ENGINE = MergeTree ORDER BY tuple() AS
    WITH kind = 'auth' AND action IN ('issue', 'refresh', 'logon') AS issued
    SELECT minIf(at, kind = 'http') AS first, maxIf(at, kind = 'http') AS last,
      minIf(at, issued) AS first_issued, maxIf(at, issued) AS last_issued,
      countIf(kind = 'http') AS requests, countIf(issued) AS issuances, countIf(issued AND credential != 0) AS issued_credentials,
      countIf(kind = 'auth') AS records, countIf(kind NOT IN ('http', 'auth')) AS others, countIf(kind = 'http' AND method = 'POST') AS posts,
      countIf(kind = 'http' AND status IN (302, 303, 307) AND query != '') AS returns,
      uniq(session) AS sessions, max(device != '') AS device, max(host != '') AS host, max(toUInt32(token_issued) + toUInt32(token_expires) > 0) AS times,
      max(token_kid != '') AS kid, max(token_alg != '') AS alg, times OR countIf(kind = 'auth' AND action IN ('revoke', 'reset') OR kind = 'http' AND ${asksToLogOut}) > 0 AS ends
    FROM ${events(scene)}`)
