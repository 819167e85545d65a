import { sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { dayOf, type Scene } from '../scene.ts'
import { beyond } from './beyond.ts'

/** What an account did on half of its days before (on its first days, of all its days) is its way; what it does on one day in ten, one of its ways. */
const FIRST_DAYS = 3
const OWN_WAY = 0.5
const A_WAY = 0.1
/** What so many of the others with the same job do, anybody of them may. */
const OTHERS = 0.2

/**
 * `duty_habit`: hours, places, programs and routes of every account at work, day by day, and whether they are odd: neither
 * its own way until then nor that of the others with its job. On its first days a place or program that is new is odd, too,
 * where it was before at one that others have: a day or two among them tell as much as many days alone. A share of others, not one other: one hand may use several
 * accounts. What was found beyond duty teaches nobody's way.
 */
export const writeHabits = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const before = sql`ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_use')} ENGINE = MergeTree ORDER BY (who, kind, value, day) AS
    SELECT who, job, use.1 AS kind, use.2 AS value, ${dayOf(scene, sql`at`)} AS day, max(sitting NOT IN ${beyond(scene)}) AS teaches
    FROM ${t('duty_read')}
    ARRAY JOIN [('hour', toString(toHour(at))), ('place', ${blockOf(sql`ip`)}), ('program', program), ('route', route)] AS use
    WHERE taken GROUP BY who, job, kind, value, day`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_habit')} ENGINE = MergeTree ORDER BY (who, kind, value, day) AS
    WITH
      own_day AS (
        SELECT who, day, sum(teaches) OVER (PARTITION BY who ORDER BY day ${before}) AS days_before, sum(teaches) OVER (PARTITION BY who) AS days
        FROM (SELECT who, day, toInt64(max(teaches)) AS teaches FROM ${t('duty_use')} GROUP BY who, day)),
      use AS (
        SELECT u.who AS who, u.job AS job, u.kind AS kind, u.value AS value, u.day AS day, u.teaches AS teaches, d.days_before AS days_before,
          sum(toInt64(u.teaches)) OVER (PARTITION BY u.who, u.kind, u.value ORDER BY u.day ${before}) AS before,
          sum(toInt64(u.teaches)) OVER (PARTITION BY u.who, u.kind, u.value) / greatest(d.days, 1) AS share, share >= ${A_WAY} AS is_way
        FROM ${t('duty_use')} AS u INNER JOIN own_day AS d ON d.who = u.who AND d.day = u.day),
      compared AS (
        SELECT u.who AS who, u.kind AS kind, u.value AS value, u.day AS day, u.days_before AS days_before, u.before AS before, u.share AS share,
          toInt64(w.users) - u.is_way AS others, others = 0 OR others < ${OTHERS} * (toInt64(j.accounts) - 1) AS alone,
          min(if(NOT alone AND u.teaches, u.day, NULL)) OVER (PARTITION BY u.who, u.kind) AS with_others
        FROM use AS u
        INNER JOIN (
          SELECT p.job AS job, o.kind AS kind, o.value AS value, uniqExactIf(o.who, o.is_way) AS users
          FROM (SELECT DISTINCT who, job, kind, value, is_way FROM use) AS o INNER JOIN ${t('duty_peer')} AS p ON p.peer = o.job GROUP BY job, kind, value) AS w
          ON w.job = u.job AND w.kind = u.kind AND w.value = u.value
        INNER JOIN (SELECT p.job AS job, uniqExact(d.who) AS accounts FROM ${t('duty_account')} AS d INNER JOIN ${t('duty_peer')} AS p ON p.peer = d.job GROUP BY job) AS j
          ON j.job = u.job)
    SELECT who, kind, value, day, others,
      alone AND multiIf(days_before >= ${FIRST_DAYS}, before < ${OWN_WAY} * days_before, kind IN ('place', 'program') AND before = 0 AND ifNull(with_others < day, 0), 1, share < ${OWN_WAY}) AS odd
    FROM compared`)
}
