import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { LEAST_CHANCE } from './score.ts'
import { climbedTo, systemFileIn } from './syntax.ts'

/** A page may repeat what it was asked, some times over, and hold a time or a number that changes: no answer of its own. */
const ECHOES = 4
const CHANGING = 32
/** One size that nobody else got may be an error's; so many, each for one file, are none. */
const LEAST_SIZES = 2
/** A route that has answered to so many such texts that there is nothing looks for what it is asked for. */
const LOOKED_FOR = 2

/** What may have another size the next time: a shell answers what it is told, the kernel's files tell of the moment, and tokens expire. */
const CHANGEABLE = '^(proc|s?bin)/|\\.exe$|/(security-credentials/|token|identity)'

/** The file that a text asks for, wherever it leads out of what the route is there for; '' where it does not. */
const target = (text: Sql): Sql => sql`if(${systemFileIn(text)} != '', ${systemFileIn(text)}, ${climbedTo(text)})`

/**
 * `own_answer`: requests that ask for a file or program of the system itself, for what lies three steps or more above the route, or for what a cloud tells a machine, by name, and got what no other thing has the size
 * of. Who is refused, and who is answered by a page for all that is wrong, gets one size whatever he asks for; files have each
 * their own. Sizes are told apart beyond what an echo explains; one counts where it is outside those of ordinary answers
 * (below all but one in a hundred, or above all), and came for one name only, whoever asked. Where no ordinary request goes
 * (`place` is ''), only paths that climb out of the site count, which no client sends that follows RFC 3986 (5.2.4).
 *
 * Nor does a page count whose size changes by itself: where a request, sent again, gets other sizes, for half of the requests (`moody`).
 * `chance`: of an ordinary route, that the same request gets different sizes, but where it says of other such files that they do not
 * exist (404, 410), for it has no page for what is not there; elsewhere, that anybody who climbs is answered,
 * which says how the host treats paths that do not exist.
 */
export const writeOwnAnswers = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('system_answer')} ENGINE = MergeTree ORDER BY (host, place, ip) AS
    SELECT *, sum(begins) OVER (PARTITION BY host, place ORDER BY bytes, long, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS size FROM (
      SELECT f.file AS file, f.line AS line, f.ip AS ip, f.method AS method, f.host AS host, f.route AS route, f.bytes AS bytes, length(f.text) AS long, sipHash64(f.text) AS asked, ${target(sql`f.text`)} AS target,
        if(o.ordinary = 0, '', concat(f.method, ' ', f.route)) AS place, o.varying AS varying, place = '' OR bytes < o.smallest OR bytes > o.largest + ${ECHOES} * long AS outside,
        toInt64(bytes) - lagInFrame(toInt64(bytes), 1, -1000000) OVER w > ${CHANGING} + ${ECHOES} * abs(toInt64(long) - lagInFrame(toInt64(long), 1, toInt64(long)) OVER w) AS begins
      FROM ${t('foreign_syntax')} AS f LEFT JOIN ${t('ordinary_size')} AS o ON f.method = o.method AND f.host = o.host AND f.route = o.route
      WHERE f.ok AND f.bytes > 0 AND f.method != 'HEAD' AND target != '' AND (f.climbs OR o.ordinary > 0)
      WINDOW w AS (PARTITION BY host, place ORDER BY bytes, long, file, line ROWS BETWEEN 1 PRECEDING AND CURRENT ROW))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('own_answer')} ENGINE = MergeTree ORDER BY (file, line) AS
    WITH
      moody AS (
        SELECT host, place FROM (SELECT host, place, count() AS times, uniqExact(size) AS got FROM ${t('system_answer')} WHERE NOT match(target, ${CHANGEABLE}) GROUP BY host, place, asked)
        GROUP BY host, place HAVING countIf(got > 1) > 0 AND 2 * countIf(got > 1) >= countIf(times > 1)),
      own AS (SELECT host, place, size FROM ${t('system_answer')} GROUP BY host, place, size HAVING uniqExact(target) = 1 AND min(outside) AND (host, place) NOT IN moody),
      looking AS (
        SELECT host, concat(method, ' ', route) AS place FROM ${t('foreign_syntax')}
        WHERE absent AND method != 'HEAD' AND ${target(sql`text`)} != '' GROUP BY host, place HAVING uniqExact(text) >= ${LOOKED_FOR}),
      climber AS (SELECT host, uniqExact(ip) AS all, uniqExactIf(ip, ok) AS answered FROM ${t('foreign_syntax')} WHERE climbs AND method != 'HEAD' GROUP BY host)
    SELECT s.file AS file, s.line AS line, s.ip AS ip, s.method AS method, s.route AS route, s.host AS host, s.place AS place, s.bytes AS bytes, h.sizes AS sizes, h.own_sizes AS own_sizes,
      greatest(${LEAST_CHANCE}, multiIf(s.place = '', c.answered / (c.all + 1), (s.host, s.place) IN looking, 0, s.varying)) AS chance
    FROM ${t('system_answer')} AS s
    INNER JOIN (
      SELECT host, place, ip, uniqExact(size) AS sizes, uniqExactIf(size, (host, place, size) IN own) AS own_sizes FROM ${t('system_answer')} GROUP BY host, place, ip
      HAVING own_sizes >= ${LEAST_SIZES}) AS h ON h.host = s.host AND h.place = s.place AND h.ip = s.ip
    LEFT JOIN climber AS c ON c.host = s.host
    WHERE (s.host, s.place, s.size) IN own`)
}
