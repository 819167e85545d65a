import path from 'node:path'
import type { SimulationSummary } from '../../simulate/options.ts'
import { makeFolder } from '../../store/make-folder.ts'
import { formatBytes } from '../../text/format-bytes.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  about: 'cli/simulate',
  arguments: [{ usage: '<SCENARIO>', about: 'cli/argument-scenario' }],
  options: [
    { flags: '--seed <N>', about: 'cli/option-seed', default: '1' },
    { flags: '--members <N>', about: 'cli/option-members', default: '20000' },
    { flags: '--days <N>', about: 'cli/option-days', default: '14' },
    { flags: '--out <DIR>', about: 'cli/option-out', default: './mapae-logs' },
    { flags: '--shape <NAME>', about: 'cli/option-shape' },
    { flags: '--evasion <LEVEL>', about: 'cli/option-evasion' },
    { flags: '--no-config', about: 'cli/option-no-config' },
  ],
  examples: [
    {
      typed: 'mapae simulate stolen-key --seed 7 --members 100000 --days 30 --out shop',
      about: 'cli/example-simulate',
    },
    { typed: 'mapae simulate clean --no-config', about: 'cli/example-simulate-clean' },
  ],
  run: async (input, context) => {
    const { EVASIONS, SCENARIOS } = await import('../../simulate/scenarios.ts')
    const [wanted = ''] = input.arguments
    const scenario = SCENARIOS.find(({ id }) => id === wanted)?.id
    if (scenario === undefined)
      throw new CliProblem('cli/unknown-scenario', {
        scenario: wanted,
        known: SCENARIOS.map(({ id }) => id).join(', '),
      })
    const hiding = input.text('evasion')
    const evasion = EVASIONS.find((level) => level === hiding)
    if (hiding !== undefined && evasion === undefined)
      throw new CliProblem('cli/unknown-evasion', { level: hiding, known: EVASIONS.join(', ') })
    const options = {
      scenario,
      evasion,
      seed: input.count('seed', 0),
      members: input.count('members', 1),
      days: input.count('days', 1),
      out: path.normalize(input.text('out') ?? ''),
      shape: input.text('shape'),
      withConfig: !input.isOff('config'),
    }
    makeFolder(options.out)
    const { simulate } = await import('../../simulate/simulate.ts')
    const { fileEffects } = await import('../../simulate/output/effects.ts')
    context.progress.step('cli/step-simulate')
    const summary = await simulate(options, {
      ...fileEffects(),
      progress: ({ day, days, lines }) => context.progress.update({ days: [day, days], lines }),
    })
    context.progress.end()
    if (context.json) await context.printJson(summary)
    else await printSummary(context, summary)
    return 0
  },
}

const printSummary = async (context: Context, summary: SimulationSummary): Promise<void> => {
  const { scenario, shape, lines, files, bytes, affected, logs, config } = summary
  await context.printLine('cli/simulated', { scenario, shape, lines, files, bytes: formatBytes(bytes), affected })
  await (config === null
    ? context.printLine('cli/simulated-next', { logs })
    : context.printLine('cli/simulated-next-config', { logs, config }))
}
