import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { programFamily } from '../program-family.ts'
import type { Scene } from '../scene.ts'
import { homeUsesAt } from './home-uses.ts'
import { AKIN_PROGRAM, FOREIGN_AGENT, OWN_PROGRAM } from './tests.ts'

/** Where sessions were used away from home, and what their accounts know of there: `second_address`, `second_taken`, `second_agent`. */
export const writeMoves = async (scene: Scene): Promise<void> => {
  await writeAddresses(scene)
  await writeTaken(scene)
  await writeAgents(scene)
}

/**
 * `second_address`: one row a session and address outside its own block from which it was answered with success while it
 * lived, and its program there: `same` as at home, or `akin` to one of there.
 */
const writeAddresses = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_address')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT u.session AS session, u.ip AS ip, any(u.block) AS block, any(h.who) AS who, any(h.named) AS named,
      argMin(u.agent, (u.first, u.agent)) AS program, argMin(u.family, (u.first, u.agent)) AS program_family,
      min(u.first) AS first, max(u.last) AS last, sum(u.uses) AS uses, sum(u.taken) AS taken, any(h.own_last) AS own_last,
      has(any(h.agents), program) AS same, has(any(h.families), program_family) AS akin
    FROM ${t('session_use')} AS u INNER JOIN ${t('session_home')} AS h ON u.session = h.session
    WHERE u.block != h.block AND u.first < h.ended
    GROUP BY session, ip HAVING sum(u.answered) > 0`)
}

/** Where so many accounts are, and most of them with a program that is foreign to their sessions, nobody is at home. */
const TAKEN = { accounts: 3, share: 0.8 }

/** `second_taken`: addresses at which hardly anybody is with a program of his own; what begins there is no account's history. */
const writeTaken = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_taken')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip FROM (
      SELECT ip, who, NOT (same OR akin) AS strange FROM ${t('second_address')}
      UNION ALL
      SELECT u.ip, h.who, 0 FROM ${homeUsesAt(scene, sql`(SELECT ip FROM ${t('second_address')} WHERE NOT (same OR akin))`)})
    GROUP BY ip
    HAVING uniqExactIf(who, strange) >= ${TAKEN.accounts} AND uniqExactIf(who, strange) >= ${TAKEN.share} * uniqExact(who)`)
}

/**
 * How many other sessions of an account began in a block or with a family of programs: a session moved out of both of its
 * own. Where issuance shows where owners are, a session began where it was issued: a thief may be the first to use it.
 */
const otherSessions = (scene: Scene, what: 'block' | 'family'): Sql => {
  const t = scene.derived.table
  const began =
    what === 'block'
      ? sql`if(i.block != '', i.block, ${blockOf(sql`s.origin.1`)})`
      : programFamily(sql`if(i.block != '' AND (i.agent != '' OR i.inherited), i.agent, toString(s.origin.2))`)
  return sql`(SELECT s.principal AS who, ${began} AS name, count() AS sessions
    FROM ${t('session')} AS s LEFT JOIN ${t('session_issued')} AS i ON i.session = s.session
    WHERE (i.block != '' OR s.origin.1 NOT IN (SELECT ip FROM ${t('second_taken')}))
      AND who IN (SELECT who FROM ${t('second_address')} WHERE named) GROUP BY who, name)`
}

/** `second_agent`: the same rows, with what the other sessions of the account know of the block and of the program (`agent`). */
const writeAgents = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_agent')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT a.session AS session, a.ip AS ip, a.block AS block, a.who AS who, a.named AS named, a.first AS first, a.last AS last,
      a.uses AS uses, a.taken AS taken, a.own_last AS own_last, a.program AS program, f.sessions > 0 AS family_known,
      b.sessions > 0 OR (NOT a.named AND count() OVER (PARTITION BY a.who, a.block) >= ${HABIT}) AS block_known,
      multiIf(a.same, ${OWN_PROGRAM}, a.akin, ${AKIN_PROGRAM}, family_known, 2, ${FOREIGN_AGENT}) AS agent
    FROM ${t('second_address')} AS a
    LEFT JOIN ${otherSessions(scene, 'family')} AS f ON a.who = f.who AND a.program_family = f.name
    LEFT JOIN ${otherSessions(scene, 'block')} AS b ON a.who = b.who AND a.block = b.name`)
}

/**
 * A cookie is stolen once. Where no log names accounts, and so many sessions that are at home at one address with one
 * program went to one other block, their owner goes there.
 */
const HABIT = 3
