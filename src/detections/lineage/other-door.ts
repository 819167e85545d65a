import { sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import type { Scene } from '../scene.ts'

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
    HAVING countIf(proven) = 0 AND uniqExact(toDate(first)) >= ${HABIT.days}
      AND min(age) <= ${HABIT.begins} * any(window) AND dateDiff('second', min(first), max(last)) >= ${HABIT.span} * any(window)
      AND arrayMax(sumMap([${blockOf(sql`ip`)}], [toUInt64(1)]).2) >= ${HOME_SHARE} * count()`)
}
