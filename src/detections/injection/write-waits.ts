import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AS_MANY, LEAST_CHANCE, SERIES } from './score.ts'
import { waitIn } from './syntax.ts'

/** Probes of one form that make a series, and the share of them that the rarer of both steps must have. */
const SERIES_LENGTH = 30
const RARER = 0.1
/** A step that is neither short nor as long as the wait is a pause of the tool; more of them, and nothing is told. */
const PAUSES = 0.05
/** A shorter wait is not told from a slow answer where the log's clock shows whole seconds. */
const LEAST_WAIT = 2
/** An answer that was told to wait comes so much later than told, at most, by a clock of whole seconds. */
const LATE_SECONDS = 2
/** Who goes by a plan pauses after the same number of requests each time; what is read out bit by bit has rows of all lengths. */
const LEAST_ROWS = 3

/**
 * `waited`: one row a probe that told the database to wait where its answer is true, of a series in which it waited by turns.
 * Whoever reads a database so asks one probe after another, and the next comes when the last was answered: the step from a
 * probe to the next request of its address with foreign syntax on this host is short (half of the wait or less), or as long as
 * the wait. No log of durations is needed, and the size of answers says nothing.
 *
 * `slow`: of the series' steps, those as long as the wait. `chance`: how often the other steps of the same address, after a
 * request that told nobody to wait, are as long: who goes slowly for reasons of his own does so whatever he asks.
 */
export const writeWaits = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const isSlow = sql`step >= wait AND step <= wait + ${LATE_SECONDS}`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('waited')} ENGINE = MergeTree ORDER BY (file, line) AS
    WITH
      asking AS (
        SELECT host, ip FROM ${t('foreign_syntax')} WHERE syntax = 'sql' GROUP BY host, ip HAVING countIf(${waitIn(sql`text`)} >= ${LEAST_WAIT}) >= ${SERIES_LENGTH}),
      step AS (
        SELECT file, line, at, ip, method, host, route, ok, if(syntax = 'sql', ${waitIn(sql`text`)}, 0) AS wait, text, replaceRegexpAll(text, '[0-9]+', '0') AS form,
          toUnixTimestamp64Micro(leadInFrame(at, 1, at) OVER w) - toUnixTimestamp64Micro(at) AS micros, micros / 1000000 AS step, row_number() OVER w = count() OVER (PARTITION BY host, ip) AS is_last
        FROM ${t('foreign_syntax')} WHERE (host, ip) IN asking
        WINDOW w AS (PARTITION BY host, ip ORDER BY at, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)),
      series AS (
        SELECT ip, host, form, wait, count() AS n, countIf(${isSlow}) AS slow, countIf(2 * step <= wait) AS fast,
          length(arrayDistinct(arrayMap(row -> length(row), splitByChar('s', arrayStringConcat(arrayMap(one -> if(one.3, 's', 'f'), arraySort(groupArray((at, line, ${isSlow}))))))))) AS rows
        FROM step WHERE ok AND wait >= ${LEAST_WAIT} AND NOT is_last
        GROUP BY ip, host, form, wait
        HAVING uniqExact(text) >= ${SERIES_LENGTH} AND least(slow, fast) >= ${RARER} * n AND n - slow - fast <= ${PAUSES} * n AND rows >= ${LEAST_ROWS}),
      other AS (
        SELECT o.ip AS ip, o.host AS host, s.wait AS wait, count() AS n, countIf(o.step >= s.wait AND o.step <= s.wait + ${LATE_SECONDS}) AS slow
        FROM (SELECT ip, host, step FROM step WHERE wait = 0 AND NOT is_last) AS o INNER JOIN (SELECT DISTINCT ip, host, wait FROM series) AS s ON s.ip = o.ip AND s.host = o.host
        GROUP BY ip, host, wait)
    SELECT p.file AS file, p.line AS line, p.ip AS ip, p.method AS method, p.host AS host, p.route AS route, p.wait AS wait, ${isSlow} AS was_slow, s.n AS n, s.slow AS slow,
      greatest(${LEAST_CHANCE}, (o.slow + ${LEAST_CHANCE * AS_MANY}) / (o.n + ${AS_MANY})) AS chance, log(${SERIES.attack / SERIES.inVain} / chance) AS nats
    FROM step AS p INNER JOIN series AS s ON s.ip = p.ip AND s.host = p.host AND s.form = p.form AND s.wait = p.wait
    LEFT JOIN other AS o ON o.ip = s.ip AND o.host = s.host AND o.wait = s.wait
    WHERE p.ok`)
}
