import { sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { hasRows, type Scene } from '../scene.ts'
import { lacksReaders } from '../object-enumeration/index.ts'
import { nothingBeyond } from './beyond.ts'
import { declaredRates, learnFound, score } from './score.ts'
import { writeDutyAccounts } from './write-accounts.ts'
import { writeHabits } from './write-habits.ts'
import { writeOwnLists } from './write-own-lists.ts'
import { writeOtherHands } from './write-other-hands.ts'
import { writeReference } from './write-reference.ts'
import { writeSittings } from './write-sittings.ts'
import { writeTests } from './write-tests.ts'

const ID = 'staff-beyond-duty'

/** What is compared with what. Misuse that goes on for nights would else become the account's way. */
const compare = async (scene: Scene): Promise<void> => {
  await writeHabits(scene)
  await writeOwnLists(scene)
  await writeOtherHands(scene)
  await writeReference(scene)
  await writeTests(scene)
}

export const staffBeyondDuty: Detection = {
  id: ID,
  vector: 'staff-beyond-duty',
  unit: 'principal-request',
  attack: ['T1078', 'T1213'],
  cwe: ['CWE-269', 'CWE-863'],
  needs: lacksReaders,
  look: async (scene) => {
    const t = scene.derived.table
    const nobody: Look = { looked: 0, tests: declaredRates(), notes: [] }
    if (!(await hasRows(scene, 'far_reader'))) return nobody
    await writeDutyAccounts(scene)
    if (!(await hasRows(scene, 'duty_account'))) return nobody
    await writeSittings(scene)
    await nothingBeyond(scene)
    await compare(scene)
    if (await learnFound(scene)) await compare(scene)
    const tests = await score(scene, ID)
    const looked = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('duty_account')}`)
    return { looked: Number(looked.n), tests, notes: [] }
  },
}
