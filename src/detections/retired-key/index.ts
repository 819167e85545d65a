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
