import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { learnLogInRequests, writeLogInSeen } from '../lineage/log-in-requests.ts'
import { lookAtLineage } from '../lineage/look.ts'
import { provenVisits } from '../lineage/moved-on.ts'
import { lacksIdentity, logsField, type Scene } from '../scene.ts'

/** An issuance log can prove something when it names at least this share of the credentials in use. */
const MIN_MATCHED = 0.2

export const neverIssued: Detection = {
  id: 'never-issued',
  vector: 'never-issued',
  unit: 'session',
  asClass: true,
  attack: ['T1606', 'T1552.004'],
  cwe: ['CWE-347', 'CWE-321'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    return (await proofBy(scene)) === null ? [{ code: 'detection/no-issuance-log', values: {} }] : []
  },
  look: async (scene) => {
    const by = await proofBy(scene)
    const names = await learnLogInRequests(scene)
    await writeLogInSeen(scene)
    const proven = await provenVisits(scene, by === 'account' ? provenByAccount(scene) : sql`(issuances > 0)`)
    return lookAtLineage(scene, 'never-issued', {
      proven,
      since: sql`(SELECT greatest(first_issued, first) FROM ${scene.derived.table('span')})`,
      blind: await blindTimes(scene, proven),
      logInVisible: names.length > 0,
      byAddress: !logsField(scene, 'credential'),
    })
  },
}

/** Whether credentials, or else accounts and addresses, tie requests to issuance records; null where neither does. */
export const proofBy = async (scene: Scene): Promise<'credential' | 'account' | null> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{ recorded: string; sessions: string; matched: string; accounts: string }>(sql`
    SELECT (SELECT any(issuances) FROM ${t('span')}) AS recorded, count() AS sessions, countIf(issuances > 0) AS matched,
      countIf(${provenByAccount(scene)}) AS accounts
    FROM ${t('session')}`)
  const enough = MIN_MATCHED * Number(row.sessions)
  if (Number(row.recorded) === 0 || Number(row.sessions) === 0) return null
  if (Number(row.matched) >= enough) return 'credential'
  return Number(row.accounts) >= enough ? 'account' : null
}

/** The session's account logged in from the address of its first use: the proof where records name no credential. */
const provenByAccount = (scene: Scene): Sql =>
  sql`(principal != '' AND (principal, origin.1) IN (SELECT principal, ip FROM ${scene.derived.table('issued_account')}))`

/** Holes in every issuance source, and hours in which sessions with a visible log-in lost their records too. */
const blindTimes = async (scene: Scene, proven: Sql): Promise<Sql> => {
  const t = scene.derived.table
  const auth = scene.coverage.filter((source) => source.log !== 'access')
  const holes = auth.flatMap((source) =>
    source.holes.map(
      (hole) =>
        sql`(first BETWEEN parseDateTime64BestEffort(${hole.from}, 6, 'UTC') AND parseDateTime64BestEffort(${hole.to}, 6, 'UTC'))`,
    ),
  )
  const hours = await scene.engine.rows<{ hour: string }>(sql`
    SELECT toString(toUnixTimestamp(toStartOfHour(first))) AS hour
    FROM ${t('session')} WHERE session IN (SELECT session FROM ${t('log_in_seen')}) AND first >= (SELECT first_issued FROM ${t('span')})
    GROUP BY toStartOfHour(first) AS h
    HAVING count() >= 5 AND countIf(${proven}) * 2 < count()
    ORDER BY h`)
  const lossy = sql`toUnixTimestamp(toStartOfHour(first)) IN ${bind(
    'Array(UInt32)',
    hours.map(({ hour }) => Number(hour)),
  )}`
  return join([sql`(${lossy})`, ...holes], ' OR ')
}
