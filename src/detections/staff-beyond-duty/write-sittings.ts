import { sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { programFamily } from '../program-family.ts'
import { dayOf, type Scene } from '../scene.ts'

/** Who has read nothing for so long has stood up. */
const PAUSE_SECONDS = 1800

/**
 * `duty_read`: every read of personal data by an account at work, with its sitting; `duty_sitting`: one row a sitting: from
 * one address with one program, without a longer pause. The program is that of the session's first use; `agent` is the request's own.
 */
export const writeSittings = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_read')} ENGINE = MergeTree ORDER BY (who, sitting, at, file, line) AS
    SELECT who, job, session, sipHash128(who, ip, program, countIf(pause > ${PAUSE_SECONDS}) OVER place) AS sitting, ip, program, agent, at, file, line, ok AND named AS taken, concat(method, ' ', route) AS route, object
    FROM (
      SELECT p.who AS who, d.job AS job, p.session AS session, p.ip AS ip, ${programFamily(sql`s.origin.2`)} AS program, ${programFamily(sql`p.agent`)} AS agent, p.at AS at, p.file AS file, p.line AS line, p.ok AS ok,
        p.method AS method, p.route AS route, p.object AS object, p.object != '' AND NOT (p.subject = 'account' AND p.account = p.who) AS named,
        dateDiff('second', lagInFrame(p.at, 1, p.at) OVER (PARTITION BY who, ip, program ORDER BY p.at, p.file, p.line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), p.at) AS pause
      FROM (SELECT * FROM ${t('personal_access')} WHERE session != 0 AND who IN (SELECT who FROM ${t('duty_account')})) AS p
      INNER JOIN ${t('duty_account')} AS d ON d.who = p.who
      LEFT JOIN ${t('session')} AS s ON s.session = p.session)
    WINDOW place AS (PARTITION BY who, ip, program ORDER BY at, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_sitting')} ENGINE = MergeTree ORDER BY (who, sitting) AS
    SELECT who, sitting, any(job) AS job, any(${blockOf(sql`ip`)}) AS block, any(program) AS program, min(at) AS begin, max(at) AS end, ${dayOf(scene, sql`minIf(at, taken)`)} AS day,
      uniqExactIf((route, object), taken) AS objects, objects / greatest(1 / 60, dateDiff('second', begin, end) / 3600) AS pace,
      arraySort(groupArrayIf((at, file, line, object), taken)) AS walk,
      arrayCount((one, next) -> (length(next.4), next.4) > (length(one.4), one.4), arrayPopBack(walk), arrayPopFront(walk)) / greatest(1, length(walk) - 1) AS ascending
    FROM ${t('duty_read')} GROUP BY who, sitting HAVING objects > 0`)
}
