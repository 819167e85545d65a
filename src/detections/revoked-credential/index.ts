import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { lacksIdentity, logsField, type Scene } from '../scene.ts'
import { writeRevokedUses } from './write-revoked-uses.ts'

/** That it was answered is sure; that nobody gave it back to its owner, no log says. */
const POSTERIOR = (LEVELS.likely + LEVELS.confirmed) / 2

export const revokedCredential: Detection = {
  id: 'revoked-credential',
  vector: 'ended-token',
  unit: 'principal',
  attack: ['T1550', 'T1078'],
  cwe: ['CWE-613', 'CWE-672'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    if (!logsField(scene, 'credential')) return [{ code: 'detection/no-credential-field', values: {} }]
    return (await countRevoked(scene)) === 0 ? [{ code: 'detection/no-revocations', values: {} }] : []
  },
  look: async (scene) => {
    const t = scene.derived.table
    await writeRevokedUses(scene)
    await scene.engine.run(sql`
      INSERT INTO ${t('hit')}
      SELECT DISTINCT 'revoked-credential', 'principal', toUInt128(0), '', who, '', '', ${POSTERIOR} AS p, ${levelOf(sql`p`)}
      FROM ${t('revoked_use')} WHERE reads_on AND who NOT IN (SELECT principal FROM ${t('hit')} WHERE unit = 'principal' AND level != 'possible')
        AND session NOT IN (SELECT session FROM ${t('hit')} WHERE session != 0)`)
    await scene.engine.run(sql`
      INSERT INTO ${t('hit_session')}
      SELECT 'revoked-credential', who, session, first FROM ${t('revoked_use')}
      WHERE reads_on AND who IN (SELECT principal FROM ${t('hit')} WHERE detection = 'revoked-credential')`)
    return { looked: await countRevoked(scene), tests: [], notes: await answeredOn(scene) }
  },
}

const countRevoked = async (scene: Scene): Promise<number> => {
  const { n } = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM ${scene.derived.table('session')} WHERE toUnixTimestamp(revoked_at) > 0 AND revoked_at > renewed_at`)
  return Number(n)
}

/** Whoever they are: the service answered what was revoked. */
const answeredOn = async (scene: Scene): Promise<readonly Message[]> => {
  const { n } = await scene.engine.row<{ n: string }>(
    sql`SELECT countIf(reads_on) AS n FROM ${scene.derived.table('revoked_use')}`,
  )
  return n === '0' ? [] : [{ code: 'detection/revoked-answered', values: { n: Number(n) } }]
}
