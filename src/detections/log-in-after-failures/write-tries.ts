import { bind, type Sql, sql } from '../../engine/sql.ts'
import { blockOf, placeOf } from '../address-block.ts'
import { dayOf, events, hasRows, type Scene } from '../scene.ts'
import { windowFacts } from '../window-facts.ts'
import { confirmsCode, learnDoors, REFUSING, TRY_AGAIN, writeAnswers } from './doors.ts'

/** Fewer who got an answer of a kind teach nothing about 2xx and 3xx; a row this long by one of them does. */
const ENOUGH = 5
/** The same try may be in the log of requests and in that of log-ins: so many seconds apart at most. */
const SAME_TRY_SECONDS = 10
/** A log of requests, of which at least this share has a session, is that of a service with accounts. */
const IDENTIFIED = 0.01

/**
 * `door_try`: every try of a password at any door, refused or let in (`ok`), one row each: records of log-ins (a door is their
 * source), and POSTs to the doors that `doors.ts` learns, where no record tells of the same. `apart`: the log does not show
 * what is done behind the door by whom, for its accounts are those of no request that is logged.
 */
export const writeTries = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const facts = await windowFacts(scene)
  if (facts.posts === 0n && facts.records === 0n) return createTries(scene)
  await writeAnswers(scene)
  await writeRecords(scene)
  if (!(await hasRows(scene, 'door_answer')) && !(await hasRows(scene, 'door_record'))) return createTries(scene)
  const doors = bind('Array(String)', [...(await learnDoors(scene))])
  const identified = bind('Array(String)', await identifiedSources(scene))
  const bucket = sql`intDiv(toInt64(toUnixTimestamp(at)), ${SAME_TRY_SECONDS})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_try')} ENGINE = MergeTree ORDER BY (door, place, at) AS
    SELECT *, ${placeOf(sql`ip`)} AS place, ${blockOf(sql`ip`)} AS block, ${dayOf(scene, sql`at`)} AS day, principal != '' AS named, if(named, principal, place) AS who
    FROM (
      SELECT * EXCEPT (session, is_host), CAST(is_host OR door NOT IN (
        SELECT door FROM ${t('door_record')} WHERE ok GROUP BY door
        HAVING countIf(principal IN (SELECT principal FROM ${t('session')} WHERE principal != '') OR session IN (SELECT session FROM ${t('session')})) >= ${IDENTIFIED} * count()), 'UInt8') AS apart
      FROM ${t('door_record')}
      UNION ALL
      SELECT *, CAST(source NOT IN ${identified} OR ${confirmsCode(sql`route`)}, 'UInt8') AS apart FROM (${posts(scene, sql`${doors}`)})
      WHERE ${confirmsCode(sql`route`)} OR (ip, ${bucket}) NOT IN (SELECT ip, arrayJoin([${bucket} - 1, ${bucket}, ${bucket} + 1]) FROM ${t('door_record')}))`)
}

/** The table without a row. */
const createTries = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('door_try')} (
      at DateTime64(6, 'UTC'), file UInt32, line UInt64, source String, door String, ip String, agent String, principal String, method String, route String,
      status UInt16, ok UInt8, apart UInt8, place String, block String, day Date, named UInt8, who String
    ) ENGINE = MergeTree ORDER BY (door, place, at)`)

/** Sources of requests that say by whom they were made. */
const identifiedSources = async (scene: Scene): Promise<string[]> => {
  const rows = await scene.engine.rows<{ source: string; uses: string }>(sql`
    SELECT origin.4 AS source, sum(uses) AS uses FROM ${scene.derived.table('session')} GROUP BY source ORDER BY source`)
  const received = new Map(scene.coverage.map((one) => [one.source, Number(one.events)]))
  return rows
    .filter(({ source, uses }) => Number(uses) >= IDENTIFIED * (received.get(source) ?? 0))
    .map(({ source }) => source)
}

/**
 * `door_record`: records of log-ins that an address tried. Where they say by what (sshd), passwords only: a key is not guessed.
 * An attempt of which nothing but its beginning is logged counts where no failure of that name from that address is
 * logged on the day.
 */
const writeRecords = (scene: Scene): Promise<void> => {
  const hosts = bind(
    'Array(String)',
    scene.plans.filter(({ kind }) => kind === 'sshd').map(({ name }) => name),
  )
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('door_record')} ENGINE = MergeTree ORDER BY (door, ip, at) AS
    SELECT at, file, line, source, source AS door, ip, agent, principal, method, route, status, ok, session, is_host FROM (
      SELECT at, file, line, toString(source) AS source, src_ip AS ip, toString(user_agent) AS agent, principal, toString(method) AS method, toString(route) AS route, status,
        CAST(action IN ('logon', 'issue'), 'UInt8') AS ok, session, CAST(source IN ${hosts}, 'UInt8') AS is_host, action = 'attempt' AS is_attempt,
        max(action = 'logon-failed') OVER (PARTITION BY source, src_ip, principal, ${dayOf(scene, sql`at`)}) AS has_failed
      FROM ${events(scene)} WHERE kind = 'auth' AND src_ip != '' AND action IN ('logon', 'issue', 'logon-failed', 'attempt'))
    WHERE if(is_attempt, NOT has_failed, NOT is_host OR startsWith(route, '/password') OR startsWith(route, '/keyboard-interactive'))`)
}

/**
 * Answers at the doors. By status, or, where a door says 'no' with a page (200) or by sending back (302), by what people do:
 * an answer of one status and size (in octaves) after which they try again at once is a refusal.
 */
const posts = (scene: Scene, doors: Sql): Sql => {
  const t = scene.derived.table
  return sql`
    SELECT at, file, line, source, door, ip, agent, principal, 'POST' AS method, route, status,
      toUInt8(NOT (status IN ${REFUSING} OR (door, status, octave) IN (
        SELECT door, status, octave FROM (
          SELECT door, status, octave, avg(again) AS back, count() AS n FROM ${t('door_answer')} WHERE status < 400 GROUP BY door, status, octave, ip, agent)
        GROUP BY door, status, octave HAVING sum(n) >= ${ENOUGH} AND avg(back) >= ${TRY_AGAIN.refused}))) AS ok
    FROM ${t('door_answer')} WHERE door IN ${doors}`
}
