import { type Sql, sql } from '../../engine/sql.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { FOREIGN_AGENT, FOREIGN_EXPECTED, KNOWN_ADDRESS, OWN_EXPECTED, OWN_PROGRAM } from './tests.ts'

/** So many accounts taken at one address with one program make the two together somebody's; one does where nobody else is. */
const LEAST_TAKEN = 3

/**
 * Victims whose own program happens to be named like the thief's, or like it but for its version, cannot be told by it:
 * at his address and with exactly his program they are his as well, unless owners explain them. Owners who are there use
 * his program no more often than all accounts do, so k accounts there with other programs let expect (k + 1) q with it,
 * q being its share of all accounts; of n accounts there with it, beyond those hit already, at least n − (k + 1) q are his.
 * Where the program is not exactly the session's own, owners who move change theirs no more often than they do elsewhere in
 * this case (r): beside a single account taken there, n − (k + 1) r of them are his, as surely as that one was.
 *
 * `hand_place`: accounts at second places, and those whose home nobody knows; `second_hand`: such addresses and programs, with the
 * posterior of each further account, and of each with a changed program. Where no session is taken for sure, nothing is asked.
 */
export const addSameHand = async (scene: Scene): Promise<void> => {
  const { taken } = await scene.engine.row<{ taken: string }>(sql`SELECT count() AS taken FROM ${confirmed(scene)}`)
  if (taken === '0') return
  await writeHands(scene)
  await addFurtherVictims(scene)
  await addAtTheHeels(scene)
  await addOwnPrograms(scene)
}

const confirmed = (scene: Scene): Sql =>
  sql`(SELECT session, ip FROM ${scene.derived.table('hit')} WHERE detection = 'second-place' AND posterior >= ${LEVELS.confirmed})`

const writeHands = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const hit = confirmed(scene)
  const hisShare = (rate: Sql, accounts: Sql): Sql =>
    sql`1 - least(1, (o.others + 1) * ${rate} / greatest(1, ${accounts}))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('hand_place')} ENGINE = MergeTree ORDER BY (ip, program) AS
    SELECT a.ip AS ip, a.program AS program, a.who AS who, (a.session, a.ip) IN ${hit} AS taken, s.agent AS agent
    FROM ${t('second_address')} AS a INNER JOIN ${t('second_place')} AS s ON a.session = s.session AND a.ip = s.ip
    WHERE s.address != ${KNOWN_ADDRESS} AND NOT s.echo
    UNION ALL SELECT ip, program, who, false, ${OWN_PROGRAM} FROM ${homeless(scene)}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_hand')} ENGINE = MergeTree ORDER BY (ip, program) AS
    WITH
      (SELECT toUInt64(uniqExact(who)) FROM ${t('session_home')}) AS accounts,
      hand AS (
        SELECT ip, program, uniqExactIf(who, taken) AS his, uniqExactIf(who, NOT taken) AS more,
          uniqExactIf(who, NOT taken AND agent != ${OWN_PROGRAM}) AS changed
        FROM ${t('hand_place')} GROUP BY ip, program HAVING his > 0 AND more > 0),
      with_other_program AS (
        SELECT h.ip AS ip, h.program AS program, uniqExactIf(w.who, u.agent != h.program) AS others
        FROM hand AS h INNER JOIN ${t('session_use')} AS u ON u.ip = h.ip INNER JOIN ${t('session_home')} AS w ON w.session = u.session
        WHERE (u.session, u.ip) NOT IN ${hit} GROUP BY ip, program),
      program_users AS (
        SELECT program, uniqExact(who) AS users FROM (SELECT who, arrayJoin(agents) AS program FROM ${t('session_home')})
        WHERE program IN (SELECT program FROM hand) GROUP BY program),
      (SELECT (countIf(agent NOT IN (${OWN_PROGRAM}, ${FOREIGN_AGENT})) + 1) / (count() + 2) FROM ${t('hand_place')} WHERE ip NOT IN (SELECT ip FROM ${hit})) AS changes
    SELECT h.ip AS ip, h.program AS program,
      if(h.his >= ${LEAST_TAKEN} OR o.others = 0, ${hisShare(sql`(q.users + 1) / (assumeNotNull(accounts) + 2)`, sql`h.more`)}, 0) AS posterior,
      if(h.changed > 0, ${LEVELS.confirmed} * ${hisShare(sql`assumeNotNull(changes)`, sql`h.changed`)}, 0) AS posterior_changed
    FROM hand AS h
    LEFT JOIN with_other_program AS o ON o.ip = h.ip AND o.program = h.program
    LEFT JOIN program_users AS q ON q.program = h.program`)
}

/** Sessions that began by a renewal or after a reset, of accounts that never log in with their secret: where they are at home, nobody knows. */
const homeless = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT a.session AS session, s.origin.1 AS ip, toString(s.origin.2) AS program, a.principal AS who
    FROM ${t('account_log_in')} AS a INNER JOIN ${t('session')} AS s ON s.session = a.session
    WHERE (a.renewed OR a.reset) AND a.session IN (SELECT session FROM ${t('session_home')})
      AND a.principal NOT IN (SELECT principal FROM ${t('account_log_in')} WHERE NOT renewed AND NOT reset))`
}

const addFurtherVictims = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'second-place', 'session-use', s.session, s.ip, s.who, '', '', h.posterior AS p, ${levelOf(sql`p`)}
    FROM ${homeless(scene)} AS s INNER JOIN ${t('second_hand')} AS h ON h.ip = s.ip AND h.program = s.program
    WHERE p >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'second-place', 'session-use', s.session, s.ip, if(s.named, s.who, ''), '', '',
      if(s.agent = ${OWN_PROGRAM}, h.posterior, greatest(h.posterior, h.posterior_changed)) AS p, ${levelOf(sql`p`)}
    FROM ${t('second_place')} AS s
    INNER JOIN ${t('second_address')} AS a ON a.session = s.session AND a.ip = s.ip
    INNER JOIN ${t('second_hand')} AS h ON h.ip = a.ip AND h.program = a.program
    WHERE s.address != ${KNOWN_ADDRESS} AND NOT s.echo AND p >= ${LEVELS.possible} AND (s.session, s.ip) NOT IN (
      SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place')`)
}

/**
 * What follows an owner at his heels is done for him, but not by a thief whose address and program others' sessions have told:
 * it is his by chance of the time. Of n accounts there with that program, s taken and the rest at the heels, the next one is
 * taken with (s + 1) / (n + 2) (rule of succession); where most are at the heels, as a helper's are, nothing is said.
 */
const addAtTheHeels = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const heels = sql`((s.session, s.ip) IN (SELECT session, ip FROM ${t('second_echo')}))`
  const place = sql`${t('second_place')} AS s INNER JOIN ${t('second_address')} AS a ON a.session = s.session AND a.ip = s.ip`
  return scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'second-place', 'session-use', s.session, s.ip, if(s.named, s.who, ''), '', '', h.posterior AS p, ${levelOf(sql`p`)}
    FROM ${place}
    INNER JOIN (
      SELECT a.ip AS ip, a.program AS program, uniqExactIf(s.who, NOT ${heels}) AS taken, uniqExactIf(s.who, ${heels}) AS following, (taken + 1) / (taken + following + 2) AS posterior
      FROM ${place}
      WHERE ${heels} OR (s.session, s.ip) IN (
        SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place' AND posterior >= ${LEVELS.confirmed})
      GROUP BY ip, program HAVING taken >= ${LEAST_TAKEN}) AS h ON h.ip = a.ip AND h.program = a.program
    WHERE ${heels} AND p > ${LEVELS.possible} AND (s.session, s.ip) NOT IN (SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place')`)
}

/** How many victims whose own program he has, or who were nowhere else, a thief is expected to have for each whose program is another. */
const AS_OWN = OWN_EXPECTED / FOREIGN_EXPECTED

/**
 * Who is at a thief's address with a program of his own, or was nowhere else, is the thief's victim whose program he has by chance or copied, or an
 * owner who came there by chance. For t accounts taken there he is expected to have t times `AS_OWN` such victims. Owners are expected
 * as often as others are met beside one who comes to an address that is home, as the records of log-ins show, to no more accounts than this one is (r).
 * Each is his with t m / (t m + r), and no surer than t of all who are there are known to be (rule of succession): at an exit that many owners use nothing is said.
 *
 * `second_crowd`: per address the accounts taken for sure, those at home there by a log-in, and all others.
 */
const addOwnPrograms = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const { most } = await scene.engine.row<{ most: string }>(
    sql`SELECT max(n) AS most FROM (SELECT count() AS n FROM ${confirmed(scene)} GROUP BY ip)`,
  )
  if (Number(most) < LEAST_TAKEN) return
  const hits = sql`(SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place')`
  const issuedHere = sql`((u.session, u.block) IN (SELECT session, block FROM ${t('session_issued')} WHERE NOT renewed))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_crowd')} ENGINE = MergeTree ORDER BY ip AS
    SELECT u.ip AS ip, uniqExactIf(h.who, (u.session, u.ip) IN ${confirmed(scene)}) AS taken, uniqExactIf(h.who, ${issuedHere}) AS at_home,
      uniqExactIf(h.who, NOT ${issuedHere} AND (u.session, u.ip) NOT IN ${hits}) AS visitors
    FROM ${t('session_use')} AS u INNER JOIN ${t('session_home')} AS h ON h.session = u.session GROUP BY ip`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    WITH
      crowd AS (SELECT * FROM ${t('second_crowd')} WHERE taken >= ${LEAST_TAKEN} AND visitors > 0),
      met AS (
        SELECT c.ip AS ip, (1 + sumIf(o.visitors - 1, o.at_home <= c.at_home)) / (2 + countIf(o.at_home <= c.at_home)) AS rate
        FROM crowd AS c CROSS JOIN (SELECT at_home, visitors FROM ${t('second_crowd')} WHERE taken = 0 AND visitors > 0) AS o GROUP BY c.ip)
    SELECT 'second-place', 'session-use', u.session, u.ip, if(h.named, h.who, ''), '', '',
      least((c.taken + 1) / (c.taken + c.visitors + c.at_home + 2), c.taken * ${AS_OWN} / (c.taken * ${AS_OWN} + m.rate)) AS p, ${levelOf(sql`p`)}
    FROM ${t('session_use')} AS u
    INNER JOIN ${t('session_home')} AS h ON h.session = u.session
    INNER JOIN crowd AS c ON c.ip = u.ip INNER JOIN met AS m ON m.ip = u.ip
    WHERE p >= ${LEVELS.possible} AND u.answered > 0 AND NOT ${issuedHere} AND (u.session, u.ip) NOT IN ${hits}
      AND (u.session, u.ip) NOT IN (SELECT session, ip FROM ${t('second_place')} WHERE address = ${KNOWN_ADDRESS} OR echo)
    LIMIT 1 BY u.session, u.ip`)
}
