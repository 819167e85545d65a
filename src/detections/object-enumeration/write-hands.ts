import { isPrivate } from '../address-block.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { type Scene, windowDays } from '../scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { isNameless } from './nameless-readers.ts'
import { named } from './readers.ts'

/** So many accounts at one place, nearly all of which read of others, have it in common. */
const TOGETHER = 3
/** Nearly all of a place's accounts; and of a hand's, those that reads of others, and those that come after the last one has gone. */
const NEARLY_ALL = 0.8
/** Odds before that accounts of one program that read of others are one hand's. */
const PRIOR_ODDS = 0.01
/** One other person may be one's husband. */
const PEOPLE = 2
/** Things with more readers are nobody's in particular. */
const FEW_READERS = 8
/** Of fewer days nobody shows whether he comes back. */
const SHORTEST = 3

/**
 * `hand_reader`: accounts that one hand made, and used up one after another, for a few things of others each. None of them reads far.
 * Of the accounts at an address with one program (three at least) four in five read things of two other people or more, which
 * ordinary accounts hardly do (`usual`, measured); they read nowhere else; and of all that are so by that program, nearly each begins when
 * the one before has ended, and is never seen again, and no two read the same. People at one desk, in one class or behind one carrier are there
 * at the same time, or come back, or read their own. Of k such accounts the next one is of the hand with (k + 1) / (k + 2) (rule of
 * succession), and no surer than the chance allows that k ordinary ones read so. They are hits by that alone.
 * `reaching_reader`: whoever reads things of so many others.
 */
export const writeHands = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  if (isNameless(scene)) return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reaching_reader')} ENGINE = MergeTree ORDER BY who AS
    SELECT who FROM ${ownersMet(scene)} GROUP BY who HAVING uniqExact(owner) >= ${PEOPLE}`)
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('reaching_reader')}`)
  if (Number(n) < TOGETHER) return
  const reaching = sql`(SELECT who FROM ${t('reaching_reader')})`
  const reads = sql`${t('personal_access')} WHERE ${named} AND ok AND principal != ''`
  await scene.engine.run(sql`
    INSERT INTO ${t('hand_reader')}
    WITH
      (SELECT (1 + countIf(who IN ${reaching})) / (2 + count()) FROM ${t('reach')}) AS usual,
      place AS (
        SELECT ip, agent FROM ${reads} AND NOT ${isPrivate(sql`ip`)} AND (ip, agent) IN (SELECT ip, agent FROM ${reads} AND who IN ${reaching})
        GROUP BY ip, agent
        HAVING uniqExactIf(who, who IN ${reaching}) >= ${TOGETHER} AND uniqExactIf(who, who IN ${reaching}) >= ${NEARLY_ALL} * uniqExact(who)),
      hand AS (
        SELECT who, toString(any(agent)) AS program, min(at) AS first, max(at) AS last, groupUniqArray(object) AS things FROM ${reads} AND who IN ${reaching}
        GROUP BY who HAVING countIf((ip, agent) NOT IN place) = 0 AND uniqExact(agent) = 1),
      turn AS (
        SELECT *, first > max(last) OVER (PARTITION BY program ORDER BY first, who ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS comes_after FROM hand),
      together AS (
        SELECT program, count() AS accounts, groupArray(who) AS people,
          (accounts + 1) / (accounts + 2) AS succession, 1 / (1 + exp(-(log(${PRIOR_ODDS}) + accounts * log(${NEARLY_ALL} / assumeNotNull(usual))))) AS chance
        FROM turn GROUP BY program
        HAVING countIf(comes_after) >= ${NEARLY_ALL} * accounts AND 2 * uniqExactArray(things) > sum(length(things)))
    SELECT arrayJoin(people), program, accounts, round(least(succession, chance), 6) AS p FROM together
    WHERE ${windowDays(scene)} >= ${SHORTEST} AND p >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'object-enumeration', 'principal', toUInt128(0), '', who, '', '', posterior, ${levelOf(sql`posterior`)} FROM ${t('hand_reader')}
    WHERE who NOT IN (SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration')`)
}

/**
 * Per reader the people whose things it read, too: who reads the thing and not twice as many as it does, and accounts that the thing is. Readers
 * of extraordinarily many things, such as clerks, are left out on either side; which of two narrow ones is the owner is not told.
 */
const ownersMet = (scene: Scene): Sql => {
  const t = scene.derived.table
  const reader = sql`(
    SELECT space, object, who, width, count() OVER (PARTITION BY space, object) AS readers FROM ${t('shared_reading')}
    WHERE NOT is_broad AND NOT startsWith(space, 'account ') AND space IN (SELECT space FROM ${t('owned_route')}))`
  return sql`(
    SELECT a.who AS who, b.who AS owner FROM ${reader} AS a INNER JOIN ${reader} AS b ON a.space = b.space AND a.object = b.object
    WHERE a.who != b.who AND b.width < 2 * a.width AND a.readers <= ${FEW_READERS}
    UNION ALL SELECT who, object FROM ${t('object_reader')} WHERE is_account AND is_foreign AND NOT is_broad AND space IN (SELECT space FROM ${t('owned_route')}))`
}
