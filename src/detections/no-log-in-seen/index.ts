import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { learnLogInRequests, writeLogInSeen } from '../lineage/log-in-requests.ts'
import { lookAtLineage } from '../lineage/look.ts'
import { provenVisits } from '../lineage/moved-on.ts'
import { proofBy } from '../never-issued/index.ts'
import { lacksIdentity } from '../scene.ts'

export const noLogInSeen: Detection = {
  id: 'no-log-in-seen',
  vector: 'never-issued',
  unit: 'session',
  asClass: true,
  attack: ['T1606', 'T1552.004'],
  cwe: ['CWE-347', 'CWE-321'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    if ((await proofBy(scene)) !== null) return [{ code: 'detection/issuance-log-present', values: {} }]
    const names = await learnLogInRequests(scene)
    return names.length === 0 ? [{ code: 'detection/no-log-in-requests', values: {} }] : []
  },
  look: async (scene) => {
    await writeLogInSeen(scene)
    return lookAtLineage(scene, 'no-log-in-seen', {
      proven: await provenVisits(scene, sql`(session IN (SELECT session FROM ${scene.derived.table('log_in_seen')}))`),
      since: sql`(SELECT first FROM ${scene.derived.table('span')})`,
      blind: sql`0`,
      logInVisible: false,
      byAddress: true,
    })
  },
}
