/**
 * Invented companies that share nothing with the simulator: `npm run bench:companies -- [--seed 1] [--only ID]…
 * [--week quiet|breached] [--told] [--keep]`. Each writes its logs, a quiet stretch and one with a breach; they are investigated
 * alone and, with `--told`, with the `case.yaml` that an investigator of this company would write. One row a run: what
 * was expected and what was answered.
 */
import { parseArgs } from 'node:util'
import { COMPANIES } from './companies/all.ts'
import { investigateCompany, rowOf } from './companies/investigate-company.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    week: { type: 'string' },
    told: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})

let wrong = 0
for (const company of COMPANIES) {
  if (values.only !== undefined && !values.only.includes(company.id)) continue
  for (const week of company.weeks) {
    if (values.week !== undefined && values.week !== week) continue
    const run = await investigateCompany(company, {
      seed: Number(values.seed),
      breached: week === 'breached',
      told: values.told,
      keep: values.keep,
    })
    if (!run.right) wrong += 1
    process.stdout.write(`${rowOf(run)}\n`)
  }
}
process.stdout.write(`= ${wrong} wrong\n`)
