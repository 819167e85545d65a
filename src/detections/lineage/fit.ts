import { fitMixture, type MixtureFit, type MixtureTest, type Pattern } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AGE_STEPS, LINEAGE_TESTS } from './tests.ts'

/** One attack among a thousand doubtful credentials, before anything is looked at. */
const PRIOR = { attack: 1, background: 1000 }

export interface LineageFit extends MixtureFit {
  readonly proven: number
  readonly doubtful: number
}

const SIZES = LINEAGE_TESTS.map((test) => test.outcomes.length)

/** Outcome codes of a pattern of the lineage tests. */
export const decodePattern = (pattern: number): readonly number[] => decodeRadix(pattern, SIZES)

/** Fits the mixture to the doubtful sessions of `lineage`, with background rates measured on the proven ones. */
export const fitLineage = async (scene: Scene): Promise<LineageFit> => {
  const rows = await scene.engine.rows<{ pattern: number; control: string; doubtful: string }>(sql`
    SELECT toUInt32(pattern) AS pattern, countIf(proven) AS control, countIf(NOT proven AND NOT blind) AS doubtful
    FROM ${scene.derived.table('lineage')} GROUP BY pattern ORDER BY pattern`)
  const patterns: Pattern[] = rows
    .filter((row) => row.doubtful !== '0')
    .map((row) => ({ outcomes: decodePattern(Number(row.pattern)), count: Number(row.doubtful) }))
  const tests = LINEAGE_TESTS.map((test, t): MixtureTest => {
    const control = test.outcomes.map(() => 0)
    for (const row of rows) {
      const outcome = decodePattern(Number(row.pattern))[t] ?? 0
      control[outcome] = (control[outcome] ?? 0) + Number(row.control)
    }
    return { ...test, control }
  })
  const ages = await expectedAges(scene)
  const fit = fitMixture(
    tests.map((test) => (test.name === 'age' ? { ...test, control: ages } : test)),
    patterns,
    PRIOR,
  )
  const total = (pick: 'control' | 'doubtful'): number => rows.reduce((sum, row) => sum + Number(row[pick]), 0)
  return { ...fit, proven: total('control'), doubtful: total('doubtful') }
}

/**
 * When a legitimate session without a record may first be seen: one from before the window as late as sessions issued
 * before the middle of the window were first seen after it; one whose record was lost at any time, as often as
 * sessions that began with a visible log-in have no record.
 */
const expectedAges = async (scene: Scene): Promise<readonly number[]> => {
  const t = scene.derived.table
  const code = (expr: 'age' | 'silence') =>
    expr === 'age'
      ? sql`arrayCount(step -> age > step, ${bind('Array(UInt32)', AGE_STEPS)})`
      : sql`arrayCount(step -> silence > step, ${bind('Array(UInt32)', AGE_STEPS)})`
  const rows = await scene.engine.rows<{ code: number; n: number }>(sql`
    WITH (SELECT min(first) + intDiv(dateDiff('second', min(first), max(last)), 2) FROM ${t('span')}) AS cut,
      (SELECT (countIf(NOT proven AND NOT blind AND log_in AND age > ${AGE_STEPS[1] ?? 0}) + 1) / (countIf(log_in AND age > ${AGE_STEPS[1] ?? 0}) + 2) FROM ${t('lineage_base')}) AS lost
    SELECT toUInt8(code) AS code, toFloat64(sum(n)) AS n FROM (
      SELECT ${code('silence')} AS code, toFloat64(count()) AS n
      FROM (SELECT dateDiff('second', cut, after_cut) AS silence FROM ${t('lineage_base')} WHERE proven AND first < cut AND after_cut >= cut)
      GROUP BY code
      UNION ALL
      SELECT ${code('age')} AS code, count() * lost AS n FROM ${t('lineage_base')} WHERE proven GROUP BY code
    ) GROUP BY code ORDER BY code`)
  const byCode = new Map(rows.map((row) => [Number(row.code), Number(row.n)]))
  return [...AGE_STEPS, 0].map((_, i) => byCode.get(i) ?? 0)
}
