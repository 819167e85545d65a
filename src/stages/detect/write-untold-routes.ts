import { events, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'

/** A log that names an account or a credential for at least this share of its requests says who asks; less is a few administrators. */
const TOLD = 0.01

/**
 * `untold_route`: routes that a log of requests without accounts and credentials shows, and another log with them, too. Reads
 * four narrow columns of `event`, where there is more than one log of requests.
 */
export const writeUntoldRoutes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('untold_route')} (source String, method String, route String) ENGINE = MergeTree ORDER BY (source, method, route)`)
  if (scene.plans.filter(({ log }) => log !== 'auth').length < 2) return
  await scene.engine.run(sql`
    INSERT INTO ${t('untold_route')}
    SELECT source, method, route FROM (
      SELECT source, method, route, says_who, max(says_who) OVER (PARTITION BY method, route) AS told_elsewhere FROM (
        SELECT source, method, route, sum(told) OVER log >= ${TOLD} * sum(requests) OVER log AS says_who FROM (
          SELECT source, method, route, count() AS requests, countIf(session != 0) AS told
          FROM ${events(scene)} WHERE kind = 'http' GROUP BY source, method, route)
        WINDOW log AS (PARTITION BY source)))
    WHERE NOT says_who AND told_elsewhere`)
}
