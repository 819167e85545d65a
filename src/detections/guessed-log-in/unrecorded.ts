import { sql } from '../../engine/sql.ts'
import { LEVELS } from '../hits.ts'
import type { Scene } from '../scene.ts'

/** Sessions begin where names are guessed, with a record of the log-in, so long before the first or after the last hit. */
const NEAR_SECONDS = 86_400

/**
 * Where the records of log-ins have holes, a guess that got in leaves only its session. At an address of hits such a session is
 * what those are that began there with a record: its posterior is their share (with one more that was none, Laplace). It joins
 * an actor if the address turns out to be his alone.
 */
export const writeUnrecorded = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('second_look')}
    SELECT s.session, 'address', s.origin.1 AS ip, s.origin.2, h.hits / (h.begun + 1) AS posterior
    FROM ${t('session')} AS s
    INNER JOIN (
      SELECT ip, countIf(guessed) AS hits, count() AS begun, minIf(first, guessed) AS since, maxIf(first, guessed) AS until
      FROM (SELECT ip, first, session IN (SELECT session FROM ${t('hit')} WHERE detection = 'guessed-log-in') AS guessed FROM ${t('log_in_opened')})
      GROUP BY ip HAVING hits > 0) AS h ON h.ip = s.origin.1
    WHERE s.issuances = 0 AND s.first BETWEEN h.since - ${NEAR_SECONDS} AND h.until + ${NEAR_SECONDS} AND posterior >= ${LEVELS.likely}
      AND s.session NOT IN (SELECT session FROM ${t('log_in_opened')})`)
}
