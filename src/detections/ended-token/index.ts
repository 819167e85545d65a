import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { lacksIdentity, logsField, type Scene } from '../scene.ts'
import { scoreLateUses } from './score.ts'
import { expiries, writeEnds } from './write-ends.ts'
import { RETURNED_SECONDS, writeLateUses } from './write-late-uses.ts'

/** Fewer ended sessions, or sessions that were come back to, do not show what is ordinary. */
const LEAST = 50
/** Where there are fewer addresses than this share of sessions, they are not those of the clients. */
const LEAST_ADDRESSES = 0.01
/** A service that serves this share of ended sessions on, and so many of them, does not end them. */
const SERVED_ON = { share: 0.01, sessions: 20 }

export const endedToken: Detection = {
  id: 'ended-token',
  vector: 'ended-token',
  unit: 'session-use',
  attack: ['T1550', 'T1539'],
  cwe: ['CWE-613'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    if (!logsField(scene, 'credential')) return [{ code: 'detection/no-credential-field', values: {} }]
    await writeEnds(scene)
    return missing(scene)
  },
  look: async (scene) => {
    await writeLateUses(scene)
    const looked = await scoreLateUses(scene)
    return { ...looked, notes: [...(await seenTooLate(scene)), ...(await servedOn(scene))] }
  },
}

const missing = async (scene: Scene): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<Record<'ends' | 'sessions' | 'returned' | 'addresses', string>>(sql`
    SELECT (SELECT countIf(ended < (SELECT last FROM ${t('span')})) FROM ${t('session_end')}) AS ends,
      count() AS sessions, countIf(dateDiff('second', first, last) >= ${RETURNED_SECONDS}) AS returned, uniqExact(origin.1) AS addresses FROM ${t('session')}`)
  if (row.ends === '0') {
    const late = await seenTooLate(scene)
    return late.length > 0 ? late : [{ code: 'detection/no-session-ends', values: {} }]
  }
  const fewest = Math.min(Number(row.ends), Number(row.returned))
  if (fewest < LEAST) return [{ code: 'detection/too-few', values: { what: 'ended-token', n: fewest } }]
  return Number(row.addresses) < Math.max(2, LEAST_ADDRESSES * Number(row.sessions))
    ? [{ code: 'detection/addresses-of-no-clients', values: { n: Number(row.addresses) } }]
    : []
}

const seenTooLate = async (scene: Scene): Promise<readonly Message[]> => {
  const { n, over, contradict } = await expiries(scene)
  return contradict ? [{ code: 'detection/expired-before-use', values: { n: over, of: n } }] : []
}

/** A service that goes on serving sessions at their owners' own addresses does not end them: a weakness, nobody's attack. */
const servedOn = async (scene: Scene): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ why: string; n: string; of: string }>(sql`
    SELECT e.why AS why, countIf(e.session IN (SELECT session FROM ${t('late_use')} WHERE place = 0)) AS n, count() AS of
    FROM ${t('session_end')} AS e WHERE e.ended < (SELECT last FROM ${t('span')}) GROUP BY why ORDER BY why`)
  return rows
    .filter(({ n, of }) => Number(n) >= Math.max(SERVED_ON.sessions, SERVED_ON.share * Number(of)))
    .map(({ why, n, of }) => ({
      code: `detection/served-on-${why}`,
      values: { n: Number(n), of: Number(of), share: Math.round((1000 * Number(n)) / Number(of)) / 10 },
    }))
}
