import { CASE_OPTION, ENGINE_OPTION } from '../case-options.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Command } from '../command.ts'
import { sigmaActions } from '../sigma/actions.ts'

export const sigmaCommand: Command = {
  name: 'sigma',
  about: 'cli/sigma',
  arguments: [
    { usage: '<ACTION>', about: 'cli/argument-sigma-action' },
    { usage: '<RULES...>', about: 'cli/argument-rules' },
  ],
  options: [
    CASE_OPTION,
    ENGINE_OPTION,
    { flags: '--pipeline <FILE...>', about: 'cli/option-pipeline' },
    { flags: '--placeholders <FILE>', about: 'cli/option-placeholders' },
    { flags: '--strict-neq', about: 'cli/option-strict-neq' },
    { flags: '--event <FILE>', about: 'cli/option-event' },
    { flags: '--line <PLACE>', about: 'cli/option-line' },
    { flags: '--notes', about: 'cli/option-notes' },
  ],
  examples: [
    { typed: 'mapae sigma check rules/', about: 'cli/example-sigma-check' },
    { typed: 'mapae sigma coverage rules/', about: 'cli/example-sigma-coverage' },
    { typed: 'mapae sigma run rules/web', about: 'cli/example-sigma-run' },
    { typed: 'mapae sigma explain rules/web/one.yml --line 1:42', about: 'cli/example-sigma-explain' },
    { typed: 'mapae sigma compile rules/web/one.yml', about: 'cli/example-sigma-compile' },
  ],
  run: async (input, context) => {
    const [typed = '', ...paths] = input.arguments
    const action = sigmaActions[typed]
    if (action === undefined)
      throw new CliProblem('cli/sigma-unknown-action', { action: typed, known: Object.keys(sigmaActions).join(', ') })
    const { readRules } = await import('../../stages/sigma/read-rules.ts')
    const set = await readRules(paths, {
      pipelines: input.texts('pipeline'),
      placeholders: input.text('placeholders'),
      strictNeq: input.flag('strict-neq'),
    })
    if (typed !== 'check' && set.rules.length + set.correlations.length === 0) throw new CliProblem('cli/sigma-no-rule')
    return action(set, input, context)
  },
}
