import { type Sql, sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'

/** Answers that refuse a log-in by their status. 404 and the like say that there is no door; 5xx, that nothing was decided. */
export const REFUSING = sql`(400, 401, 403, 422, 423, 429)`
const NO_DOOR = sql`(404, 405, 410)`

/** Last words of a path that log-ins have, in small letters. */
const WORDS =
  '(^|[-_.])(log|sign)[-_](in|on)($|[-_.])|login|logon|(^|[-_.])(signin|signon|auth|authenticate|authentication|sessions?|j_security_check|anmelden|anmeldung|connexion|accedi|inloggen)($|[-_.])|로그인|ログイン|登录'

/**
 * Where the code of a reset, or another that is sent to the owner, is confirmed, in small letters: what it is for, and then a
 * last part that says what is done. Codes that a program asks for until they are approved (second factors) are not meant.
 */
const CODE = {
  of: '(reset|recover|forgot|otp|one-?time|passcode|passwor[dt]|passwd|verification-?code|sms-?code|contrasena|mot-?de-?passe|비밀번호|인증번호)',
  done: '(^|[-_.])(confirm|confirmation|verify|verification|validate|check|complete|code|otp|reset|pin)($|[-_.])|확인|인증',
  approved: '(2fa|mfa|push|device|webauthn)',
} as const

/** Whether a route, or a door, is where such a code is confirmed. */
export const confirmsCode = (route: Sql): Sql => sql`(
  match(decodeURLComponent(lower(toString(${route}))), ${CODE.of}) AND NOT match(lower(toString(${route})), ${CODE.approved})
  AND match(decodeURLComponent(${lastPart(route)}), ${CODE.done}))`

const lastPart = (route: Sql): Sql =>
  sql`lower(arrayElement(arrayFilter(part -> part != '' AND NOT startsWith(part, '{id}'), splitByChar('/', toString(${route}))), -1))`

/** Whoever is refused comes back to the same door within so many seconds. */
export const AGAIN_SECONDS = 60
/** Of those who were refused at a door, so many try it again at once; of those let in, so few. */
export const TRY_AGAIN = { refused: 0.5, letIn: 0.25 }
/** A route without such a word is judged by so many who were refused there, and as many let in. */
const ENOUGH = 5
/** After being let in, so many go on to something else, and so much more often than after being refused. */
const GO_ON = { share: 0.5, lift: 2 }

/**
 * `door_answer`: answers to POSTs that may be log-ins, one row each; `again`: the same program at the same address came back
 * to the door within a minute. Routes are called doors by a word in their name (`by_word`), or else they have to
 * behave as one (`learnDoors`): they refuse by 401 or 403. Where the code of a reset is confirmed there is a door, too.
 */
export const writeAnswers = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_answer')} ENGINE = MergeTree ORDER BY (door, ip, at) AS
    WITH candidate AS (
      SELECT host, route, CAST(match(decodeURLComponent(${lastPart(sql`route`)}), ${WORDS}) OR ${confirmsCode(sql`route`)}, 'UInt8') AS by_word FROM ${events(scene)}
      WHERE kind = 'http' AND method = 'POST' AND src_ip != '' GROUP BY host, route
      HAVING countIf(status BETWEEN 200 AND 499 AND status NOT IN ${NO_DOOR}) > 0
        AND (by_word OR (countIf(status IN (401, 403)) >= ${ENOUGH} AND countIf(status BETWEEN 200 AND 399) >= ${ENOUGH})))
    SELECT *, concat(if(host = '', '', concat(host, ' ')), 'POST ', route) AS door,
      leadInFrame(at, 1, at + 86400) OVER (PARTITION BY host, route, ip, agent ORDER BY at, file, line ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next,
      dateDiff('second', at, next) <= ${AGAIN_SECONDS} AS again
    FROM (
      SELECT e.at AS at, e.file AS file, e.line AS line, toString(e.source) AS source, toString(e.host) AS host, toString(e.route) AS route, e.src_ip AS ip,
        toString(e.user_agent) AS agent, e.principal AS principal, e.status AS status, toUInt8(log2(e.bytes + 1)) AS octave, c.by_word AS by_word
      FROM (SELECT * FROM ${events(scene)} WHERE kind = 'http' AND method = 'POST' AND src_ip != '' AND status BETWEEN 200 AND 499 AND status NOT IN ${NO_DOOR}) AS e
      INNER JOIN candidate AS c ON e.host = c.host AND e.route = c.route)`)
}

/**
 * The doors: of the routes without a word for it, those where the refused try again at once, and those let in do not
 * and go on to something else, as people do whose session begins. Everybody counts once, so that neither a tool nor a
 * crowd behind one address makes the rule.
 */
export const learnDoors = async (scene: Scene): Promise<readonly string[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ door: string; named: number }>(sql`
    SELECT door, max(by_word) AS named FROM (
      SELECT door, any(by_word) AS by_word, status IN ${REFUSING} AS refused, avg(again) AS back FROM ${t('door_answer')} GROUP BY door, ip, agent, refused)
    GROUP BY door
    HAVING named OR (countIf(refused) >= ${ENOUGH} AND countIf(NOT refused) >= ${ENOUGH} AND avgIf(back, refused) >= ${TRY_AGAIN.refused} AND avgIf(back, NOT refused) <= ${TRY_AGAIN.letIn})
    ORDER BY door`)
  const unnamed = rows.filter(({ named }) => Number(named) === 0).map(({ door }) => door)
  const going = unnamed.length === 0 ? new Set<string>() : await whereTheyGoOn(scene, unnamed)
  return rows.filter(({ door, named }) => Number(named) === 1 || going.has(door)).map(({ door }) => door)
}

const whereTheyGoOn = async (scene: Scene, doors: readonly string[]): Promise<ReadonlySet<string>> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ door: string }>(sql`
    WITH answer AS (SELECT door, ip, agent, at, file, line, least(next, at + ${AGAIN_SECONDS}) AS until, status IN ${REFUSING} AS refused FROM ${t('door_answer')} WHERE door IN ${[...doors]}),
    other AS (
      SELECT src_ip AS ip, toString(user_agent) AS agent, at FROM ${events(scene)}
      WHERE kind = 'http' AND method != 'POST' AND src_ip IN (SELECT ip FROM answer)),
    gone AS (
      SELECT a.file AS file, a.line AS line FROM answer AS a ASOF INNER JOIN other AS o ON a.ip = o.ip AND a.agent = o.agent AND a.at <= o.at
      WHERE o.at <= a.until)
    SELECT door FROM (
      SELECT door, refused, avg((file, line) IN (SELECT file, line FROM gone)) AS on FROM answer GROUP BY door, ip, agent, refused)
    GROUP BY door HAVING avgIf(on, NOT refused) >= ${GO_ON.share} AND avgIf(on, NOT refused) >= ${GO_ON.lift} * avgIf(on, refused)`)
  return new Set(rows.map(({ door }) => door))
}
