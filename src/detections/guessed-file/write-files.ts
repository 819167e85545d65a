import { sql } from '../../engine/sql.ts'
import { events, type Scene, succeeded } from '../scene.ts'

/** Endings of copies and databases, and of archives and tables; more than one may follow another (`.sql.gz`). */
const COPY = 'sql|sqlite3?|db3?|mdb|accdb|mdf|ldf|dump|dmp|bak|bkp|backup|old|rdb|ibd|pst|mbox'
const PACKED = 'zip|rar|7z|tar|tgz|tbz2?|gz|bz2|xz|zst|csv|tsv|xlsx?'
const FILE = String.raw`(?i)([^/ ]*?)((?:\.(?:${COPY}|${PACKED}))+)(?:/| |$)`
const IS_COPY = String.raw`(?i)\.(?:${COPY})(?:\.|$)`

/** Names asked for in vain, by who guesses: so many, and either one name with several endings so often, or so many endings. */
const NAMES = 10
const GRID = 3
const ENDINGS = 5
/** Where more of his names are answered than this, the server answers anything. */
const MOST_ANSWERED = 0.2
/** What is as large as another file that was guessed, within this share, is a page that answers many names; and a file of data is no shorter than this. */
const ALIKE = 0.1
const LEAST_BYTES = 1024

/**
 * `data_file_request`: requests for a file by the ending of an archive, a table, a copy or a database. `file_guesser`: addresses
 * that ask a host for such names as a list of words gives them, nearly all in vain. `data_file`: one row a file that was
 * given out, with who got it and its outcome of every test. `guessed`: a guesser got it, nobody else ever did, and no other
 * name that guessers were answered has its size. Reads the events once, for such paths only.
 */
export const writeFiles = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('data_file_request')} ENGINE = MergeTree ORDER BY (host, path, at, file, line) AS
    SELECT file, line, at, src_ip AS ip, toString(method) AS method, toString(host) AS host, toString(route) AS route, concat(toString(route), ' ', object) AS path,
      ${succeeded} AS ok, status IN (401, 403, 404, 410) AS vain, bytes,
      extractGroups(if(match(object, ${FILE}), object, toString(route)), ${FILE}) AS name, name[1] AS stem, lower(name[2]) AS ending
    FROM ${events(scene)} PREWHERE kind = 'http' AND method IN ('GET', 'HEAD', '') AND (match(route, ${FILE}) OR (position(object, '.') > 0 AND match(object, ${FILE})))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('file_guesser')} ENGINE = MergeTree ORDER BY (host, ip) AS
    SELECT host, ip, sum(names) AS vain, countIf(endings > 1) AS grid, length(arrayDistinct(arrayFlatten(groupArray(kinds)))) AS kinds_tried, min(first_vain) AS first
    FROM (
      SELECT host, ip, stem, uniqExact(path) AS names, uniqExact(ending) AS endings, groupUniqArray(ending) AS kinds, min(at) AS first_vain
      FROM ${t('data_file_request')} WHERE vain GROUP BY host, ip, stem) AS v
    GROUP BY host, ip HAVING vain >= ${NAMES} AND (grid >= ${GRID} OR kinds_tried >= ${ENDINGS})
      AND (host, ip) NOT IN (SELECT host, ip FROM ${t('data_file_request')} GROUP BY host, ip HAVING uniqExactIf(path, ok) > ${MOST_ANSWERED} * uniqExact(path))`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('data_file')} ENGINE = MergeTree ORDER BY (host, path) AS
    WITH
      given AS (
        SELECT host, path, any(route) AS route, any(ending) AS ending, arrayStringConcat(arrayPopBack(splitByChar('/', splitByChar(' ', path)[1])), '/') AS dir, max(bytes) AS size,
          uniqExact(ip) AS hands, uniqExactIf(ip, (host, ip) IN (SELECT host, ip FROM ${t('file_guesser')})) AS guessers
        FROM ${t('data_file_request')} WHERE ok AND method != 'HEAD' GROUP BY host, path),
      beside AS (SELECT host, dir, countIf(hands > guessers) AS offered FROM given GROUP BY host, dir),
      size_of AS (SELECT host, groupArray((path, toFloat64(size))) AS got FROM given WHERE guessers > 0 GROUP BY host)
    SELECT g.host AS host, g.path AS path, g.route AS route, g.size AS size, g.hands AS hands,
      g.guessers > 0 AND g.hands = g.guessers AND g.size >= ${LEAST_BYTES} AND NOT arrayExists(one -> one.1 != g.path AND abs(one.2 - g.size) <= ${ALIKE} * g.size, s.got) AS guessed,
      g.hands > g.guessers AS is_offered,
      guessed OR g.hands - g.guessers = 1 AS t_fetched, b.offered <= is_offered AS t_beside, match(g.ending, ${IS_COPY}) AS t_ending
    FROM given AS g INNER JOIN beside AS b ON b.host = g.host AND b.dir = g.dir LEFT JOIN size_of AS s ON s.host = g.host`)
}
