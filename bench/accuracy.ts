/**
 * Accuracy on breaches with known truth: `npm run bench:accuracy -- [--seeds 10] [--first 1000] [--members 100000]
 * [--days 30] [--evasion loud|distributed|slow] [--scenario NAME]… [--config] [--baselines]`. Every run simulates into a fresh folder, investigates the
 * logs alone (with `--config`, also the company's case.yaml) and compares the answer with the truth. One row a run, then
 * one a scenario, then which way in was taken for which. `--baselines` adds what simple rules find in the same logs.
 */
import { parseArgs } from 'node:util'
import { type Evasion, SCENARIOS, type Scenario } from '../src/simulate/scenarios.ts'
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
      config: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      baselines: { type: 'boolean', default: false },
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
        baselines: values.baselines,
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
  for (const row of [...baselineRows(runs), ...matrixRows(runs)]) process.stdout.write(`${row}\n`)
}

await main()
