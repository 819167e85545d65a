import { decodeRadix } from '../../domain/radix.ts'
import { sql } from '../../engine/sql.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Detection, Look } from '../detection.ts'
import { byPattern, LEVELS, levelOf, UNDECIDED } from '../hits.ts'
import { ofClearedHands } from './cleared-hands.ts'
import { notBeforeFellows } from './fellows.ts'
import { hasRows, lacksIdentity, logsField, type Scene } from '../scene.ts'
import { leaveOutWork, weighNameless } from './nameless-readers.ts'
import { dutyTests } from './duty-rates.ts'
import { DUTY_TESTS, type DutyTest } from './tests.ts'
import { writeCompany, writeHitSessions } from './write-hit-sessions.ts'
import { writeAlikeReaders } from './write-alike-readers.ts'
import { createReachTest, writeDutyTests } from './write-duty-tests.ts'
import { writeObjectReaders } from './write-object-readers.ts'
import { writeReach } from './write-reach.ts'
import { writeHands } from './write-hands.ts'
import { writeProgramReaders } from './write-program-readers.ts'
import { writeBusyDays } from './write-busy-days.ts'
import { writeOwnWalk } from './write-own-walk.ts'
import { writeWalkOn } from './write-walk-on.ts'

/** Odds that an account far beyond the reach of all others is no duty account, before the tests. */
const PRIOR_ODDS = 0.5

export const objectEnumeration: Detection = {
  id: 'object-enumeration',
  vector: 'object-enumeration',
  unit: 'principal',
  attack: ['T1087', 'T1213'],
  cwe: ['CWE-639', 'CWE-284'],
  needs: async (scene) => {
    const missing = await lacksObjects(scene)
    if (missing.length > 0) return missing
    await writeObjectReaders(scene)
    return lacksOwners(scene)
  },
  look: async (scene) => {
    await writeReach(scene)
    await leaveOutWork(scene)
    await createReachTest(scene)
    if (await hasRows(scene, 'wide_reader')) await writeDutyTests(scene)
    if (await writeAlikeReaders(scene, await surePatterns(scene))) await takeInAlike(scene)
    return score(scene)
  },
}

const lacksObjects = async (scene: Scene): Promise<readonly Message[]> => {
  const nameless = lacksIdentity(scene)
  if (nameless.length > 0) return nameless
  const row = await scene.engine.row<{ routes: string; objects: string }>(sql`
    SELECT count() AS routes, countIf(subject != 'principal') AS objects FROM ${scene.derived.table('route')}`)
  if (row.routes === '0') return [{ code: 'detection/no-personal-routes', values: {} }]
  return row.objects === '0' ? [{ code: 'detection/no-objects', values: {} }] : []
}

const lacksOwners = async (scene: Scene): Promise<readonly Message[]> =>
  logsField(scene, 'principal') || (await tellsOwners(scene)) ? [] : [{ code: 'detection/no-owners', values: {} }]

/** What is missing for whoever builds on the readers that this detection wrote. */
export const lacksReaders = async (scene: Scene): Promise<readonly Message[]> => {
  const missing = await lacksObjects(scene)
  if (missing.length > 0) return missing
  return (await hasRows(scene, 'thing_person')) ? [{ code: 'detection/no-owners', values: {} }] : lacksOwners(scene)
}

/** Whether there is any route by which the logs tell whose an object is. */
const tellsOwners = async (scene: Scene): Promise<boolean> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{ n: string }>(sql`
    SELECT countIf(subject = 'account' OR (method, route) IN (SELECT method, route FROM ${t('owned_route')})) AS n FROM ${t('route')}`)
  return row.n !== '0'
}

/** One more than the outcomes of a test: it cannot tell. */
const SIZES = DUTY_TESTS.map((test) => test.outcomes.length + 1)

interface Scored {
  readonly pattern: number
  readonly posterior: number
}

const scoredPatterns = async (scene: Scene, tests: readonly DutyTest[]): Promise<readonly Scored[]> => {
  const rows = await scene.engine.rows<{ pattern: number }>(
    sql`SELECT DISTINCT toUInt32(pattern) AS pattern FROM ${scene.derived.table('reach_test')} ORDER BY pattern`,
  )
  return rows.map(({ pattern }) => ({
    pattern: Number(pattern),
    posterior: posteriorOf(tests, decodeRadix(Number(pattern), SIZES)),
  }))
}

const surePatterns = async (scene: Scene): Promise<readonly number[]> =>
  (await scoredPatterns(scene, await dutyTests(scene)))
    .filter(({ posterior }) => posterior >= LEVELS.likely)
    .map(({ pattern }) => pattern)

/** Who reads as sure hits do is looked at as they were, and tested anew with them: it may be a duty. */
const takeInAlike = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('wide_reader')} SELECT * FROM ${t('far_reader')} WHERE who IN (SELECT who FROM ${t('alike_reader')})`)
  await createReachTest(scene)
  await writeDutyTests(scene)
}

const score = async (scene: Scene): Promise<Look> => {
  const t = scene.derived.table
  const tests = await dutyTests(scene)
  const patterns = await scoredPatterns(scene, tests)
  const scored = patterns.filter(({ posterior }) => posterior >= LEVELS.possible)
  if (scored.length > 0) {
    const { posterior, isScored } = byPattern(sql`pattern`, scored)
    await scene.engine.run(sql`
      INSERT INTO ${t('hit')}
      SELECT 'object-enumeration', 'principal', toUInt128(0), '', r.who, '', '',
        least(${await weighNameless(scene, posterior)} * if(a.who = '', 1, a.posterior), ${notBeforeFellows(scene, sql`r`, posterior)}, if(r.who IN (SELECT who FROM ${t('house_reader')}), ${UNDECIDED}, 1)) AS p, ${levelOf(sql`p`)}
      FROM ${t('reach_test')} AS r LEFT JOIN ${t('alike_reader')} AS a ON a.who = r.who
      WHERE ${isScored} AND p >= ${LEVELS.possible} AND r.who NOT IN ${ofClearedHands(scene, isScored)}`)
  }
  await writeProgramReaders(scene, patterns)
  await writeHands(scene)
  const hands = await hasRows(scene, 'hand_reader')
  if (hands && !(await hasRows(scene, 'wide_reader'))) await writeBusyDays(scene)
  if (scored.length > 0 || hands) {
    await writeWalkOn(scene)
    await writeHitSessions(scene)
    await writeOwnWalk(scene)
    await writeCompany(scene)
  }
  const looked = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('reach')}`)
  return { looked: Number(looked.n), tests: ratesOf(tests), notes: [] }
}

const posteriorOf = (tests: readonly DutyTest[], outcomes: readonly number[]): number => {
  const odds = outcomes.reduce((sum, outcome, i) => {
    const test = tests[i]
    return sum + Math.log((test?.enumerating[outcome] ?? 1) / (test?.duty[outcome] ?? 1))
  }, Math.log(PRIOR_ODDS))
  return Number((1 / (1 + Math.exp(-odds))).toPrecision(6))
}

const ratesOf = (tests: readonly DutyTest[]): Look['tests'] =>
  tests.flatMap((test) =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: Number((test.duty[o] ?? 0).toPrecision(6)),
      attack: Number((test.enumerating[o] ?? 0).toPrecision(6)),
    })),
  )
