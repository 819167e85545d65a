import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { onPersonalRoute } from '../personal-routes.ts'
import { programFamily } from '../program-family.ts'
import { events, logsField, type Scene, succeeded } from '../scene.ts'
import { inheritHomes } from './inherit-homes.ts'

/** Where sessions are used and where they are at home: `session_use`, `session_issued`, `session_home`. */
export const writeHomes = async (scene: Scene): Promise<void> => {
  await writeUses(scene)
  await writeIssued(scene)
  await inheritHomes(scene)
  await writeSessionHomes(scene)
}

/** `session_use`: where, with what and for how long each credential was used, or where none is named each session. Keys of one length are grouped at half the cost. */
const writeUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const used = logsField(scene, 'credential') ? sql`credential != 0 AND session = credential` : sql`session != 0`
  const personal = await onPersonalRoute(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_use')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT session, ip, ${blockOf(sql`ip`)} AS block, agent, ${programFamily(sql`agent`)} AS family, first, last, uses, answered, taken FROM (
      SELECT session, any(src_ip) AS ip, toString(any(user_agent)) AS agent, min(at) AS first, max(at) AS last, count() AS uses, countIf(${succeeded}) AS answered,
        countIf(${succeeded} AND ${personal}) AS taken
      FROM ${events(scene)}
      WHERE kind = 'http' AND ${used} AND src_ip != '' AND user_agent != ''
      GROUP BY session, sipHash128(src_ip), sipHash128(user_agent))`)
}

/** Where at least this share of sessions is first used from the block that it was issued to, issuance shows where owners are. */
const ISSUED_AT_HOME = 0.8

/** `session_issued`: where the first issuing record of a session came from; empty where the log-in does not see clients as the requests do. */
const writeIssued = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const issued = t('session_issued')
  if (!logsField(scene, 'credential'))
    return scene.engine.run(sql`
      CREATE OR REPLACE TABLE ${issued} ENGINE = MergeTree ORDER BY session AS SELECT * EXCEPT known FROM ${begunByLogIn(scene)}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${issued} ENGINE = MergeTree ORDER BY session AS
    SELECT session, principal, ip, ${blockOf(sql`ip`)} AS block, agent, issued AS at, renewed, false AS inherited FROM (
      SELECT session, argMin(src_ip, (at, file, line)) AS ip, toString(argMin(user_agent, (at, file, line))) AS agent, min(e.at) AS issued,
        argMin(e.principal, (at, file, line)) AS principal, argMin(action, (at, file, line)) = 'refresh' AS renewed
      FROM ${events(scene)} AS e WHERE kind = 'auth' AND action IN ('issue', 'logon', 'refresh') AND credential != 0 AND src_ip != ''
      GROUP BY session)`)
  const { all, home } = await scene.engine.row<{ all: string; home: string }>(sql`
    SELECT count() AS all, countIf(i.block = ${blockOf(sql`s.origin.1`)} AND i.agent IN ('', s.origin.2)) AS home
    FROM ${t('session')} AS s INNER JOIN ${t('session_issued')} AS i ON s.session = i.session`)
  if (Number(home) < ISSUED_AT_HOME * Number(all)) await scene.engine.run(sql`TRUNCATE TABLE ${t('session_issued')}`)
}

/**
 * Where requests name accounts and no credentials, a session is the account's at one address, with one program: it began by the first
 * record of a log-in or a renewal of the account there, with that program or with none named. `known`: sessions of accounts that any record names.
 */
const begunByLogIn = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT s.session AS session, any(s.principal) AS principal, any(s.origin.1) AS ip, ${blockOf(sql`ip`)} AS block, toString(any(s.origin.2)) AS agent,
      min(i.began) AS at, argMin(i.is_renewal, (i.began, i.is_renewal)) AS renewed, false AS inherited,
      (SELECT count() FROM ${t('session')} WHERE principal IN (SELECT principal FROM ${t('issued_account')})) AS known
    FROM ${t('session')} AS s
    INNER JOIN (
      SELECT principal, src_ip AS ip, toString(user_agent) AS agent, argMin(e.action, (e.at, file, line)) = 'refresh' AS is_renewal, min(e.at) AS began
      FROM ${events(scene)} AS e WHERE kind = 'auth' AND action IN ('issue', 'logon', 'refresh') AND principal != '' AND src_ip != '' GROUP BY principal, ip, agent) AS i
      ON i.principal = s.principal AND i.ip = s.origin.1
    WHERE i.agent IN ('', s.origin.2) GROUP BY s.session)`
}

/** Whether the records of log-ins show where the accounts' sessions begin, where requests name no credential. */
export const showsLogIns = async (scene: Scene): Promise<boolean> => {
  if (!logsField(scene, 'principal')) return false
  const row = await scene.engine.row<{ shown: number }>(
    sql`SELECT count() > 0 AND count() >= ${ISSUED_AT_HOME} * any(known) AS shown FROM ${begunByLogIn(scene)}`,
  )
  return Boolean(row.shown)
}

/**
 * `session_home`: of every session nobody accused yet, the block that it was issued to, else that of its first use; its
 * programs there; and when it ended. Where no log names its account, those at home at one address with one program are one
 * owner's, as far as anybody can tell: he who goes from his desk to his telephone again and again is not many victims.
 */
const writeSessionHomes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_home')} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session, any(s.who) AS who, any(s.named) AS named, any(s.block) AS block, any(s.ended) AS ended,
      greatest(any(s.began), max(u.last)) AS own_last,
      arrayFilter(name -> name != '', groupUniqArrayArray([u.agent, s.program])) AS agents,
      arrayFilter(name -> name != '', groupUniqArrayArray([u.family, ${programFamily(sql`s.program`)}])) AS families
    FROM (
      SELECT p.session AS session, if(p.principal = '', concat(if(i.block != '', i.ip, p.origin.1), ' ', program), p.principal) AS who, p.principal != '' AS named,
        if(i.block != '', i.block, ${blockOf(sql`p.origin.1`)}) AS block, if(i.block != '', i.agent, toString(p.origin.2)) AS program, if(i.block != '', i.at, p.first) AS began,
        least(if(toUnixTimestamp(p.revoked_at) > 0, p.revoked_at, ${never}), if(toUnixTimestamp(p.expires_at) > 0, toDateTime64(p.expires_at, 6, 'UTC'), ${never})) AS ended
      FROM ${t('session')} AS p LEFT JOIN ${t('session_issued')} AS i ON p.session = i.session
      WHERE p.session NOT IN (SELECT session FROM ${t('hit')} WHERE session != 0) AND who NOT IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request'))) AS s
    LEFT JOIN ${t('session_use')} AS u ON s.session = u.session AND s.block = u.block
    WHERE s.session IN (SELECT session FROM ${t('session_use')})
    GROUP BY session`)
}

const never = sql`toDateTime64('2200-01-01 00:00:00', 6, 'UTC')`
