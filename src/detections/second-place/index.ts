import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { scoreDoubt } from '../doubt/score.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { lacksIdentity, logsField } from '../scene.ts'
import { ownersOutcomes } from './owners-outcomes.ts'
import { addCollected } from './only-collecting.ts'
import { addSameHand } from './same-hand.ts'
import { FOREIGN_AGENT, KNOWN_ADDRESS, SECOND_TESTS } from './tests.ts'
import { showsLogIns } from './write-homes.ts'
import { writeSecondPlaces } from './write-second-places.ts'

/** Fewer sessions than this do not show how owners move. */
const LEAST_SESSIONS = 50
/** Where there are fewer addresses than this share of sessions, they are not those of the clients. */
const LEAST_ADDRESSES = 0.01

export const secondPlace: Detection = {
  id: 'second-place',
  vector: 'stolen-session',
  unit: 'session-use',
  attack: ['T1539', 'T1550.004', 'T1185'],
  cwe: ['CWE-384', 'CWE-613', 'CWE-522'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    if (!logsField(scene, 'credential') && !(await showsLogIns(scene)))
      return [{ code: 'detection/no-credential-field', values: {} }]
    if (!logsField(scene, 'user_agent')) return [{ code: 'detection/no-agent-field', values: {} }]
    const row = await scene.engine.row<{ sessions: string; addresses: string }>(
      sql`SELECT count() AS sessions, uniqExact(origin.1) AS addresses FROM ${scene.derived.table('session')}`,
    )
    const [sessions, addresses] = [Number(row.sessions), Number(row.addresses)]
    if (sessions < LEAST_SESSIONS) return [{ code: 'detection/too-few', values: { what: 'second-place', n: sessions } }]
    return addresses < Math.max(2, LEAST_ADDRESSES * sessions)
      ? [{ code: 'detection/addresses-of-no-clients', values: { n: addresses } }]
      : []
  },
  look: async (scene) => {
    const t = scene.derived.table
    await writeSecondPlaces(scene)
    const tests = await scoreDoubt(scene, {
      table: sql`(SELECT * FROM ${t('second_place')} WHERE NOT echo)`,
      codes: sql`[toInt32(address), toInt32(agent), toInt32(turn), toInt32(company), toInt32(use)]`,
      tests: SECOND_TESTS,
      ordinary: ownersOutcomes(scene),
      innocent: ([address, agent]) => address === KNOWN_ADDRESS || agent !== FOREIGN_AGENT,
      write: (posterior) =>
        scene.engine.run(sql`
          INSERT INTO ${t('hit')}
          SELECT 'second-place', 'session-use', session, ip, if(named, who, ''), '', '', ${posterior} AS p, ${levelOf(sql`p`)}
          FROM ${t('second_place')} WHERE NOT echo AND p >= ${LEVELS.possible}`),
    })
    await addSameHand(scene)
    await addCollected(scene)
    const looked = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('session_home')}`)
    return { looked: Number(looked.n), tests, notes: [] }
  },
}
