import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { homeUsesAt } from './home-uses.ts'
import { AKIN_PROGRAM, FOREIGN_AGENT, KNOWN_ADDRESS } from './tests.ts'
import { writeEchoes } from './write-echoes.ts'
import { writeHomes } from './write-homes.ts'
import { writeMoves } from './write-moves.ts'

/**
 * A block to which the sessions of so many others moved with their own programs is a carrier's, or a proxy's. A program
 * that so large a share of all there show, most of whom never had it, says nothing of that: of many victims, some have the thief's by chance.
 */
const ROAD = 2
const ONE_HAND = 0.8

/**
 * `second_place`: one row a session and address, outside its own block, from which it was answered with success
 * while it lived; with the outcome of every test. Sessions that were hit already, and those of hit accounts, are left out.
 *
 * Reads `event` once for the requests with a credential, and once for the records that issued one: six narrow columns.
 */
export const writeSecondPlaces = async (scene: Scene): Promise<void> => {
  await writeHomes(scene)
  await writeMoves(scene)
  await writeEchoes(scene)
  await writeCompany(scene)
  await writeOutcomes(scene)
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

const writeOutcomes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_place')} ENGINE = MergeTree ORDER BY (session, ip) AS
    WITH
      place AS (
        SELECT *, toInt64(agent = ${FOREIGN_AGENT}) AS foreign, toInt64(agent <= ${AKIN_PROGRAM}) AS own FROM ${t('second_agent')}),
      company AS (SELECT ip, toInt64(people) AS people, toInt64(second) AS second FROM ${t('second_company')}),
      road AS (
        SELECT block, toInt64(sumIf(own, counts)) AS moved, groupArrayIf(program, counts) AS theirs FROM (
          SELECT block, program, uniqExactIf(who, agent <= ${AKIN_PROGRAM}) AS own, uniqExactIf(who, agent = ${FOREIGN_AGENT}) AS strange, sum(own + strange) OVER (PARTITION BY block) AS everybody,
            own > 0 AND NOT (strange > own AND own + strange >= ${ONE_HAND} * everybody) AS counts
          FROM ${t('second_agent')} GROUP BY block, program) GROUP BY block)
    SELECT s.session AS session, s.ip AS ip, s.who AS who, s.named AS named, s.agent AS agent,
      multiIf(s.block_known, ${KNOWN_ADDRESS}, r.moved - toInt64(s.own AND has(r.theirs, s.program)) >= ${ROAD}, 1, 2) AS address,
      multiIf(s.own_last < s.first, 0, s.own_last <= s.last, 2, 1) AS turn,
      c.people - 1 AS companions, c.second - s.foreign AS taken_companions,
      multiIf(companions <= 0, 0, taken_companions < 0.2 * companions, 1, taken_companions < 0.8 * companions, 2, companions < 20, 3, 4) AS company,
      multiIf(s.taken = 0, 0, s.taken < s.uses, 1, 2) AS use,
      (s.session, s.ip) IN (SELECT session, ip FROM ${t('second_echo')}) OR ${movedForGood(scene)} OR ${beganAlone(scene)} AS echo
    FROM place AS s
    LEFT JOIN company AS c ON s.ip = c.ip
    LEFT JOIN road AS r ON s.block = r.block`)
}

/** So many accounts beside it that are strangers at an address show that one hand began them there. */
const BESIDE = 2

/** Who begins by a reset or a renewal at a new place with a new program may have a new telephone; three accounts at one address have none. */
const beganAlone = (scene: Scene): Sql =>
  sql`(taken_companions < ${BESIDE} AND s.session IN (SELECT session FROM ${scene.derived.table('session_issued')} WHERE inherited))`

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
