import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { onPersonalRoute } from '../personal-routes.ts'
import { programFamily } from '../program-family.ts'
import { events, type Scene, succeeded } from '../scene.ts'
import { FOREIGN_AGENT, KNOWN_ADDRESS } from './tests.ts'

/** An address to which the sessions of so many others moved with their own programs is a carrier's, or a proxy's. */
const ROAD = 2

/**
 * `second_place`: one row a session and address, outside its own block, from which it was answered with success
 * while it lived; with the outcome of every test. Sessions that were hit already, and those of hit accounts, are left out.
 *
 * Reads `event` once for the requests with a credential, and once for the records that issued one: six narrow columns.
 */
export const writeSecondPlaces = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeUses(scene)
  await writeHomes(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_address')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT u.session AS session, u.ip AS ip, any(u.block) AS block, any(h.who) AS who, any(h.named) AS named, argMin(u.agent, (u.first, u.agent)) AS program,
      argMin(u.family, (u.first, u.agent)) AS program_family, min(u.first) AS first, max(u.last) AS last, sum(u.uses) AS uses, sum(u.taken) AS taken,
      any(h.own_last) AS own_last, has(any(h.agents), program) AS same, has(any(h.families), program_family) AS akin
    FROM ${t('session_use')} AS u INNER JOIN ${t('session_home')} AS h ON u.session = h.session
    WHERE u.block != h.block AND u.first < h.ended
    GROUP BY session, ip HAVING sum(u.answered) > 0`)
  await writeTaken(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_agent')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT a.session AS session, a.ip AS ip, a.block AS block, a.who AS who, a.named AS named, a.first AS first, a.last AS last, a.uses AS uses, a.taken AS taken,
      a.own_last AS own_last, f.sessions > 0 AS family_known, b.sessions > 0 AS block_known,
      multiIf(a.same, 0, a.akin, 1, family_known, 2, ${FOREIGN_AGENT}) AS agent
    FROM ${t('second_address')} AS a
    LEFT JOIN ${otherSessions(scene, 'family')} AS f ON a.who = f.who AND a.program_family = f.name
    LEFT JOIN ${otherSessions(scene, 'block')} AS b ON a.who = b.who AND a.block = b.name`)
  await writeEchoes(scene)
  await writeCompany(scene)
  const company = sql`multiIf(c.people <= 1, 0, c.second - s.foreign < 0.2 * (c.people - 1), 1, c.second - s.foreign < 0.8 * (c.people - 1), 2, c.people <= 20, 3, 4)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_place')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT s.session AS session, s.ip AS ip, s.who AS who, s.named AS named, s.agent AS agent,
      multiIf(s.block_known, ${KNOWN_ADDRESS}, r.moved - s.own >= ${ROAD}, 1, 2) AS address,
      multiIf(s.own_last < s.first, 0, s.own_last <= s.last, 2, 1) AS turn, ${company} AS company,
      multiIf(s.taken = 0, 0, s.taken < s.uses, 1, 2) AS use,
      (s.session, s.ip) IN (SELECT session, ip FROM ${t('second_echo')}) OR ${movedForGood(scene)} AS echo
    FROM (SELECT *, toInt64(agent = ${FOREIGN_AGENT}) AS foreign, toInt64(agent <= 1) AS own FROM ${t('second_agent')}) AS s
    LEFT JOIN (SELECT ip, toInt64(people) AS people, toInt64(second) AS second FROM ${t('second_company')}) AS c ON s.ip = c.ip
    LEFT JOIN (SELECT block, toInt64(uniqExact(who)) AS moved FROM ${t('second_agent')} WHERE agent <= 1 GROUP BY block) AS r ON s.block = r.block`)
}

/** `session_use`: where, with what and for how long each credential was used. Keys of one length are grouped at half the cost. */
const writeUses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const personal = await onPersonalRoute(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_use')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT session, ip, ${blockOf(sql`ip`)} AS block, agent, ${programFamily(sql`agent`)} AS family, first, last, uses, answered, taken FROM (
      SELECT session, any(src_ip) AS ip, toString(any(user_agent)) AS agent, min(at) AS first, max(at) AS last, count() AS uses, countIf(${succeeded}) AS answered,
        countIf(${succeeded} AND ${personal}) AS taken
      FROM ${events(scene)}
      WHERE kind = 'http' AND credential != 0 AND session = credential AND src_ip != '' AND user_agent != ''
      GROUP BY session, sipHash128(src_ip), sipHash128(user_agent))`)
}

/** Where at least this share of sessions is first used from the block that it was issued to, issuance shows where owners are. */
const ISSUED_AT_HOME = 0.8

/** `session_issued`: where the first issuing record of a session came from; empty where the log-in does not see clients as the requests do. */
const writeIssued = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_issued')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, ${blockOf(sql`ip`)} AS block, agent, issued AS at FROM (
      SELECT session, argMin(src_ip, (at, file, line)) AS ip, toString(argMin(user_agent, (at, file, line))) AS agent, min(e.at) AS issued
      FROM ${events(scene)} AS e WHERE kind = 'auth' AND action IN ('issue', 'logon', 'refresh') AND credential != 0 AND src_ip != ''
      GROUP BY session)`)
  const { all, home } = await scene.engine.row<{ all: string; home: string }>(sql`
    SELECT count() AS all, countIf(i.block = ${blockOf(sql`s.origin.1`)} AND i.agent IN ('', s.origin.2)) AS home
    FROM ${t('session')} AS s INNER JOIN ${t('session_issued')} AS i ON s.session = i.session`)
  if (Number(home) < ISSUED_AT_HOME * Number(all)) await scene.engine.run(sql`TRUNCATE TABLE ${t('session_issued')}`)
}

/**
 * `session_home`: of every session nobody accused yet, the block that it was issued to, else that of its first use; its
 * programs there; and when it ended.
 */
const writeHomes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeIssued(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session_home')} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session, any(s.who) AS who, any(s.named) AS named, any(s.block) AS block, any(s.ended) AS ended,
      greatest(any(s.began), max(u.last)) AS own_last,
      arrayFilter(name -> name != '', groupUniqArrayArray([u.agent, s.program])) AS agents,
      arrayFilter(name -> name != '', groupUniqArrayArray([u.family, ${programFamily(sql`s.program`)}])) AS families
    FROM (
      SELECT p.session AS session, if(p.principal = '', toString(p.session), p.principal) AS who, p.principal != '' AS named,
        if(i.block != '', i.block, ${blockOf(sql`p.origin.1`)}) AS block, if(i.block != '', i.agent, p.origin.2) AS program, if(i.block != '', i.at, p.first) AS began,
        least(if(toUnixTimestamp(p.revoked_at) > 0, p.revoked_at, ${never}), if(toUnixTimestamp(p.expires_at) > 0, toDateTime64(p.expires_at, 6, 'UTC'), ${never})) AS ended
      FROM ${t('session')} AS p LEFT JOIN ${t('session_issued')} AS i ON p.session = i.session
      WHERE p.session NOT IN (SELECT session FROM ${t('hit')} WHERE session != 0) AND who NOT IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request'))) AS s
    LEFT JOIN ${t('session_use')} AS u ON s.session = u.session AND s.block = u.block
    WHERE s.session IN (SELECT session FROM ${t('session_use')})
    GROUP BY session`)
}

const never = sql`toDateTime64('2200-01-01 00:00:00', 6, 'UTC')`

/** Where so many accounts are, and most of them with a program that is foreign to their sessions, nobody is at home. */
const TAKEN = { accounts: 3, share: 0.8 }

/** Whoever is at these addresses: uses (`u`) and homes (`h`) of their sessions. Where nobody moved there is nothing to join. */
const homeUsesAt = (scene: Scene, ips: Sql): Sql => {
  const t = scene.derived.table
  const uses = sql`(SELECT session, ip FROM ${t('session_use')} WHERE ip IN ${ips})`
  return sql`${uses} AS u INNER JOIN (SELECT session, who FROM ${t('session_home')} WHERE session IN (SELECT session FROM ${uses})) AS h ON u.session = h.session`
}

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
      : programFamily(sql`if(i.block != '' AND i.agent != '', i.agent, toString(s.origin.2))`)
  return sql`(SELECT if(s.principal = '', toString(s.session), s.principal) AS who, ${began} AS name, count() AS sessions
    FROM ${t('session')} AS s LEFT JOIN ${t('session_issued')} AS i ON i.session = s.session
    WHERE (i.block != '' OR s.origin.1 NOT IN (SELECT ip FROM ${t('second_taken')}))
      AND who IN (SELECT who FROM ${t('second_address')}) GROUP BY who, name)`
}

/** A service that moves to another machine: so many requests before and after, so soon, for so long, and none from where it was. */
const MOVED = { uses: 100, withinSeconds: 3600, forSeconds: 86_400 }

/** What stops at one place for good and at once goes on at another as busily is itself, whatever its new program is called. */
const movedForGood = (scene: Scene): Sql => {
  const t = scene.derived.table
  return sql`(s.own_last < s.first AND s.uses >= ${MOVED.uses} AND dateDiff('second', s.own_last, s.first) <= ${MOVED.withinSeconds}
    AND dateDiff('second', s.first, s.last) >= ${MOVED.forSeconds} AND s.session IN (
      SELECT u.session FROM ${t('session_use')} AS u INNER JOIN ${t('session_home')} AS h ON u.session = h.session
      WHERE u.block = h.block GROUP BY u.session HAVING sum(u.uses) >= ${MOVED.uses}))`
}

/** What follows or precedes a request of the owner by so little, most of the time, is done for him: previews, scanners, helpers. */
const HEELS_SECONDS = 120
/** Own requests from which one sees how much of the time is at the heels of some. */
const FEWEST_OWN = 100

/**
 * `second_echo`: second places with a foreign program of which most uses stand at the heels of the session's own, and more than by
 * chance: a service that asks every other minute has anybody at its heels. Reads the events of sessions that have such a
 * place, no others.
 */
const writeEchoes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const foreign = sql`(SELECT session, ip FROM ${t('second_agent')} WHERE agent = ${FOREIGN_AGENT})`
  const uses = (theirs: Sql): Sql => sql`(
    SELECT session, src_ip AS ip, at FROM ${events(scene)}
    WHERE kind = 'http' AND session IN (SELECT session FROM ${t('second_agent')} WHERE agent = ${FOREIGN_AGENT}) AND (session, src_ip) ${theirs} ${foreign})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_echo')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT b.session AS session, b.ip AS ip FROM (
      SELECT f.session AS session, f.ip AS ip, f.at AS at, o.at AS before FROM ${uses(sql`IN`)} AS f ASOF LEFT JOIN ${uses(sql`NOT IN`)} AS o ON f.session = o.session AND f.at >= o.at) AS b
    ASOF LEFT JOIN ${uses(sql`NOT IN`)} AS n ON b.session = n.session AND b.at <= n.at
    LEFT JOIN (
      SELECT session, 1 - exp(-${2 * HEELS_SECONDS} * sum(uses) / greatest(1, dateDiff('second', min(first), max(last)))) AS share
      FROM ${t('session_use')} WHERE (session, ip) NOT IN ${foreign} GROUP BY session HAVING sum(uses) >= ${FEWEST_OWN}) AS c ON c.session = b.session
    GROUP BY session, ip
    HAVING 2 * countIf(dateDiff('second', b.before, b.at) <= ${HEELS_SECONDS} OR (n.at >= b.at AND dateDiff('second', b.at, n.at) <= ${HEELS_SECONDS})) > (1 + any(c.share)) * count()`)
}

/** `second_company`: how many accounts are on an address, and how many of them as a second place with a foreign program. */
const writeCompany = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_company')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip, uniqExact(who) AS people, uniqExactIf(who, foreign) AS second FROM (
      SELECT u.ip AS ip, h.who AS who, 0 AS foreign FROM ${homeUsesAt(scene, sql`(SELECT ip FROM ${t('second_agent')})`)}
      UNION ALL
      SELECT ip, who, agent = ${FOREIGN_AGENT} AND (session, ip) NOT IN (SELECT session, ip FROM ${t('second_echo')}) FROM ${t('second_agent')})
    GROUP BY ip`)
}

/**
 * Outcomes among owners, one query a test: moves with their own program show where they go, who is there, what they do and
 * whether they come back; moves to addresses of theirs or on the road, and the programs that share a session at home, show how
 * often the program changes.
 */
export const ownersOutcomes = (scene: Scene): readonly Sql[] => {
  const t = scene.derived.table
  const moves = (code: string): Sql =>
    sql`SELECT toUInt8(${{ text: code, params: {} }}) AS outcome, count() AS n FROM ${t('second_place')} WHERE agent <= 1 GROUP BY outcome ORDER BY outcome`
  return [
    moves('address'),
    sql`SELECT outcome, sum(m) AS n FROM (
      SELECT toUInt8(agent) AS outcome, count() AS m FROM ${t('second_place')} WHERE address <= 1 OR echo GROUP BY outcome
      UNION ALL
      SELECT toUInt8(if(length(families) > 1, ${FOREIGN_AGENT}, 0)) AS outcome, count() AS m FROM ${t('session_home')} GROUP BY outcome)
      GROUP BY outcome ORDER BY outcome`,
    moves('turn'),
    moves('company'),
    moves('use'),
  ]
}
