import { fitFailures } from '../domain/beta-binomial.ts'
import { type Sql, sql } from '../engine/sql.ts'
import type { Scene } from './scene.ts'

/** Hours with fewer log-ins by people at home than this are not judged. */
const LEAST_AT_HOME = 5

/**
 * Hours (epoch, s) in which log-ins fail for people at home as well: an outage, a release that breaks the log-in. By how
 * many of the people (or, without names, addresses) at home that tried in an hour never got in.
 *
 * `tries` has one row a try (at, who, named, place, block, ok); `homes` the names with a block they succeeded from (who, block).
 */
export const brokenHours = async (scene: Scene, tries: Sql, homes: Sql): Promise<readonly number[]> => {
  const rows = await scene.engine.rows<{ epoch: string; tries: string; failures: string }>(sql`
    SELECT toString(toUnixTimestamp(${HOUR})) AS epoch, uniqExact(home) AS tries, tries - uniqExactIf(home, ok) AS failures
    FROM (SELECT *, if(named, who, place) AS home FROM ${tries})
    WHERE if(named, (who, block) IN (${homes}), (place, ${HOUR}) IN (${placesAtHome(tries)}))
    GROUP BY ${HOUR} HAVING tries >= ${LEAST_AT_HOME} ORDER BY epoch`)
  const fit = fitFailures(
    rows.map(({ tries: of, failures }) => ({ of: Number(of), failed: Number(failures), units: 1 })),
  )
  return rows
    .filter(({ tries: of, failures }) => fit.posterior(Number(of), Number(failures)) > 0.5)
    .map(({ epoch }) => Number(epoch))
}

const HOUR = sql`toStartOfHour(at)`

/**
 * Addresses and the hours in which they are somebody's home: those from which, in at least half of the *other* hours in
 * which somebody tried, somebody got in. Whoever guesses gets in now and then, and would make an outage of his own attack.
 */
const placesAtHome = (tries: Sql): Sql => sql`
  SELECT place, hour FROM (
    SELECT place, hour, sum(opened) OVER w - opened AS good, count() OVER w - 1 AS others
    FROM (SELECT place, ${HOUR} AS hour, max(ok) AS opened FROM ${tries} GROUP BY place, hour) WINDOW w AS (PARTITION BY place))
  WHERE good > 0 AND 2 * good >= others`
