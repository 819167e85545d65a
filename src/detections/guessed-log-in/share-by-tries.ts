import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { COMPANIES, INHABITED } from './tests.ts'

/** Before any name is tried, one in a hundred is let in: as sure as fifty tries would make it. */
const LET_IN = { guessed: 0.5, tried: 50 }

/**
 * Share of the guesser's among log-ins at places where people are at home too: as many as names were refused there, times
 * how often one was let in where he is alone.
 */
export const shareByTries = async (scene: Scene, guessed: number, sessions: number): Promise<number> => {
  if (sessions === 0) return 0
  const t = scene.derived.table
  const { alone, among } = await scene.engine.row<Record<'alone' | 'among', string>>(sql`
    SELECT
      (SELECT sum(failed) FROM ${t('log_in_guessing')} WHERE block NOT IN (SELECT block FROM ${t('log_in_home')} GROUP BY block HAVING uniqExact(who) >= ${INHABITED})) AS alone,
      (SELECT sum(failed) FROM ${t('log_in_place')} WHERE place IN (SELECT place FROM ${t('log_in_test')} WHERE company = ${COMPANIES.indexOf('shared')})) AS among`)
  const rate = (guessed + LET_IN.guessed) / (Number(alone) + guessed + LET_IN.tried)
  return Math.min(0.5, (rate * Number(among)) / sessions)
}
