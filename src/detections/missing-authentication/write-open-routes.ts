import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** A route that this many addresses of ordinary visitors read without credentials is public by practice. */
const ORDINARY_READERS = 0.5

/** What a route calls its things, from the first on: versions of a route end alike. */
const ENDS = String.raw`[^/]+/\{id\}.*$`
const ending = (route: Sql, parameter: Sql): Sql =>
  sql`if(${parameter} = '', extract(toString(${route}), ${ENDS}), concat(splitByChar('/', toString(${route}))[-1], '?', ${parameter}))`

/**
 * `open_route`: who reads the routes, and which of them ordinary visitors read without credential, so that they are public.
 * `other_reads`: where no account ever asks for a route, how many answers those who named themselves had at routes that end like it, its other
 * versions, and `other_passing` how many passers-by. `signed_reads`: how many answers signed links had, where these are the guard.
 */
export const writeOpenRoutes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('open_route')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT *,
      if(known_reads > 0 OR ending = '', 0, sum(known_reads) OVER (PARTITION BY method, ending)) AS other_reads,
      sum(passing_reads) OVER (PARTITION BY method, ending) AS other_passing
    FROM (
    SELECT method, route, countIf(anonymous) AS anonymous_readers, countIf(anonymous AND requests >= 2 * reads + 3) AS ordinary, sumIf(n, NOT anonymous) AS known_readers,
      sumIf(reads * n, NOT anonymous) AS known_reads, sumIf(reads, anonymous AND objects < 5) AS passing_reads,
      any(access) AS access, any(parameter) AS parameter, ${ending(sql`route`, sql`parameter`)} AS ending, (method, route) IN ${fallenGuards(scene)} AS guard_fell, any(g.answers) AS signed_reads,
      ordinary > ${ORDINARY_READERS} * anonymous_readers AND anonymous_readers >= 5 AND anonymous_readers >= 0.02 * known_readers
        AND NOT guard_fell AS public_by_practice
    FROM ${t('reader')} AS r INNER JOIN (SELECT method, route, access, parameter FROM ${t('route')}) AS p USING (method, route)
    LEFT JOIN ${t('signed_route')} AS g USING (method, route)
    GROUP BY method, route)`)
}

/** So many refusals of passers-by, before the first of them was answered, show a guard; things of one's own have hardly more readers than one. */
const REFUSED = 20
const BY_CHANCE = 0.001
const READERS_OF_OWN = 1.2
const FEW = 10

/**
 * Routes whose guard fell: passers-by were refused (401, 403, sent to the log-in) until one was answered, more often in a row
 * than comes about by chance (once in a thousand) where as many are refused as were from then on; and whoever names himself
 * reads there what hardly anybody else does. Ordinary visitors read on without noticing; the route is not public by that.
 */
const fallenGuards = (scene: Scene): Sql => {
  const t = scene.derived.table
  const passing = sql`${t('personal_access')} WHERE session = 0`
  return sql`(
    SELECT p.method, p.route FROM ${t('personal_access')} AS p
    INNER JOIN (SELECT method, route, min(at) AS opened FROM ${passing} AND ok GROUP BY method, route) AS o ON o.method = p.method AND o.route = p.route
    WHERE p.session = 0 AND (p.method, p.route) IN (
      SELECT method, route FROM ${t('route_reader')} WHERE NOT anonymous AND objects BETWEEN 1 AND ${FEW}
      GROUP BY method, route HAVING sum(objects) <= ${READERS_OF_OWN} * uniqExactArray(things))
    GROUP BY p.method, p.route
    HAVING (countIf((p.status IN (302, 303, 307, 401, 403)) AS refused AND p.at < o.opened) AS before) >= ${REFUSED}
      AND before * log((countIf(refused AND p.at >= o.opened) + 1) / (countIf((refused OR p.ok) AND p.at >= o.opened) + 1)) < log(${BY_CHANCE}))`
}
