/**
 * Accuracy on breaches with known truth: `npm run bench:accuracy -- [--seeds 10] [--first 1000] [--members 100000]
 * [--days 30] [--matrix] [--evasion loud|distributed|slow] [--scenario NAME]… [--shape NAME] [--config] [--baselines]
 * [--keep] [--json]`. Every run simulates into a fresh folder, investigates the logs alone (with `--config`, also the
 * company's case.yaml) and compares the answer with the truth. One row a run, as it ends, then one a scenario, then which
 * way in was taken for which. `--matrix` runs every scenario at every level of evasion, the shapes of companies by turns,
 * and ends with one row a scenario and level. `--baselines` adds what simple rules find in the same logs. `--json`
 * prints one document in place of all this, and the rows of the runs to stderr.
 */
import { parseArgs } from 'node:util'
import { type Evasion, SCENARIOS, type Scenario } from '../src/simulate/scenarios.ts'
import { cellRows, cellsOf, confusionOf } from './accuracy/matrix.ts'
import { planMatrix, planRuns } from './accuracy/plan.ts'
import { oneRun, type Run } from './accuracy/run-one.ts'
import { baselineRows, matrixRows, rowOf, summaryOf } from './accuracy/score.ts'

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
      matrix: { type: 'boolean', default: false },
      config: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      baselines: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const scenarios = (values.scenario ?? SCENARIOS.map(({ id }) => id)) as readonly Scenario[]
  const planned = (values.matrix ? planMatrix : planRuns)({
    scenarios,
    first: Number(values.first),
    seeds: Number(values.seeds),
    shape: values.shape,
    evasion: values.evasion as Evasion | undefined,
  })
  const runs: Run[] = []
  for (const each of planned) {
    const { config, keep, baselines } = values
    const run = await oneRun({
      ...each,
      members: Number(values.members),
      days: Number(values.days),
      config,
      keep,
      baselines,
    })
    runs.push(run)
    const { stdout, stderr } = process
    ;(values.json ? stderr : stdout).write(`${rowOf(run)}\n`)
  }
  const rows = values.json
    ? [JSON.stringify({ runs, cells: cellsOf(runs), confusion: confusionOf(runs) }, null, 2)]
    : [
        ...(values.matrix ? cellRows(cellsOf(runs)) : summaries(scenarios, runs)),
        ...baselineRows(runs),
        ...matrixRows(runs),
      ]
  for (const row of rows) process.stdout.write(`${row}\n`)
}

const summaries = (scenarios: readonly Scenario[], runs: readonly Run[]): readonly string[] =>
  scenarios.map((scenario) =>
    summaryOf(
      scenario,
      runs.filter((run) => run.scenario === scenario),
    ),
  )

await main()
