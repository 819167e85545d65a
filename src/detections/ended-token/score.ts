import type { MixtureFit, MixtureTest } from '../../domain/mixture.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { fitAttack } from '../lineage/fit.ts'
import type { Scene } from '../scene.ts'
import { LATE_TESTS } from './tests.ts'
import { ownersOutcomes } from './write-late-uses.ts'

/** Evidence for thefts as a whole, 2 × nats; below it late uses are those of owners. */
const MIN_GAIN = 20
/** Nothing to compare a place with: the test says nothing. */
const UNKNOWN = -1
const ANOTHER_PROGRAM = 2
const NOTHING_TO_COMPARE = 3

interface Row {
  readonly key: string
  readonly outcomes: readonly number[]
  readonly count: number
}

/** Fits the mixture of owners and thieves to the late uses, and writes the hits. */
export const scoreLateUses = async (scene: Scene): Promise<Omit<Look, 'notes'>> => {
  const tests = await measuredTests(scene)
  const rows = await patternRows(scene)
  const fit = fitAttack(
    tests,
    rows.map(({ outcomes, count }) => ({ outcomes, count })),
  )
  if (fit.gain >= MIN_GAIN) await writeHits(scene, tests, rows, fit)
  const looked = await scene.engine.row<{ n: string }>(
    sql`SELECT count() AS n FROM ${scene.derived.table('session_end')}`,
  )
  return { looked: Number(looked.n), tests: ratesOf(tests, fit) }
}

const measuredTests = async (scene: Scene): Promise<readonly MixtureTest[]> => {
  const queries = ownersOutcomes(scene)
  const tests: MixtureTest[] = []
  for (const [t, test] of LATE_TESTS.entries()) {
    const query = queries[t]
    const rows = query === undefined ? [] : await scene.engine.rows<{ outcome: number; n: string }>(query)
    const counts = new Map(rows.map(({ outcome, n }) => [Number(outcome), Number(n)]))
    tests.push({ ...test, legitimate: [test.outcomes.map((_, o) => counts.get(o) ?? 0)] })
  }
  return tests
}

const patternRows = async (scene: Scene): Promise<readonly Row[]> => {
  const rows = await scene.engine.rows<{ key: string; outcomes: readonly number[]; n: string }>(sql`
    SELECT ${patternKey} AS key, any([place, company, with_agent, lateness, only_personal]) AS outcomes, count() AS n
    FROM ${scene.derived.table('late_use')} GROUP BY key ORDER BY key`)
  return rows.map(({ key, outcomes, n }) => ({
    key,
    count: Number(n),
    outcomes: known(outcomes.map(Number)),
  }))
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

const patternKey = sql`arrayStringConcat([toString(place), toString(company), toString(with_agent), toString(lateness), toString(only_personal)], ' ')`

/** Whether what was declared of thieves speaks for one, whatever the fit made of it. */
const resembles = (tests: readonly MixtureTest[], fit: MixtureFit, outcomes: readonly number[]): boolean =>
  tests.reduce((nats, { expected }, t) => {
    const outcome = outcomes[t] ?? UNKNOWN
    const background = fit.rates[t]?.background[outcome]
    return background === undefined ? nats : nats + Math.log((expected[outcome] ?? 1) / background)
  }, 0) > 0

const writeHits = async (
  scene: Scene,
  tests: readonly MixtureTest[],
  rows: readonly Row[],
  fit: MixtureFit,
): Promise<void> => {
  const t = scene.derived.table
  const owners = tests[0]?.legitimate[0]?.reduce((sum, count) => sum + count, 0) ?? 0
  /** A sample of n owners cannot carry more certainty than one in n. */
  const certainty = 1 - 1 / (owners + 2)
  const scored = rows
    .filter(({ outcomes }) => outcomes[0] !== 0 && resembles(tests, fit, outcomes))
    .map(({ key, outcomes }) => ({ key, posterior: rounded(Math.min(fit.posterior(outcomes), certainty)) }))
    .filter(({ posterior }) => posterior >= LEVELS.possible)
  if (scored.length === 0) return
  const keys = bind(
    'Array(String)',
    scored.map(({ key }) => key),
  )
  const posteriors = bind(
    'Array(Float64)',
    scored.map(({ posterior }) => posterior),
  )
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'ended-token', 'session-use', session, ip, principal, '', '', transform(${patternKey}, ${keys}, ${posteriors}, toFloat64(0)) AS p, ${levelOf(sql`p`)}
    FROM ${t('late_use')} WHERE ${patternKey} IN ${keys}`)
  await scene.engine.run(sql`
    ALTER TABLE ${t('hit')} DELETE WHERE unit = 'session' AND session IN (
      SELECT session FROM ${t('hit')} WHERE detection = 'ended-token' AND level != 'possible') SETTINGS mutations_sync = 2`)
}

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
