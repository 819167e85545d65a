import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { named } from './readers.ts'
import { numberOf, seriesOf } from './write-walk-on.ts'

/** A step of a walk is at most this many times its usual one. */
const STEP = 3
/** So many steps in sessions that are hit are a walk; who goes two of them in another session was on it there, too. */
const WALK = 3
const PART = 2

/**
 * Sessions in which a walk of a hit account began, though nobody knows whose the first objects are: of the numbers it read,
 * some follow one another, and into those of its hit sessions. A walk through nearly all there is passes by what is the
 * account's own, too: numbers that only the hit sessions bring together are no part of it. One in which the account looked
 * after its own business is its owner's.
 */
export const writeOwnWalk = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const walkers = sql`(
    SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration' AND principal IN (SELECT who FROM ${t('reach_test')} WHERE t_walk = 1))`
  const hit = sql`(SELECT session FROM ${t('hit_session')} WHERE detection = 'object-enumeration')`
  return scene.engine.run(sql`
    INSERT INTO ${t('hit_session')}
    WITH
      read AS (
        SELECT who, session, at, (method, route, ${seriesOf(sql`object`)}) AS place, toInt64(${numberOf(sql`object`)}) AS number
        FROM ${t('personal_access')} WHERE ${named} AND ok AND who IN ${walkers} AND number > 0
          AND (who, object) NOT IN (SELECT who, thing FROM ${t('wide_thing')} WHERE days > 1 AND NOT is_foreign)),
      gap AS (
        SELECT *, number - lagInFrame(number, 1, number) OVER (PARTITION BY who, place ORDER BY number, at, session ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS gap,
          number - lagInFrame(number, 1, number) OVER (PARTITION BY who, place, session ORDER BY number, at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS own_gap
        FROM read),
      step AS (SELECT *, greatest(1, quantileExactIf(0.5)(gap, gap > 0) OVER (PARTITION BY who, place)) AS usual FROM gap),
      walk AS (SELECT *, sum(gap > ${STEP} * usual) OVER (PARTITION BY who, place ORDER BY number, at, session) AS walk FROM step)
    SELECT 'object-enumeration', who, session, min(at) FROM walk
    WHERE (who, place, walk) IN (SELECT who, place, walk FROM walk WHERE session IN ${hit} GROUP BY who, place, walk HAVING uniqExact(number) >= ${WALK})
      AND session NOT IN ${hit}
      AND session NOT IN (SELECT session FROM ${t('personal_access')} WHERE who IN ${walkers} AND (subject = 'principal' OR account = who))
    GROUP BY who, session HAVING uniqExactIf(number, own_gap BETWEEN 1 AND ${STEP} * usual) >= ${PART} - 1`)
}
