import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { lacksIdentity } from '../scene.ts'
import { scoreReaders } from './score.ts'
import { writeOpenRoutes } from './write-open-routes.ts'
import { writeReaderTests } from './write-reader-tests.ts'
import { writeReaders } from './write-readers.ts'

export const missingAuthentication: Detection = {
  id: 'missing-authentication',
  vector: 'missing-authentication',
  unit: 'anonymous',
  attack: ['T1190'],
  cwe: ['CWE-306'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    const row = await scene.engine.row<{ routes: string }>(
      sql`SELECT count() AS routes FROM ${scene.derived.table('route')}`,
    )
    return row.routes === '0' ? [{ code: 'detection/no-personal-routes', values: {} }] : []
  },
  look: async (scene) => {
    await writeReaders(scene)
    await writeOpenRoutes(scene)
    await writeReaderTests(scene)
    return scoreReaders(scene)
  },
}
