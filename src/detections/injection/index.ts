import { sql } from '../../engine/sql.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Detection, Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { logsField, type Scene } from '../scene.ts'
import { SERIES, writeScores, writeSure } from './score.ts'
import { writeForeignSyntax, writeInjected } from './write-injected.ts'
import { writeOwnAnswers } from './write-own-answers.ts'
import { writeWaits } from './write-waits.ts'

export const injection: Detection = {
  id: 'injection',
  vector: 'injection',
  unit: 'request',
  attack: ['T1190', 'T1213'],
  cwe: ['CWE-89', 'CWE-78', 'CWE-22', 'CWE-94', 'CWE-918'],
  needs: (scene) =>
    Promise.resolve([
      ...(logsField(scene, 'status') ? [] : [{ code: 'detection/no-status-field', values: {} }]),
      ...(logsField(scene, 'bytes') ? [] : [{ code: 'detection/no-size-field', values: {} }]),
    ]),
  look: async (scene) => {
    if (!(await writeForeignSyntax(scene))) return { looked: 0, tests: TESTS, notes: [] }
    await writeInjected(scene)
    await writeScores(scene)
    await writeOwnAnswers(scene)
    await writeWaits(scene)
    await writeHits(scene)
    return outcome(scene)
  },
}

const writeHits = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeSure(scene, LEVELS.possible)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'injection', 'request', toUInt128(0), ip, '', method, route, round(posterior, 6) AS p, ${levelOf(sql`p`)} FROM ${t('injection_hit')}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit_request')}
    SELECT 'injection', file, line FROM ${t('injected')}
    WHERE (ip, method, route) IN (SELECT ip, method, route FROM ${t('injection_hit')}) AND (larger OR series OR walk OR (file, line) IN (SELECT file, line FROM ${t('own_answer')}) OR (file, line) IN (SELECT file, line FROM ${t('waited')}))`)
  await writeTies(scene)
}

/** Who takes rows by one statement, but for its numbers, is one hand, wherever he comes from: names of tables and columns, and how they are put together, are found out. */
const writeTies = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    INSERT INTO ${t('hit_tie')} SELECT DISTINCT 'injection', ip, toString(statement) FROM ${t('injected')}
    WHERE (larger OR walk) AND asks AND (ip, method, route) IN (SELECT ip, method, route FROM ${t('injection_test')} WHERE posterior >= ${LEVELS.likely})`)
}

const TESTS: Look['tests'] = [
  { test: 'series', outcome: 'two-sizes-by-turns', background: SERIES.inVain, attack: SERIES.attack },
  { test: 'waits', outcome: 'waited-by-turns', background: SERIES.inVain, attack: SERIES.attack },
]

const outcome = async (scene: Scene): Promise<Look> => {
  const row = await scene.engine.row<Record<'tried' | 'addresses' | 'unjudged', string>>(sql`
    SELECT count() AS tried, uniqExact(ip) AS addresses, countIf(ok AND ordinary = 0) AS unjudged FROM ${scene.derived.table('injected')}`)
  const n = Number(row.tried)
  const notes: readonly Message[] = [
    ...(n === 0 ? [] : [{ code: 'detection/injection-tried', values: { n, addresses: Number(row.addresses) } }]),
    ...(row.unjudged === '0' ? [] : [{ code: 'detection/injection-unjudged', values: { n: Number(row.unjudged) } }]),
  ]
  return {
    looked: n,
    tests: TESTS,
    notes,
  }
}
