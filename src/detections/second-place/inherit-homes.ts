import { sql } from '../../engine/sql.ts'
import { programFamily } from '../program-family.ts'
import { events, type Scene } from '../scene.ts'

/** A log-in so soon after a reset of the account's password from the same address shows the mail or the reset, not the password. */
const RESET_SECONDS = 3600

/**
 * A session shows where its owner is by beginning there only where its owner's secret was shown: a renewal shows an older token, a log-in
 * after a reset what was sent, or could be guessed. Such a session, of `session_issued`, is at home where the account last
 * logged in with its secret; after a reset, where it did next, if it never had. It stays at home where it began in a block from
 * which the account logs in, and where it was renewed by a program that the account used before it ever logged in here:
 * another device, whose log-in no log shows. Writes `account_log_in`, and `session_issued` anew.
 */
export const inheritHomes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const reset = sql`(
    SELECT principal, src_ip AS ip, at FROM ${events(scene)} WHERE kind = 'auth' AND action = 'reset' AND principal != '' AND src_ip != '')`
  const begun = sql`(
    SELECT i.*, ${programFamily(sql`if(i.agent != '', i.agent, toString(s.origin.2))`)} AS family,
      if(i.agent != '', i.agent, toString(s.origin.2)) AS program
    FROM ${t('session_issued')} AS i INNER JOIN ${t('session')} AS s ON s.session = i.session WHERE i.principal != '')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('account_log_in')} ENGINE = MergeTree ORDER BY (principal, at) AS
    SELECT b.session AS session, b.principal AS principal, b.block AS block, b.program AS program, b.family AS family, b.at AS at,
      b.renewed AS renewed, r.at >= b.at - ${RESET_SECONDS} AND r.at > 0 AS reset
    FROM ${begun} AS b ASOF LEFT JOIN ${reset} AS r ON r.principal = b.principal AND r.ip = b.ip AND r.at <= b.at`)
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
