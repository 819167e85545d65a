import { sql } from '../../engine/sql.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { AKIN_PROGRAM, KNOWN_ADDRESS, ONLY_PERSONAL } from './tests.ts'

/** Odds before that an address is a thief's, as those of a move are. */
const PRIOR = 1000
/** Of fewer accounts at one address nothing is said. */
const LEAST_ACCOUNTS = 5
/** Whoever was away from home with his own program for no longer than that, all in all, shows of himself nothing that he does on the road. */
const ONCE_SECONDS = 3600
/** Moves of sessions with their own programs to where the account is not known, as owners make them, and who copies the program. */
const AS_OWNERS_MOVE = sql`agent <= ${AKIN_PROGRAM} AND address != ${KNOWN_ADDRESS} AND NOT echo`
/** Program, network and hour are the owners' own: what an address is visited for makes nobody surer than this. */
const SUREST = 0.95

/**
 * A thief who copies each victim's program is where sessions of many accounts come to with their own programs, as to a carrier or a proxy.
 * But nobody is at home there, and nobody looks at anything but personal data: owners on the road go on with what they did. Of n
 * requests of an ordinary session at home, all are for personal data with the share q(n) (hypergeometric, the mean over
 * sessions); of what the same accounts do at other such places, with a share of its own (phones that only ask for news on the
 * road), and the greater of the two counts. Of k visits that let expect m such ones, all are so by chance with
 * at most exp(k − m − k log(k/m)) (Chernoff 1952). Before, one address in a thousand, or in as many as are visited so, is a thief's.
 *
 * `collecting_place`: such addresses, with the visits, how many of them were expected to be such, and the posterior.
 */
export const addCollected = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const visits = sql`(
    SELECT p.session AS session, p.ip AS ip, p.who AS who, p.use = ${ONLY_PERSONAL} AS only, a.uses AS uses,
      dateDiff('second', min(a.first) OVER account, max(a.last) OVER account) <= ${ONCE_SECONDS} AS once,
      if(once, 0, count() OVER account - 1) AS others, if(once, 0, countIf(only) OVER account - only) AS others_only
    FROM ${t('second_place')} AS p INNER JOIN ${t('second_address')} AS a ON a.session = p.session AND a.ip = p.ip
    WHERE ${AS_OWNERS_MOVE}
    WINDOW account AS (PARTITION BY p.who))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('collecting_place')} (ip String, visits UInt64, expected Float64, posterior Float64) ENGINE = MergeTree ORDER BY ip`)
  const { places } = await scene.engine.row<{ places: string }>(sql`
    SELECT count() AS places FROM (
      SELECT ip FROM ${t('second_place')} WHERE ${AS_OWNERS_MOVE}
      GROUP BY ip HAVING uniqExact(who) >= ${LEAST_ACCOUNTS} AND min(use) = ${ONLY_PERSONAL})`)
  if (places === '0') return
  await scene.engine.run(sql`
    INSERT INTO ${t('collecting_place')}
    WITH
      place AS (
        SELECT v.ip AS ip, uniqExact(v.who) AS accounts, count() AS k, groupArray(v.uses) AS sizes,
          if(sum(v.others) = 0, 0, (sum(v.others_only) + 1) / (sum(v.others) + 2)) AS on_the_road
        FROM ${visits} AS v INNER JOIN ${t('second_company')} AS c ON c.ip = v.ip
        GROUP BY ip HAVING accounts >= ${LEAST_ACCOUNTS} AND min(v.only) AND any(c.people - c.second) = accounts),
      size AS (SELECT DISTINCT arrayJoin(sizes) AS n FROM place),
      ordinary AS (
        SELECT uses, taken, count() AS sessions FROM (
          SELECT sum(u.uses) AS uses, sum(u.taken) AS taken
          FROM ${t('session_use')} AS u INNER JOIN ${t('session_home')} AS h ON h.session = u.session AND h.block = u.block GROUP BY u.session)
        GROUP BY uses, taken),
      chance AS (
        SELECT s.n AS n, (1 + sumIf(o.sessions * exp(lgamma(o.taken + 1) + lgamma(toFloat64(o.uses) - s.n + 1) - lgamma(toFloat64(o.taken) - s.n + 1) - lgamma(o.uses + 1)), o.taken >= s.n)) / (2 + sum(o.sessions)) AS q
        FROM size AS s CROSS JOIN ordinary AS o WHERE o.uses >= s.n GROUP BY n),
      (SELECT uniqExact(ip) FROM ${visits}) AS addresses
    SELECT p.ip AS ip, any(p.k) AS visits, sum(greatest(p.on_the_road, if(c.q = 0, 1, c.q))) AS expected,
      least(${SUREST}, round(1 / (1 + greatest(${PRIOR}, assumeNotNull(addresses)) * exp(visits - expected - visits * log(visits / expected))), 6)) AS posterior
    FROM (SELECT ip, k, on_the_road, arrayJoin(sizes) AS n FROM place) AS p LEFT JOIN chance AS c ON c.n = p.n
    GROUP BY ip HAVING expected < visits AND posterior >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'second-place', 'session-use', s.session, s.ip, if(s.named, s.who, ''), '', '', c.posterior AS p, ${levelOf(sql`p`)}
    FROM ${t('second_place')} AS s INNER JOIN ${t('collecting_place')} AS c ON c.ip = s.ip
    WHERE ${AS_OWNERS_MOVE} AND (s.session, s.ip) NOT IN (SELECT session, ip FROM ${t('hit')} WHERE detection = 'second-place')`)
}
