import { type Sql, sql } from '../../engine/sql.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { named } from './readers.ts'

/** Steps of a walk are no longer than this many times the usual distance between two numbers. */
const STEP = 3
/** Of a hand's reads, so many continue its own walk; another's do so by chance, and never more rarely than is taken here. */
const CONTINUES = 0.9
const LEAST_CHANCE = 0.001
/** Odds before that a far reader, of whom nothing else is known, is one more of their hands. */
const PRIOR_ODDS = 0.01
/** Once may be chance, or a dozen orders of one evening. */
const LEAST_TIMES = 2

const last = (object: Sql): Sql => sql`extract(${object}, '[0-9]{1,18}[^0-9]*$')`

/** The last number in an id; 0 where letters follow digits, which are no numbers. */
export const numberOf = (object: Sql): Sql =>
  sql`if(match(${object}, '[0-9][A-Za-z]'), 0, toUInt64OrZero(extract(${last(object)}, '^[0-9]+')))`

/** What stands before the number names a series. */
export const seriesOf = (object: Sql): Sql => sql`substring(${object}, 1, length(${object}) - length(${last(object)}))`

/**
 * `walk_on`: far readers of whose objects too few have a known owner to be looked at, but who go on with the walk of sure
 * hits: what they read lies, in number and in time, between what a sure hit read before and what one read next. A stretch
 * between two such reads counts once. They are hits by that alone; whoever's the objects are, one hand walks through them.
 */
export const writeWalkOn = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const sure = sql`(
    SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration' AND level IN ('confirmed', 'likely')
      AND principal IN (SELECT who FROM ${t('reach_test')} WHERE t_walk = 1))`
  const unlooked = sql`(SELECT who FROM ${t('far_reader')} WHERE who NOT IN (SELECT who FROM ${t('wide_reader')}))`
  const reads = (who: Sql): Sql => sql`(
    SELECT who, (method, route, ${seriesOf(sql`object`)}) AS place, ${numberOf(sql`object`)} AS number, object, min(at) AS at
    FROM ${t('personal_access')} WHERE ${named} AND ok AND subject = 'owned' AND who IN ${who} GROUP BY who, place, number, object HAVING number > 0)`
  await createWalkOn(scene)
  const { n } = await scene.engine.row<{ n: string }>(
    sql`SELECT (SELECT count() FROM ${sure}) * (SELECT count() FROM ${unlooked}) AS n`,
  )
  if (n === '0') return
  await scene.engine.run(sql`
    INSERT INTO ${t('walk_step')}
    WITH spread AS (
      SELECT place, quantileExact(0.95)(number) - quantileExact(0.05)(number) AS width, greatest(1, width / (0.9 * uniqExact(number))) AS spacing
      FROM ${reads(sql`(SELECT who FROM ${t('reach')})`)} WHERE place IN (SELECT place FROM ${reads(sure)}) GROUP BY place)
    SELECT c.who AS who, c.object AS object, c.place AS place, c.before AS before,
      least(c.before, n.number) - ${STEP} * s.spacing AS low, greatest(c.before, n.number) + ${STEP} * s.spacing AS high,
      c.number BETWEEN low AND high AS continues, least(0.5, greatest(${LEAST_CHANCE}, (high - low) / greatest(1, s.width))) AS chance
    FROM (
      SELECT u.who AS who, u.place AS place, u.number AS number, u.object AS object, u.at AS at, toInt64(b.number) AS before
      FROM ${reads(unlooked)} AS u ASOF INNER JOIN ${reads(sure)} AS b ON b.place = u.place AND b.at <= u.at) AS c
    ASOF INNER JOIN ${reads(sure)} AS n ON n.place = c.place AND n.at >= c.at
    INNER JOIN spread AS s ON s.place = c.place`)
  await scene.engine.run(sql`
    INSERT INTO ${t('walk_on')}
    SELECT who, countIf(goes_on) AS times, count() AS stretches,
      sum(if(goes_on, log(${CONTINUES} / chance), log((1 - ${CONTINUES}) / (1 - chance)))) AS nats,
      round(1 / (1 + exp(-(nats + log(${PRIOR_ODDS})))), 6) AS posterior
    FROM (SELECT who, place, before, low, high, avg(continues) >= 0.5 AS goes_on, max(chance) AS chance FROM ${t('walk_step')} GROUP BY who, place, before, low, high)
    GROUP BY who HAVING times >= ${LEAST_TIMES} AND posterior >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'object-enumeration', 'principal', toUInt128(0), '', who, '', '', posterior, ${levelOf(sql`posterior`)} FROM ${t('walk_on')}`)
}

const createWalkOn = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk_step')} (
      who String, object String, place Tuple(String, String, String), before Int64, low Float64, high Float64, continues Bool, chance Float64
    ) ENGINE = MergeTree ORDER BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('walk_on')} (who String, times UInt64, stretches UInt64, nats Float64, posterior Float64) ENGINE = MergeTree ORDER BY who`)
}
