import { sql } from '../../engine/sql.ts'
import { events, type Scene, succeeded } from '../scene.ts'
import {
  asksForRows,
  climbs,
  decoded,
  extracts,
  mayHoldSyntax,
  mayHoldStatement,
  statementIn,
  statementOf,
  syntaxOf,
} from './syntax.ts'

/** Ordinary answers that a route must have given before an answer can be called unlike them. */
const LEAST_ORDINARY = 20
/** A page may repeat what it was asked, some times over. */
const ECHOES = 4
/** How answers thin out with size: twice as large is half as frequent, or less seldom where those to different ordinary requests thin out slower, or are few. */
const STEEPEST = 1
/** So few ordinary answers are smaller: those that a client broke off among them. */
const SMALL = 0.01
/** Share of pages that come in more than one size when asked for the same: never taken for less than this. */
const LEAST_VARYING = 0.002
/** Probes of one form that make a series, and the share of them that the rarer of two sizes must have. */
const SERIES_LENGTH = 30
const RARER = 0.1
/** Answers of different sizes that rows have which are fetched one after another by one statement. */
const SIZES_OF_ROWS = 10

/**
 * `foreign_syntax`: one row a request whose query or path holds syntax that is none of its route's, or whose program's name, which services keep and count, holds a statement; answers whether there is any. One pass
 * over the queries of the events (what is no candidate is left before it is decoded, hence PREWHERE; the braces that mark an id are the
 * route's, not the request's: a letter in their place, for without one `/{id}.css` becomes the mark `/.`).
 */
export const writeForeignSyntax = async (scene: Scene): Promise<boolean> => {
  const t = scene.derived.table
  const text = sql`concat(${decoded(sql`concat(query, ' ', toString(route), ' ', object)`)}, ${statementIn(sql`toString(user_agent)`)})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('foreign_syntax')} ENGINE = MergeTree ORDER BY (method, host, route) AS
    SELECT file, line, at, ip, method, host, route, ok, absent, bytes, text, CAST(${climbs(sql`way`)}, 'UInt8') AS climbs, ${syntaxOf(sql`text`)} AS syntax, CAST(syntax = 'sql' AND ${asksForRows(sql`text`)}, 'UInt8') AS asks FROM (
      SELECT file, line, at, src_ip AS ip, toString(method) AS method, toString(host) AS host, toString(route) AS route, ${succeeded} AS ok, status IN (404, 410) AS absent, bytes, ${text} AS text, ${decoded(sql`concat(toString(route), ' ', object)`)} AS way
      FROM ${events(scene)}
      PREWHERE kind = 'http' AND (${mayHoldSyntax(sql`query`)} OR ${mayHoldSyntax(sql`object`)} OR ${mayHoldSyntax(sql`replaceAll(route, '{id}', 'x')`)} OR ${mayHoldStatement(sql`user_agent`)}))
    WHERE syntax != ''`)
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('foreign_syntax')}`)
  return n !== '0'
}

/**
 * `injected`: one row a request with foreign syntax, with what ordinary requests to its route were answered: how many
 * (`ordinary`, 0 where too few to say), how many of those that were asked for twice came in different sizes (`varying`),
 * whether this answer is larger than all of them beyond an echo (`larger`), how seldom one so much larger than the largest is
 * (`thinning`, of those that are larger), or whether it is one of a series of probes whose answers take exactly two sizes (`series`); and whether the request
 * asks for rows (`asks`), and by which `statement`. What an address asks that sends foreign syntax to a route is no
 * ordinary request there, though no pattern knows it: whoever is inside asks for what he wants in words of his own. One pass over the routes that were tried.
 */
export const writeInjected = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('ordinary_size')} ENGINE = MergeTree ORDER BY (method, host, route) AS
    SELECT method, host, route, sum(n) AS ordinary, max(largest_here) AS largest, quantileExactWeighted(${SMALL})(smallest_here, n) AS smallest,
      (1 - 1 / count()) * least(toFloat64(${STEEPEST}), log(greatest(2, count() / 2)) / log(greatest(largest, 2) / greatest(quantileExact(largest_here), 1))) AS steepness,
      greatest(${LEAST_VARYING}, (countIf(n > 1 AND sizes > 1) + 1) / (countIf(n > 1) + 2)) AS varying
    FROM (
      SELECT toString(e.method) AS method, toString(e.host) AS host, toString(e.route) AS route, count() AS n, max(e.bytes) AS largest_here, min(e.bytes) AS smallest_here, uniqExact(e.bytes) AS sizes
      FROM ${events(scene)} AS e
      WHERE kind = 'http' AND ${succeeded} AND (method, host, route) IN (SELECT method, host, route FROM ${t('foreign_syntax')} WHERE ok)
        AND (src_ip, method, host, route) NOT IN (SELECT ip, method, host, route FROM ${t('foreign_syntax')})
      GROUP BY method, host, route, query, object)
    GROUP BY method, host, route HAVING ordinary >= ${LEAST_ORDINARY}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('probe_series')} ENGINE = MergeTree ORDER BY (ip, method, host, route, form) AS
    SELECT ip, method, host, route, form, count() AS probes FROM (
      SELECT ip, method, host, route, replaceRegexpAll(text, '[0-9]+', '0') AS form, bytes, count() AS n, max(length(text)) AS longest, min(length(text)) AS shortest
      FROM ${t('foreign_syntax')} WHERE ok AND syntax = 'sql' AND ${extracts(sql`text`)}
      GROUP BY ip, method, host, route, form, bytes)
    GROUP BY ip, method, host, route, form
    HAVING sum(n) >= ${SERIES_LENGTH} AND count() = 2 AND min(n) >= ${RARER} * sum(n)
      AND max(bytes) - min(bytes) > ${ECHOES} * (max(longest) - min(shortest))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('row_walk')} ENGINE = MergeTree ORDER BY (ip, method, host, route, form) AS
    SELECT f.ip AS ip, f.method AS method, f.host AS host, f.route AS route, replaceRegexpAll(f.text, '[0-9]+', '0') AS form
    FROM ${t('foreign_syntax')} AS f INNER JOIN ${t('ordinary_size')} AS o ON f.method = o.method AND f.host = o.host AND f.route = o.route
    WHERE f.ok AND f.asks
    GROUP BY ip, method, host, route, form
    HAVING uniqExact(f.text) >= ${SERIES_LENGTH} AND uniqExact(f.bytes) >= ${SIZES_OF_ROWS} AND max(f.bytes) < any(o.smallest)
      AND max(f.bytes) - min(f.bytes) > ${ECHOES} * (max(length(f.text)) - min(length(f.text)))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injected')} ENGINE = MergeTree ORDER BY (ip, method, host, route) AS
    SELECT f.file AS file, f.line AS line, f.ip AS ip, f.method AS method, f.host AS host, f.route AS route, f.ok AS ok, f.bytes AS bytes, sipHash64(f.text) AS asked, f.syntax AS syntax, f.asks AS asks, if(f.asks, sipHash64(${statementOf(sql`f.text`)}), 0) AS statement,
      o.ordinary AS ordinary, o.varying AS varying,
      f.ok AND o.ordinary > 0 AND f.bytes > o.largest + ${ECHOES} * length(f.text) AS larger, if(larger, pow(f.bytes / greatest(o.largest, 1), -o.steepness), 1) AS thinning,
      f.ok AND o.ordinary > 0 AND (f.ip, f.method, f.host, f.route, replaceRegexpAll(f.text, '[0-9]+', '0')) IN (SELECT ip, method, host, route, form FROM ${t('probe_series')}) AS series,
      f.ok AND f.asks AND (f.ip, f.method, f.host, f.route, replaceRegexpAll(f.text, '[0-9]+', '0')) IN (SELECT ip, method, host, route, form FROM ${t('row_walk')}) AS walk
    FROM ${t('foreign_syntax')} AS f LEFT JOIN ${t('ordinary_size')} AS o ON f.method = o.method AND f.host = o.host AND f.route = o.route`)
}
