import { sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { scoreDoubt, UNKNOWN } from '../doubt/score.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { LATE_TESTS } from './tests.ts'
import { ownersOutcomes } from './write-late-uses.ts'

const OWN_ADDRESS = 0
/** Of the company at the address. With less, and with a program that is not mostly late, nothing ties a late use to another's: with another program than the owner's it may stand beside such as are tied. */
const SOME_LATE = 2
const MOSTLY_LATE = 3
const ANOTHER_PROGRAM = 2
const NOTHING_TO_COMPARE = 3

const isUntied = (company: number, agent: number): boolean => company < SOME_LATE && agent < MOSTLY_LATE

/** Weighs the late uses, and writes the hits; sessions that were hit as forged are taken over. */
export const scoreLateUses = async (scene: Scene): Promise<Omit<Look, 'notes'>> => {
  const t = scene.derived.table
  const tests = await scoreDoubt(scene, {
    table: t('late_use'),
    codes: sql`[toInt32(place), toInt32(company), toInt32(with_agent), toInt32(lateness), toInt32(only_personal)]`,
    tests: LATE_TESTS,
    ordinary: ownersOutcomes(scene),
    known,
    innocent: ([place = 0, company = 0, agent = 0]) =>
      place === OWN_ADDRESS || (place !== ANOTHER_PROGRAM && isUntied(company, agent)),
    untied: ([, company = 0, agent = 0]) => isUntied(company, agent),
    write: async (posterior) => {
      await scene.engine.run(sql`
        INSERT INTO ${t('hit')}
        SELECT 'ended-token', 'session-use', session, ip, principal, '', '', ${posterior} AS p, ${levelOf(sql`p`)}
        FROM ${t('late_use')} WHERE p >= ${LEVELS.possible}`)
      await scene.engine.run(sql`
        ALTER TABLE ${t('hit')} DELETE WHERE unit = 'session' AND session IN (
          SELECT session FROM ${t('hit')} WHERE detection = 'ended-token' AND level != 'possible') SETTINGS mutations_sync = 2`)
    },
  })
  const looked = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('session_end')}`)
  return { looked: Number(looked.n), tests }
}

/** A place without anything to compare it with says nothing; nor does it say anything who else uses the owner's own program. */
const known = ([
  place = UNKNOWN,
  company = UNKNOWN,
  agent = UNKNOWN,
  ...rest
]: readonly number[]): readonly number[] => [
  place === NOTHING_TO_COMPARE ? UNKNOWN : place,
  company,
  place < ANOTHER_PROGRAM ? UNKNOWN : agent,
  ...rest,
]
