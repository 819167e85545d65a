import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import type { Scene } from '../scene.ts'
import { writeGuessingPlaces } from './guessing-places.ts'
import { createDoorHits, writeHits, writeOpened } from './score.ts'
import { writeTries } from './write-tries.ts'

export const logInAfterFailures: Detection = {
  id: 'log-in-after-failures',
  vector: 'guessed-password',
  unit: 'request',
  attack: ['T1110.001', 'T1110.003', 'T1110.004', 'T1078'],
  cwe: ['CWE-307', 'CWE-521', 'CWE-1391'],
  needs: async (scene) => {
    await createDoorHits(scene)
    await writeTries(scene)
    const { refused, apart } = await refusals(scene)
    if (apart > 0) return []
    if (refused > 0) await writeGuessingPlaces(scene)
    return [{ code: refused === 0 ? 'detection/no-refused-log-ins' : 'detection/log-ins-of-sessions', values: {} }]
  },
  look: async (scene) => {
    const fits = await writeGuessingPlaces(scene)
    await writeOpened(scene)
    const tests = await writeHits(scene, fits)
    const { n } = await scene.engine.row<{ n: string }>(
      sql`SELECT count() AS n FROM ${scene.derived.table('door_opened')} WHERE apart`,
    )
    return { looked: Number(n), tests, notes: await notesOf(scene) }
  },
}

/** How many tries were refused, and how many of them at doors behind which no sessions are logged. */
const refusals = async (scene: Scene): Promise<{ readonly refused: number; readonly apart: number }> => {
  const row = await scene.engine.row<Record<'refused' | 'apart', string>>(
    sql`SELECT countIf(NOT ok) AS refused, countIf(NOT ok AND apart) AS apart FROM ${scene.derived.table('door_try')}`,
  )
  return { refused: Number(row.refused), apart: Number(row.apart) }
}

const notesOf = async (scene: Scene): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<Record<'n' | 'addresses', string>>(sql`
    SELECT countIf(NOT ok) AS n, uniqExact(place) AS addresses FROM ${t('door_try')}
    WHERE (door, place, day) IN (SELECT door, place, day FROM ${t('guessing_place')})`)
  const n = Number(row.n)
  return n === 0 ? [] : [{ code: 'detection/log-ins-refused', values: { n, addresses: Number(row.addresses) } }]
}
