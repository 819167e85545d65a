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
  const asked = sql`(
    SELECT source, method, route, count() AS requests, countIf(session != 0) AS told
    FROM ${events(scene)} WHERE kind = 'http' GROUP BY source, method, route)`
  await scene.engine.run(sql`
    INSERT INTO ${t('untold_route')}
    WITH asked AS ${asked},
      says_who AS (SELECT source FROM asked GROUP BY source HAVING sum(told) >= ${TOLD} * sum(requests))
    SELECT source, method, route FROM asked
    WHERE source NOT IN says_who AND (method, route) IN (SELECT method, route FROM asked WHERE source IN says_who)`)
}
