import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { lacksProofOf, weighTokens } from '../doubt/whose-tokens.ts'
import { lacksIdentity } from '../scene.ts'
import { writeKeys } from './write-keys.ts'

/** A key that should not sign any more is stranger than a lost record: one attack among so many such tokens. */
const PRIOR = { attack: 1, background: 50 }

export const retiredKey: Detection = {
  id: 'retired-key',
  vector: 'retired-key',
  unit: 'session',
  attack: ['T1606', 'T1552.004'],
  cwe: ['CWE-324', 'CWE-347'],
  asks: 'Which tokens were accepted that are signed with a key by which the service did not sign any more, or never did?',
  assumes: 'Tokens show the id of their key, and for most of them an issuance or a log-in is proven.',
  fooledBy:
    'A server that still signs with the old key and whose log was not handed over; another issuer; a key that was taken back into use.',
  evadedBy: 'Tokens that name no key; a time of issue before the key was retired, and a life to match.',
  refutedBy: 'An issuance record for the token, or a key register by which the key was in use.',
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    return nameless.length > 0 ? nameless : lacksProofOf(scene, sql`kid`, 'detection/no-key-ids')
  },
  look: async (scene) => {
    await writeKeys(scene)
    const t = scene.derived.table
    const tests = await weighTokens(scene, {
      detection: 'retired-key',
      doubted: t('key_use'),
      proven: sql`(SELECT * FROM ${t('keyed_session')} WHERE proven)`,
      prior: PRIOR,
    })
    const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('keyed_session')}`)
    return { looked: Number(n), tests, notes: [] }
  },
}
