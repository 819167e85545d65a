/**
 * Accuracy on breaches with known truth: `npm run bench:accuracy -- [--seeds 10] [--first 1000] [--members 100000]
 * [--days 30] [--evasion loud|distributed|slow] [--scenario NAME]… [--config]`. Every run simulates into a fresh folder, investigates the logs alone (with
 * `--config`, also the company's case.yaml) and compares the answer with the truth. One row a run, then one a scenario.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Report } from '../src/domain/report-model.ts'
import { derivedIn } from '../src/engine/lake.ts'
import { sql } from '../src/engine/sql.ts'
import { type Evasion, SCENARIOS, type Scenario } from '../src/simulate/scenarios.ts'
import { simulate } from '../src/simulate/simulate.ts'
import { DERIVED_DATABASE } from '../src/stages/certifier.ts'
import { investigate } from '../src/stages/investigate.ts'
import type { Case } from '../src/store/case.ts'
import { openCase } from '../src/store/open-case.ts'

interface Run {
  readonly scenario: string
  readonly seed: number
  readonly shape: string
  readonly lines: number
  /** Affected accounts that the logs name. */
  readonly truth: number
  /** Affected accounts that no line names. */
  readonly unnamed: number
  readonly found: number
  readonly right: number
  readonly verdict: string
  readonly vectorRight: boolean
  readonly actors: string
  /** Reported 'first likely' minus the actor's true first event, hours; null where there is nothing to compare. */
  readonly sinceHours: number | null
  readonly seconds: number
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '10' },
      first: { type: 'string', default: '1000' },
      members: { type: 'string', default: '100000' },
      days: { type: 'string', default: '30' },
      scenario: { type: 'string', multiple: true },
      shape: { type: 'string' },
      evasion: { type: 'string' },
      config: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  })
  const scenarios = (values.scenario ?? SCENARIOS.map(({ id }) => id)) as readonly Scenario[]
  const runs: Run[] = []
  for (const scenario of scenarios) {
    for (let i = 0; i < Number(values.seeds); i++) {
      const run = await oneRun({
        scenario,
        seed: Number(values.first) + i,
        members: Number(values.members),
        days: Number(values.days),
        shape: values.shape,
        evasion: values.evasion as Evasion | undefined,
        config: values.config,
        keep: values.keep,
      })
      runs.push(run)
      process.stdout.write(`${rowOf(run)}\n`)
    }
  }
  for (const scenario of scenarios)
    process.stdout.write(
      `${summaryOf(
        scenario,
        runs.filter((run) => run.scenario === scenario),
      )}\n`,
    )
}

interface RunOptions {
  readonly scenario: Scenario
  readonly seed: number
  readonly members: number
  readonly days: number
  readonly shape: string | undefined
  readonly evasion: Evasion | undefined
  readonly config: boolean
  readonly keep: boolean
}

const oneRun = async (options: RunOptions): Promise<Run> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-accuracy-'))
  try {
    const { scenario, seed, members, days, shape, evasion } = options
    const summary = await simulate({
      scenario,
      seed,
      members,
      days,
      shape,
      evasion,
      out: path.join(dir, 'company'),
      withConfig: options.config,
    })
    const start = performance.now()
    const theCase = await openCase(path.join(dir, 'case'), { create: true, configFile: summary.config ?? undefined })
    try {
      const report = await investigate(theCase, { paths: [summary.logs] })
      const seconds = (performance.now() - start) / 1000
      return await compare({
        options,
        theCase,
        report,
        truthDir: summary.truth,
        shape: summary.shape,
        lines: summary.lines,
        seconds,
      })
    } finally {
      await theCase.close()
    }
  } finally {
    if (options.keep) process.stderr.write(`kept ${dir}\n`)
    else await rm(dir, { recursive: true, force: true })
  }
}

interface Comparison {
  readonly options: RunOptions
  readonly theCase: Case
  readonly report: Report
  readonly truthDir: string
  readonly shape: string
  readonly lines: number
  readonly seconds: number
}

const compare = async ({ options, theCase, report, truthDir, shape, lines, seconds }: Comparison): Promise<Run> => {
  /** Those of the affected that the logs name at all; the rest, orders whose owner never looked, nobody can find in them. */
  const affected = await accountsIn(path.join(truthDir, 'affected-in-logs.csv'))
  const all = await accountsIn(path.join(truthDir, 'affected.csv'))
  const truth = JSON.parse(await readFile(path.join(truthDir, 'truth.json'), 'utf8')) as {
    entryVector: string | null
    firstEvent: string | null
    actors: readonly unknown[]
  }
  const rows = await theCase.engine.rows<{ account: string }>(sql`
    SELECT account FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} GROUP BY account HAVING min(rank) <= 2 ORDER BY account`)
  const found = new Set(rows.map(({ account }) => account))
  const since = report.sinceWhen?.firstLikely?.time
  return {
    scenario: options.scenario,
    seed: options.seed,
    shape,
    lines,
    truth: affected.length,
    unnamed: all.length - affected.length,
    found: found.size,
    right: affected.filter((account) => found.has(account)).length,
    verdict: report.verdict.answer,
    vectorRight: (report.entryVectors[0]?.id ?? null) === truth.entryVector,
    actors: `${report.actors.length}/${truth.actors.length}`,
    sinceHours:
      since === undefined || truth.firstEvent === null
        ? null
        : (Date.parse(since) - Date.parse(truth.firstEvent)) / 3_600_000,
    seconds,
  }
}

const accountsIn = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')

const f1 = (runs: readonly Run[]): { readonly precision: number; readonly recall: number; readonly f1: number } => {
  const sum = (pick: (run: Run) => number): number => runs.reduce((total, run) => total + pick(run), 0)
  const [truth, found, right] = [sum((run) => run.truth), sum((run) => run.found), sum((run) => run.right)]
  const precision = found === 0 ? Number(truth === 0) : right / found
  const recall = truth === 0 ? 1 : right / truth
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const rowOf = (run: Run): string => {
  const score = f1([run])
  return [
    run.scenario,
    `seed ${run.seed}`,
    run.shape,
    `${run.lines} lines`,
    run.verdict,
    `vector ${run.vectorRight ? 'right' : 'WRONG'}`,
    `truth ${run.truth}${run.unnamed > 0 ? ` (+${run.unnamed} that no line names)` : ''}`,
    `found ${run.found}`,
    `P ${score.precision.toFixed(4)}`,
    `R ${score.recall.toFixed(4)}`,
    `F1 ${score.f1.toFixed(4)}`,
    `since ${run.sinceHours === null ? '–' : `${run.sinceHours.toFixed(2)} h`}`,
    `actors ${run.actors}`,
    `${run.seconds.toFixed(1)} s`,
  ].join('\t')
}

const summaryOf = (scenario: string, runs: readonly Run[]): string => {
  const scores = runs.map((run) => f1([run]).f1)
  const pooled = f1(runs)
  const hours = runs.flatMap((run) => (run.sinceHours === null ? [] : [Math.abs(run.sinceHours)]))
  return [
    `= ${scenario}`,
    `${runs.length} seeds`,
    `precision ${pooled.precision.toFixed(4)}`,
    `recall ${pooled.recall.toFixed(4)}`,
    `F1 ${pooled.f1.toFixed(4)}`,
    `worst F1 ${Math.min(...scores).toFixed(4)}`,
    `vector right ${runs.filter((run) => run.vectorRight).length}`,
    `no evidence ${runs.filter((run) => run.verdict === 'no-evidence').length}`,
    `accounts on clean ${runs.filter((run) => run.truth === 0).reduce((sum, run) => sum + run.found, 0)}`,
    `since when, worst ${hours.length === 0 ? '–' : `${Math.max(...hours).toFixed(2)} h`}`,
  ].join('\t')
}

await main()
