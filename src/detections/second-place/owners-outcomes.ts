import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AKIN_PROGRAM, FOREIGN_AGENT } from './tests.ts'

/**
 * Outcomes among owners, one query a test: moves with their own program show where they go, who is there, what they do and
 * whether they come back; moves to addresses of theirs or on the road, and the programs that share a session at home, show how
 * often the program changes.
 */
export const ownersOutcomes = (scene: Scene): readonly Sql[] => {
  const t = scene.derived.table
  const moves = (code: string): Sql =>
    sql`SELECT toUInt8(${{ text: code, params: {} }}) AS outcome, count() AS n FROM ${t('second_place')} WHERE agent <= ${AKIN_PROGRAM} GROUP BY outcome ORDER BY outcome`
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
