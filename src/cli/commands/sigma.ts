import { CASE_OPTION, ENGINE_OPTION } from '../case-options.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Command } from '../command.ts'
import { sigmaActions } from '../sigma/actions.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'

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
    refuseWithoutRules(set, paths, typed === 'check')
    return action(set, input, context)
  },
}

/** A path that cannot be read is a mistake in the command, and so is one without a rule; `check` may find only bad ones. */
const refuseWithoutRules = (set: RuleSet, paths: readonly string[], badOnesDo: boolean): void => {
  const unread = set.problems.find(({ code, place }) => code === 'sigma/file-unreadable' && paths.includes(place.file))
  if (unread !== undefined) {
    const reason = String(unread.values['reason'] ?? '')
    throw new CliProblem('cli/sigma-unread', { file: unread.place.file, reason })
  }
  const good = set.rules.length + set.correlations.length
  const bad = badOnesDo ? set.filters.length + set.problems.length : 0
  if (good + bad === 0) throw new CliProblem('cli/sigma-no-rule')
}
