import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { dayOf, type Scene } from '../scene.ts'

/** On so many days, over so much of the window, from before this share of it. */
const HABIT = { days: 3, span: 0.5, begins: 0.25 }
/** At home is where so many of an account's sessions begin. */
const HOME_SHARE = 0.8

/**
 * `lineage_habit`: accounts that enter by another door. Clerks who log in through a portal of their own and partners whose
 * tokens come from another server have no session with a record, ever, and come back to the same place day after day,
 * from when the logs begin. Whoever makes tokens for the accounts of others has no reason to visit each of them like that;
 * so their sessions are no evidence of anything, for or against, and the report names them as cleared.
 *
 * Reads `lineage_base` only.
 */
export const writeHabits = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_habit')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, count() AS sessions, min(first) AS since, max(last) AS until
    FROM ${t('lineage_base')}
    WHERE named GROUP BY who
    HAVING countIf(proven) = 0 AND uniqExact(${dayOf(scene, sql`first`)}) >= ${HABIT.days}
      AND min(age) <= ${HABIT.begins} * any(window) AND dateDiff('second', min(first), max(last)) >= ${HABIT.span} * any(window)
      AND arrayMax(sumMap([${blockOf(sql`ip`)}], [toUInt64(1)]).2) >= ${HOME_SHARE} * count()`)
}

/** A source knows the people of the log-ins when it shares so many of its accounts with them. */
const SHARED = 0.01
/** Where more of the sessions than this name nobody, whose they are cannot be told. */
const NAMELESS = 0.1

/**
 * `lineage_outside`: sources that other people use: a cluster's interface, a build server, a portal of a company that was
 * bought. Not one of their sessions has a record, and of their accounts hardly any is known to those who log in, so that the
 * record is not of them, and proves nothing against them. Whoever forges tokens for customers names accounts that log in.
 */
export const writeOutside = (scene: Scene, proven: Sql): Promise<void> => {
  const t = scene.derived.table
  const known = sql`(SELECT principal FROM ${t('issued_account')} UNION ALL SELECT principal FROM ${t('session')} WHERE ${proven})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_outside')} ENGINE = MergeTree ORDER BY source AS
    SELECT origin.4 AS source, count() AS sessions, uniqExact(principal) AS accounts FROM ${t('session')} GROUP BY source
    HAVING countIf(${proven}) = 0 AND countIf(principal = '') <= ${NAMELESS} * count()
      AND uniqExactIf(principal, principal != '' AND principal IN ${known}) < ${SHARED} * accounts`)
}
