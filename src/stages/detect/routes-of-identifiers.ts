import { events, logsField, type Scene, succeeded } from '../../detections/scene.ts'
import { identifiedBy, isLinkOfMail } from '../../domain/identifying-parameters.ts'
import { bind, sql } from '../../engine/sql.ts'

interface Candidate {
  readonly method: string
  readonly route: string
  readonly parameter: string
  /** Of a route that is told of already. */
  readonly categories?: readonly string[]
}

/** Answers that say something have so many sizes, whatever of the question they repeat. */
const SIZES = 3

/**
 * Routes that no word tells of, and that are asked for people by what identifies them (`?phone=`, `?email=`), with the category
 * that this names: their answers differ by more than the question, and no second parameter has half as many values, as the
 * signature of a link in a mail has, nor is a secret shown (`token=*`).
 */
export const routesOfIdentifiers = async (
  scene: Scene,
  rows: readonly Candidate[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const candidates = rows.filter(
    ({ categories, parameter, route }) =>
      categories === undefined && identifiedBy(parameter) !== null && !isLinkOfMail(route),
  )
  if (candidates.length === 0) return new Map()
  const keys = candidates.map(({ method, route }) => `${method} ${route}`)
  const parameters = candidates.map(({ parameter }) => parameter)
  const found = await scene.engine.rows<{ key: string }>(sql`
    SELECT key FROM (
      SELECT key, name, transform(key, ${bind('Array(String)', keys)}, ${bind('Array(String)', parameters)}, '') AS parameter, uniqExact(value) AS values, count() AS n, countIf(value = '*') AS secret,
        uniqExact(toInt64(bytes) - length(value)) >= ${SIZES} AND uniqExact(bytes) >= ${SIZES} AS differ
      FROM (
        SELECT concat(toString(method), ' ', toString(route)) AS key, bytes, arrayJoin(splitByChar('&', query)) AS pair,
          splitByChar('=', pair)[1] AS name, substring(pair, length(name) + 2) AS value
        FROM ${events(scene)} PREWHERE kind = 'http' AND route IN ${bind(
          'Array(String)',
          candidates.map(({ route }) => route),
        )}
        WHERE ${succeeded} AND query != '' AND key IN ${bind('Array(String)', keys)})
      GROUP BY key, name)
    GROUP BY key
    HAVING 2 * maxIf(values, name != parameter) < maxIf(values, name = parameter) AND 2 * max(secret) < maxIf(n, name = parameter)${logsField(scene, 'bytes') ? sql` AND maxIf(differ, name = parameter)` : sql``}
    ORDER BY key`)
  const seen = new Set(found.map(({ key }) => key))
  return new Map(
    candidates
      .map(({ parameter }, i) => [keys[i] ?? '', [identifiedBy(parameter) ?? '']] as const)
      .filter(([key]) => seen.has(key)),
  )
}
