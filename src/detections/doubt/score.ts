import type { MixtureFit, MixturePrior, MixtureTest } from '../../domain/mixture.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { LEVELS } from '../hits.ts'
import { fitAttack } from '../lineage/attack-class.ts'
import type { Scene } from '../scene.ts'

/** Evidence for an attack as a whole, 2 × nats; below it what is doubted is ordinary. */
const MIN_GAIN = 20
/** Beside so many sure ones, what looks like them and is tied to nothing is likely theirs, at most. */
const BESIDE = 3
const UNTIED = (LEVELS.likely + LEVELS.confirmed) / 2
/** A test of this outcome says nothing. */
export const UNKNOWN = -1

export interface Doubt {
  /** What is doubted, one row each. */
  readonly table: Sql
  /** An array of the outcome of every test, of this table's columns. */
  readonly codes: Sql
  /** The tests, in that order, without the rates of ordinary people… */
  readonly tests: readonly Omit<MixtureTest, 'legitimate'>[]
  /** …which are the counts (outcome, n) of these queries. */
  readonly ordinary: readonly Sql[]
  /** Which outcomes say something; the rest become UNKNOWN. */
  readonly known?: (outcomes: readonly number[]) => readonly number[]
  /** Outcomes that accuse nobody, whatever their posterior. */
  readonly innocent?: (outcomes: readonly number[]) => boolean
  /** Outcomes that nothing ties to another's: by them alone nobody is accused, and nobody is sure beside others. */
  readonly untied?: (outcomes: readonly number[]) => boolean
  readonly prior?: MixturePrior
  /** Writes the hits, given the posterior of a row (0 where it is no hit). */
  readonly write: (posterior: Sql) => Promise<void>
}

/**
 * Weighs what is doubted by a mixture of ordinary people, whose rates are measured on the case, and somebody else. Writes
 * hits where the second explains the table better, and where what was declared of him speaks for him in each.
 */
export const scoreDoubt = async (scene: Scene, doubt: Doubt): Promise<Look['tests']> => {
  const tests = await measured(scene, doubt)
  const rows = await patternRows(scene, doubt)
  const fit = fitAttack(
    tests,
    rows.map(({ outcomes, count }) => ({ outcomes, count })),
    doubt.prior,
  )
  const scored = fit.gain < MIN_GAIN ? [] : posteriors(tests, fit, rows, doubt)
  if (scored.length > 0) {
    const keys = scored.map(({ key }) => key)
    const values = bind(
      'Array(Float64)',
      scored.map(({ posterior }) => posterior),
    )
    await doubt.write(sql`transform(${keyOf(doubt.codes)}, ${keys}, ${values}, toFloat64(0))`)
  }
  return ratesOf(tests, fit)
}

const measured = async (scene: Scene, doubt: Doubt): Promise<readonly MixtureTest[]> => {
  const tests: MixtureTest[] = []
  for (const [t, test] of doubt.tests.entries()) {
    const query = doubt.ordinary[t]
    const rows = query === undefined ? [] : await scene.engine.rows<{ outcome: number; n: string }>(query)
    const counts = new Map(rows.map(({ outcome, n }) => [Number(outcome), Number(n)]))
    tests.push({ ...test, legitimate: [test.outcomes.map((_, o) => counts.get(o) ?? 0)] })
  }
  return tests
}

interface Row {
  readonly key: string
  readonly outcomes: readonly number[]
  readonly count: number
}

const keyOf = (codes: Sql): Sql => sql`arrayStringConcat(arrayMap(code -> toString(code), ${codes}), ' ')`

const patternRows = async (scene: Scene, { codes, table, known }: Doubt): Promise<readonly Row[]> => {
  const rows = await scene.engine.rows<{ key: string; n: string }>(
    sql`SELECT ${keyOf(codes)} AS key, count() AS n FROM ${table} GROUP BY key ORDER BY key`,
  )
  return rows.map(({ key, n }) => {
    const outcomes = key.split(' ').map(Number)
    return { key, count: Number(n), outcomes: known === undefined ? outcomes : known(outcomes) }
  })
}

const posteriors = (
  tests: readonly MixtureTest[],
  fit: MixtureFit,
  rows: readonly Row[],
  { innocent = () => false, untied = () => false }: Doubt,
): readonly { readonly key: string; readonly posterior: number }[] => {
  const doubted = rows
    .filter(({ outcomes }) => !innocent(outcomes) && resembles(tests, fit, outcomes))
    .map(({ outcomes, ...row }) => ({
      ...row,
      isTied: !untied(outcomes),
      posterior: rounded(Math.min(fit.posterior(outcomes), certainty(tests, fit, outcomes))),
    }))
    .filter(({ posterior }) => posterior >= LEVELS.possible)
  const sure = doubted.filter(({ isTied, posterior }) => isTied && posterior >= LEVELS.confirmed)
  const beside = sure.reduce((sum, { count }) => sum + count, 0) >= BESIDE
  return doubted
    .filter(({ isTied }) => isTied || beside)
    .map(({ key, isTied, posterior }) => ({ key, posterior: isTied ? posterior : Math.min(posterior, UNTIED) }))
}

/**
 * A sample of n ordinary people cannot carry more certainty than one in n: the largest of the tests that speak for
 * somebody else.
 */
const certainty = (tests: readonly MixtureTest[], fit: MixtureFit, outcomes: readonly number[]): number => {
  const samples = tests.map(({ legitimate }, t) => {
    const outcome = outcomes[t] ?? UNKNOWN
    const { attack = [], background = [] } = fit.rates[t] ?? {}
    const speaks = (attack[outcome] ?? 0) > (background[outcome] ?? 0)
    return speaks ? (legitimate[0] ?? []).reduce((sum, count) => sum + count, 0) : 0
  })
  return 1 - 1 / (Math.max(0, ...samples) + 2)
}

/** Whether what was declared speaks for somebody else, whatever the fit made of it. */
const resembles = (tests: readonly MixtureTest[], fit: MixtureFit, outcomes: readonly number[]): boolean =>
  tests.reduce((nats, { expected }, t) => {
    const outcome = outcomes[t] ?? UNKNOWN
    const background = fit.rates[t]?.background[outcome]
    return background === undefined ? nats : nats + Math.log((expected[outcome] ?? 1) / background)
  }, 0) > 0

const ratesOf = (tests: readonly MixtureTest[], fit: MixtureFit): Look['tests'] =>
  tests.flatMap(({ name, outcomes }, t) =>
    outcomes.map((outcome, o) => ({
      test: name,
      outcome,
      background: rounded(fit.rates[t]?.background[o] ?? 0),
      attack: rounded(fit.rates[t]?.attack[o] ?? 0),
    })),
  )

const rounded = (value: number): number => Number(value.toPrecision(6))
