import { dayOf, hasRows, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/** Guessing that pauses for longer than so many days is begun anew, and who did it before is not known. */
const PAUSE_DAYS = 2

/**
 * What an actor who logged in with guessed passwords had tried in vain: refused log-ins at places where names are guessed,
 * with a program that one of his log-ins had (where none is logged, by the day), on days that run on from those of his log-ins
 * without a pause. The trying is part of the intrusion, and where it began; a name that was refused is no account that he had.
 */
export const writeGuesses = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  if (!(await hasRows(scene, 'actor_event'))) return
  const { n } = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM ${t('actor_event')} WHERE detection = 'guessed-log-in' AND how = 'hit' AND level IN ('confirmed', 'likely')`)
  if (n === '0') return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('guess')} ENGINE = MergeTree ORDER BY (actor, day) AS
    WITH own AS (
      SELECT actor, agent, ${dayOf(scene, sql`at`)} AS day FROM ${t('actor_event')}
      WHERE detection = 'guessed-log-in' AND how = 'hit' AND level IN ('confirmed', 'likely') GROUP BY actor, agent, day)
    SELECT p.whose AS actor, x.day AS day, x.at AS at, x.file AS file, x.line AS line, x.ip AS ip, x.agent AS agent, x.method AS method, x.route AS route, x.status AS status
    FROM (SELECT * FROM ${t('door_try')} WHERE NOT ok AND place IN (SELECT place FROM ${t('log_in_guessing')})) AS x
    INNER JOIN (SELECT agent, any(actor) AS whose FROM own GROUP BY agent HAVING uniqExact(actor) = 1) AS p ON x.agent = p.agent`)
  await scene.engine.run(sql`
    INSERT INTO ${t('actor_event')}
    WITH
      day AS (
        SELECT actor, day, max(is_hit) AS is_hit FROM (
          SELECT actor, day, 0 AS is_hit FROM ${t('guess')}
          UNION ALL
          SELECT actor, ${dayOf(scene, sql`at`)}, 1 FROM ${t('actor_event')} WHERE detection = 'guessed-log-in' AND how = 'hit' AND level IN ('confirmed', 'likely'))
        GROUP BY actor, day),
      stretch AS (
        SELECT actor, day, is_hit, sum(begins) OVER (PARTITION BY actor ORDER BY day) AS number FROM (
          SELECT *, toUInt8(day - lagInFrame(day, 1, day) OVER (PARTITION BY actor ORDER BY day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) > ${PAUSE_DAYS}) AS begins FROM day))
    SELECT actor, 'guessed-log-in', 'infrastructure', 'likely', 0.9, at, file, line, toUInt128(0), '', ip, agent, '', method, route, status FROM ${t('guess')}
    WHERE (actor, day) IN (SELECT actor, day FROM stretch WHERE (actor, number) IN (SELECT actor, number FROM stretch WHERE is_hit))
      AND (file, line) NOT IN (SELECT file, line FROM ${t('actor_event')})`)
}
