import { dayOf, events, type Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/** Where this share of issued credentials acts for others, the logs call accounts by two names, or it is how the service works. */
const USUAL = 0.05
/** Where so many holders change accounts at their own address, the service lets them. */
const CHANGING = 5
/** No household and no firm has so many accounts that one log-in of it acts for. */
const MANY = 20
/** Holders whose credentials of so many days act for others do so by their duty: a desk that acts for customers. */
const DUTY_DAYS = 3

/**
 * A credential that acts for an account which no record of it names is no longer what was issued: its id was copied into
 * a forged one, or the server does not look whose it is. Each such account then has a session of its own, without
 * issuance. Writes `copied`; changes `session` of those events; answers which sessions are to be gathered anew, if any.
 *
 * An account is acted for by a copy at an address where its holder is not, or by a holder who acts for more than `MANY`.
 */
export const splitCopies = async (scene: Scene, issuances: bigint): Promise<Sql | null> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('copied')} (session UInt128, principal String, copy UInt128) ENGINE = MergeTree ORDER BY (session, principal)`)
  if (issuances === 0n) return null
  const { mixed, issued } = await scene.engine.row<Record<'mixed' | 'issued', string>>(
    sql`SELECT countIf(mixed) AS mixed, count() AS issued FROM ${t('session')} WHERE issuances > 0`,
  )
  if (mixed === '0' || Number(mixed) > USUAL * Number(issued)) return null
  await writeCopied(scene)
  const { copies } = await scene.engine.row<{ copies: string }>(sql`SELECT count() AS copies FROM ${t('copied')}`)
  if (copies === '0') return null
  await scene.engine.run(sql`
    ALTER TABLE ${t('event')} UPDATE session = reinterpretAsUInt128(sipHash128(concat(toString(session), ' ', principal)))
    WHERE kind = 'http' AND (session, principal) IN (SELECT session, principal FROM ${t('copied')}) SETTINGS mutations_sync = 2`)
  return sql`(SELECT session FROM ${t('copied')} UNION ALL SELECT copy FROM ${t('copied')})`
}

/** `copied`: one row a credential and an account that it acts for and was not issued to, with the session this becomes. */
const writeCopied = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const issuing = sql`kind = 'auth' AND action IN ('issue', 'refresh', 'logon')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('acted_for')} ENGINE = MergeTree ORDER BY (session, principal) AS
    SELECT session, principal, countIf(${issuing}) AS issuances, groupUniqArray(src_ip) AS ips, ${dayOf(scene, sql`min(at)`)} AS day
    FROM ${events(scene)}
    WHERE session IN (SELECT session FROM ${t('session')} WHERE mixed AND issuances > 0) AND principal != '' AND (kind = 'http' OR ${issuing})
    GROUP BY session, principal`)
  const other = sql`(
    SELECT a.session AS session, a.principal AS principal, hasAny(a.ips, h.ips) AS at_home, h.holder AS holder, h.day AS day,
      count() OVER (PARTITION BY session) AS others
    FROM (SELECT * FROM ${t('acted_for')} WHERE issuances = 0) AS a
    INNER JOIN (SELECT session, min(principal) AS holder, groupUniqArrayArray(ips) AS ips, min(day) AS day
      FROM ${t('acted_for')} WHERE issuances > 0 GROUP BY session) AS h ON a.session = h.session)`
  await scene.engine.run(sql`
    INSERT INTO ${t('copied')}
    WITH (SELECT uniqExactIf(holder, at_home AND others <= ${MANY}) FROM ${other}) AS changing
    SELECT session, principal, reinterpretAsUInt128(sipHash128(concat(toString(session), ' ', principal))) AS copy FROM ${other}
    WHERE (others > ${MANY} OR NOT at_home AND assumeNotNull(changing) < ${CHANGING})
      AND holder NOT IN (SELECT holder FROM ${other} GROUP BY holder HAVING uniqExact(day) >= ${DUTY_DAYS})`)
}
