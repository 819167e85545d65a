import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { decoded } from '../injection/syntax.ts'
import { events, type Scene, succeeded } from '../scene.ts'

/** Names of files that a web server runs. */
const SCRIPT = String.raw`(?i)\.(php[0-9]?|phtml|phar|pht|jspx?|jspf|aspx?|ashx|asmx|cfml?|cgi|pl|war)(/| |$)`
/** Values that are a command line of Unix or Windows, from their first word on. */
const COMMAND = String.raw`(?i)(^|=)\s*(sudo\s+)?(/(usr/)?s?bin/)?(whoami|id|uname|pwd|hostname|ifconfig|ipconfig|netstat|systeminfo|tasklist|env|set|w|ps(\s+-?[a-z]+)?|ls(\s.*)?|dir(\s.*)?|(cat|type|find|grep|wget|curl|nc|ncat|tar|zip|mysqldump|mysql|psql|net|certutil|powershell|cmd(\.exe)?|bash|sh|python[0-9]?|perl|chmod|rm|cp|mv|echo|tail|head|ping|nslookup|crontab)\s+[^&]+)(&|$)`

/** One word may be a name that is searched for; so many programs are called by who is at a prompt. */
const PROGRAMS = 3

/** Folders of what is fetched as it stands and of what users leave; nobody puts pages there. `upload` is a verb: there it is received; what is below it by year was left there. */
const OF_FILES = String.raw`(?i)(^|/)(uploads|files|images?|imgs?|static|assets|css|fonts?|media|avatars?|te?mp|cache|attach(ments?)?|photos?|pictures?|pics|thumb(nail)?s?|banners?|icons?)(/|$)|(^|/)upload/(\{id\}|[0-9]{4})(/|$)`

/**
 * A script that is used by more blocks of addresses is no secret, and one that answered fewer requests nothing to judge. More blocks are one hand
 * where all have one program, as people of this case do once in a thousand times.
 */
const HANDS = 2
const ONE_PROGRAM = 0.001
const LEAST_ANSWERS = 4
/** New is what first answers when so much of the window has passed. */
const NEW_AFTER = 0.1
/** Answers of a page that changes little come in few sizes; requests of a timer at even steps. */
const VARIED = 0.5
const REGULAR = 0.15

/**
 * `script`: every path of the case that a server runs as a file, with who used it, since when, and its outcome of every test.
 * `is_new`: it answered nobody in the first tenth of the window, and few use it. Reads the events once, for such paths only.
 */
export const writeScripts = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const script = sql`(match(route, ${SCRIPT}) OR (position(object, '.') > 0 AND match(object, ${SCRIPT})))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('script_request')} ENGINE = MergeTree ORDER BY (host, path, at, file, line) AS
    SELECT file, line, at, src_ip AS ip, toString(user_agent) AS agent, toString(method) AS method, toString(host) AS host, toString(route) AS route, concat(toString(route), ' ', object) AS path,
      ${succeeded} AS ok, bytes, query, match(${decoded(sql`query`)}, ${COMMAND}) AS command, if(command, lower(extractGroups(${decoded(sql`query`)}, ${COMMAND})[5]), '') AS program
    FROM ${events(scene)} PREWHERE kind = 'http' AND ${script}`)
  const folder = (path: Sql): Sql =>
    sql`arrayStringConcat(arrayPopBack(splitByChar('/', splitByChar(' ', ${path})[1])), '/')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('script')} ENGINE = MergeTree ORDER BY (host, path) AS
    WITH
      (SELECT (any(first), dateDiff('second', any(first), any(last))) FROM ${t('span')}) AS window,
      used AS (
        SELECT host, path, any(route) AS name, ${folder(sql`path`)} AS dir, minIf(at, ok) AS first, countIf(ok) AS answers, uniqExactIf(${blockOf(sql`ip`)}, ok) AS blocks, groupUniqArrayIf(2)(agent, ok) AS agents,
          uniqExactIf(bytes, ok) AS sizes, countIf(ok AND command) AS commands, uniqExactIf(splitByWhitespace(program)[1], ok AND command) AS programs, countIf(ok AND method = 'POST') AS posts,
          arrayPopFront(arrayDifference(arraySort(groupArrayIf(toUnixTimestamp64Micro(at), ok)))) AS gaps
        FROM ${t('script_request')} GROUP BY host, path HAVING answers >= ${LEAST_ANSWERS}),
      program AS (
        SELECT agent, count() AS n, sum(n) OVER () AS all FROM (
          SELECT DISTINCT ip, agent FROM (SELECT ip, agent FROM ${t('script_request')} UNION ALL SELECT origin.1 AS ip, origin.2 AS agent FROM ${t('session')}))
        GROUP BY agent),
      folder AS (SELECT host, dir, count() AS scripts FROM (SELECT DISTINCT host, path, ${folder(sql`path`)} AS dir FROM ${t('script_request')} WHERE ok) GROUP BY host, dir)
    SELECT u.host AS host, u.path AS path, u.name AS route, u.first AS first, u.answers AS answers,
      if(length(u.agents) = 1 AND (u.blocks - 1) * log((1 + greatest(0, toInt64(p.n) - u.blocks)) / (2 + greatest(0, toInt64(p.all) - u.blocks))) < log(${ONE_PROGRAM}), 1, u.blocks) AS hands, u.commands AS commands, u.sizes AS sizes,
      hands <= ${HANDS} AND dateDiff('second', window.1, u.first) > ${NEW_AFTER} * window.2 AS is_new,
      f.scripts <= 1 AS t_neighbours, match(u.dir, ${OF_FILES}) AS t_folder, u.commands > 0 AS t_commands, u.programs >= ${PROGRAMS} AS t_programs, u.sizes >= 3 AND u.sizes >= ${VARIED} * u.answers AS t_sizes, u.posts = u.answers AS t_posted,
      arrayReduce('quantileExact(0.5)', u.gaps) AS gap,
      length(u.gaps) >= 5 AND arrayReduce('quantileExact(0.75)', u.gaps) - arrayReduce('quantileExact(0.25)', u.gaps) <= ${REGULAR} * gap AS t_rhythm,
      (u.host, u.path) IN (
        SELECT r.host, r.path FROM ${t('script_request')} AS r INNER JOIN (SELECT DISTINCT ip, route FROM ${t('foreign_syntax')}) AS f ON f.ip = r.ip
        WHERE r.ok AND f.route != r.route) AS t_before
    FROM used AS u INNER JOIN folder AS f ON f.host = u.host AND f.dir = u.dir LEFT JOIN program AS p ON p.agent = u.agents[1]`)
}
