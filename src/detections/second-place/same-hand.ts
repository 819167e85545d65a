import { sql } from '../../engine/sql.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { KNOWN_ADDRESS } from './tests.ts'

/** So many accounts taken at one address with one program make the two together somebody's; one does where nobody else is. */
const LEAST_TAKEN = 3

/**
 * Victims whose own program happens to be named like the thief's, or like it but for its version, cannot be told by it:
 * at his address and with exactly his program they are his as well, unless owners explain them. Owners who are there use
 * his program no more often than all accounts do, so k accounts there with other programs let expect (k + 1) q with it,
 * q being its share of all accounts; of n accounts there with it, beyond those hit already, at least n − (k + 1) q are his.
 *
 * `second_hand`: such addresses and programs, with the posterior of each further account.
 */
export const addSameHand = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const hit = sql`(SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place' AND posterior >= ${LEVELS.confirmed})`
  const place = sql`(
    SELECT a.ip AS ip, a.program AS program, a.who AS who, (a.session, a.ip) IN ${hit} AS taken
    FROM ${t('second_address')} AS a INNER JOIN ${t('second_place')} AS s ON a.session = s.session AND a.ip = s.ip
    WHERE s.address != ${KNOWN_ADDRESS} AND NOT s.echo)`
  const hand = sql`(
    SELECT ip, program, uniqExactIf(who, NOT taken) AS more, uniqExactIf(who, taken) AS known FROM ${place}
    GROUP BY ip, program HAVING known > 0 AND more > 0)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_hand')} ENGINE = MergeTree ORDER BY (ip, program) AS
    WITH (SELECT toUInt64(uniqExact(who)) FROM ${t('session_home')}) AS accounts
    SELECT h.ip AS ip, h.program AS program,
      1 - least(1, (any(o.others) + 1) * (any(q.users) + 1) / (any(assumeNotNull(accounts)) + 2) / any(h.more)) AS posterior
    FROM ${hand} AS h
    LEFT JOIN (
      SELECT h.ip AS ip, h.program AS program, uniqExactIf(w.who, u.agent != h.program) AS others
      FROM ${hand} AS h INNER JOIN ${t('session_use')} AS u ON u.ip = h.ip INNER JOIN ${t('session_home')} AS w ON w.session = u.session
      WHERE (u.session, u.ip) NOT IN ${hit}
      GROUP BY ip, program) AS o ON o.ip = h.ip AND o.program = h.program
    LEFT JOIN (
      SELECT program, uniqExact(who) AS users FROM (SELECT who, arrayJoin(agents) AS program FROM ${t('session_home')})
      WHERE program IN (SELECT program FROM ${hand}) GROUP BY program) AS q ON q.program = h.program
    GROUP BY ip, program HAVING any(h.known) >= ${LEAST_TAKEN} OR any(o.others) = 0`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'second-place', 'session-use', s.session, s.ip, if(s.named, s.who, ''), '', '', h.posterior AS p, ${levelOf(sql`p`)}
    FROM ${t('second_place')} AS s
    INNER JOIN ${t('second_address')} AS a ON a.session = s.session AND a.ip = s.ip
    INNER JOIN ${t('second_hand')} AS h ON h.ip = a.ip AND h.program = a.program
    WHERE s.address != ${KNOWN_ADDRESS} AND NOT s.echo AND p >= ${LEVELS.possible} AND (s.session, s.ip) NOT IN (
      SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place')`)
}
