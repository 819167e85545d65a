import { type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { logsField, type Scene } from '../scene.ts'
import { LEAST_OBJECTS } from './write-reference.ts'

/** The outcome of `circumstances` of somebody else with a key. */
export const ANOTHER_HAND = 5

/** A service is there on so many days. */
const LEAST_DAYS = 3
/** Who tries a new program out, or moves a service, reads again what it reads. */
const READ_AGAIN = 0.5

/** Of accounts that are not at work, so many of the networks where they read have to show their log-in: else no log-in says nothing. */
const LOG_INS_TOLD = 0.9

/**
 * Who was known without a log-in there, where no request names a credential: who holds a key never logs in, and a person of the
 * partner does. Asked only where the records of log-ins are whole.
 */
const withoutLogIn = (scene: Scene, who: Sql, block: Sql): Sql => {
  const t = scene.derived.table
  const logIns = sql`(SELECT principal, ${blockOf(sql`ip`)} FROM ${t('issued_account')})`
  const ordinary = sql`(SELECT who, ${blockOf(sql`ip`)} AS block FROM ${t('personal_access')} WHERE session != 0 AND who NOT IN (SELECT who FROM ${t('duty_account')}) GROUP BY who, block)`
  return sql`((${who}, ${block}) NOT IN ${logIns} AND (SELECT avg((who, block) IN ${logIns}) FROM ${ordinary}) >= ${LOG_INS_TOLD})`
}

/**
 * `duty_other_hand`: sittings with the key of a service in another network and with another program, while the service goes on
 * at its place with its own. One credential, or where no log names any one account without a log-in, so that no people of the partner who have their own log-in are meant; no
 * browser, for people take theirs along. `things`: what was taken so in all, however slowly and from however many places; ten
 * at least, most of which the service itself never reads.
 */
export const writeOtherHands = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const names = logsField(scene, 'credential')
  const key = names ? sql`toString(r.session)` : sql`r.who`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_other_hand')} ENGINE = MergeTree ORDER BY sitting AS
    WITH
      part AS (
        SELECT ${key} AS key, r.who AS who, s.block AS block, r.agent AS program, r.sitting AS sitting, any(s.day) AS day, min(r.at) AS begin, max(r.at) AS end, groupUniqArrayIf(r.object, r.taken) AS objects
        FROM ${t('duty_read')} AS r INNER JOIN ${t('duty_sitting')} AS s ON s.sitting = r.sitting
        WHERE ${key} IN (SELECT ${key} FROM ${t('duty_read')} AS r GROUP BY 1 HAVING min(r.agent) != max(r.agent)) GROUP BY key, who, block, program, sitting),
      service AS (
        SELECT key, argMax((block, program, first, last, objects), (days, sittings, block, program)) AS own FROM (
          SELECT key, block, program, uniqExact(day) AS days, count() AS sittings, min(begin) AS first, max(end) AS last, arrayDistinct(arrayFlatten(groupArray(objects))) AS objects
          FROM part GROUP BY key, block, program)
        GROUP BY key HAVING max(days) >= ${LEAST_DAYS} AND own.2 != '' AND NOT startsWith(own.2, 'Mozilla/')),
      stay AS (
        SELECT p.key AS key, groupArray(p.sitting) AS sittings, arrayDistinct(arrayFlatten(groupArray(p.objects))) AS objects, min(p.begin) AS first, max(p.end) AS last, any(v.own) AS own
        FROM part AS p INNER JOIN service AS v ON v.key = p.key WHERE p.block != v.own.1 AND p.program != v.own.2 AND ${names ? sql`1` : withoutLogIn(scene, sql`p.who`, sql`p.block`)} GROUP BY key)
    SELECT arrayJoin(sittings) AS sitting, any(length(objects)) AS things FROM stay
    WHERE dateDiff('day', own.3, first) >= 1 AND own.4 > first AND length(objects) >= ${LEAST_OBJECTS} AND length(arrayIntersect(objects, own.5)) < ${READ_AGAIN} * length(objects)
    GROUP BY sitting`)
}
