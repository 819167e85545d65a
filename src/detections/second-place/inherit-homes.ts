import { sql } from '../../engine/sql.ts'
import { programFamily } from '../program-family.ts'
import { events, type Scene, succeeded } from '../scene.ts'

/** A log-in so soon after a reset of the account's password from the same address shows the mail or the reset, not the password. */
const RESET_SECONDS = 3600
/** A request says of nobody's password that it was reset; who logs in there with the same program so soon after has done it. */
const ASKED_SECONDS = 600
/** Paths by which a password is set anew, and words in them by which the letter is only asked for. */
const SETS_ANEW = String.raw`(?i)(passw|pwd|비밀번호).*(reset|recover|renew|재설정)|(reset|recover)[^/]*/?[^/]*(passw|pwd)`
const ONLY_ASKS = String.raw`(?i)(forgot|request|send|mail|start|init|link)`

/**
 * A session shows where its owner is by beginning there only where its owner's secret was shown: a renewal shows an older token, a log-in
 * after a reset, which a record tells of or a request from there, what was sent, or could be guessed. Such a session, of `session_issued`, is at home where the account last
 * logged in with its secret; after a reset, where it did next, if it never had. It stays at home where it began in a block from
 * which the account logs in, and where it was renewed by a program that the account used before it ever logged in here:
 * another device, whose log-in no log shows. Writes `password_reset`, `account_log_in`, and `session_issued` anew.
 */
export const inheritHomes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const reset = t('password_reset')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${reset} ENGINE = MergeTree ORDER BY (principal, ip, agent, at) AS
    SELECT if(kind = 'auth', principal, '') AS principal, src_ip AS ip, if(kind = 'http', toString(user_agent), '') AS agent, at FROM ${events(scene)}
    WHERE src_ip != '' AND ((kind = 'auth' AND action = 'reset' AND principal != '')
      OR (kind = 'http' AND method IN ('POST', 'PUT', 'PATCH') AND (${succeeded} OR status IN (302, 303)) AND match(route, ${SETS_ANEW}) AND NOT match(route, ${ONLY_ASKS})))`)
  const begun = sql`(
    SELECT i.*, ${programFamily(sql`if(i.agent != '', i.agent, toString(s.origin.2))`)} AS family,
      if(i.agent != '', i.agent, toString(s.origin.2)) AS program
    FROM ${t('session_issued')} AS i INNER JOIN ${t('session')} AS s ON s.session = i.session WHERE i.principal != '')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('account_log_in')} ENGINE = MergeTree ORDER BY (principal, at) AS
    SELECT b.session AS session, b.principal AS principal, b.block AS block, b.program AS program, b.family AS family, b.at AS at,
      b.renewed AS renewed,
      (r.at >= b.at - ${RESET_SECONDS} AND r.at > 0) OR (q.at >= b.at - ${ASKED_SECONDS} AND q.at > 0) AS reset
    FROM ${begun} AS b ASOF LEFT JOIN (SELECT principal, ip, at FROM ${reset} WHERE principal != '') AS r ON r.principal = b.principal AND r.ip = b.ip AND r.at <= b.at
    ASOF LEFT JOIN (SELECT ip, agent, at FROM ${reset} WHERE agent != '') AS q ON q.ip = b.ip AND q.agent = b.program AND q.at <= b.at`)
  const shown = sql`(SELECT principal, block, program, family, at FROM ${t('account_log_in')} WHERE NOT renewed AND NOT reset)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('inherited_home')} ENGINE = MergeTree ORDER BY session AS
    WITH
      known AS (SELECT principal, groupUniqArray(block) AS blocks, min(at) AS first FROM ${shown} GROUP BY principal),
      seen AS (SELECT principal, family, min(at) AS first FROM ${t('account_log_in')} GROUP BY principal, family)
    SELECT a.session AS session, if(b.block != '', b.block, n.block) AS block, if(b.block != '', b.program, n.program) AS agent,
      if(b.block != '', b.at, a.at) AS at
    FROM ${t('account_log_in')} AS a
    INNER JOIN known AS k ON k.principal = a.principal
    INNER JOIN seen AS f ON f.principal = a.principal AND f.family = a.family
    ASOF LEFT JOIN ${shown} AS b ON b.principal = a.principal AND b.at <= a.at
    ASOF LEFT JOIN ${shown} AS n ON n.principal = a.principal AND n.at >= a.at
    WHERE (a.renewed OR a.reset) AND NOT has(k.blocks, a.block) AND (a.reset OR f.first >= k.first)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_issued')} ENGINE = MergeTree ORDER BY session AS
    SELECT i.session AS session, i.principal AS principal, i.ip AS ip, if(h.block != '', h.block, i.block) AS block,
      if(h.block != '', h.agent, i.agent) AS agent, if(h.block != '', h.at, i.at) AS at, i.renewed AS renewed, h.block != '' AS inherited
    FROM ${t('session_issued')} AS i LEFT JOIN ${t('inherited_home')} AS h ON h.session = i.session`)
}
