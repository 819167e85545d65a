import type { SourcePlan } from '../../domain/source-plan.ts'
import { CASE_OPTION, CONFIG_OPTION, caseDir } from '../case-options.ts'
import type { Command, ExitCode } from '../command.ts'
import type { Context } from '../context.ts'
import type { Input } from '../input.ts'

export const sourcesCommand: Command = {
  name: 'sources',
  about: 'cli/sources',
  arguments: [],
  options: [CASE_OPTION, CONFIG_OPTION, { flags: '--explain <FILE...>', about: 'cli/option-explain' }],
  examples: [
    { typed: 'mapae sources', about: 'cli/example-sources' },
    { typed: 'mapae sources --explain access.log.gz', about: 'cli/example-explain' },
  ],
  run: async (input, context) => {
    const files = input.texts('explain')
    return files.length === 0 ? listSources(input, context) : explainFiles(files, input, context)
  },
}

const listSources = async (input: Input, context: Context): Promise<ExitCode> => {
  const { knownSources, plansIn } = await import('../../stages/list-sources.ts')
  const [family, plans] = [knownSources(), await plansIn(caseDir(input))]
  if (context.json) await context.printJson({ family, sources: plans ?? [] })
  else await printSources(context, family, plans)
  return 0
}

const printSources = async (
  context: Context,
  family: readonly { readonly id: string; readonly title: string; readonly description: string }[],
  plans: readonly SourcePlan[] | undefined,
): Promise<void> => {
  for (const { id, title, description } of family) await context.print(`${id}  ${title}\n    ${description}\n`)
  if (plans === undefined) return
  if (plans.length === 0) await context.tell('cli/no-plan-yet')
  const { renderIntake } = await import('../../report/terminal/render-intake.ts')
  await context.print(`\n${renderIntake({ ledger: [], plans, problems: [] }, context.terminal(), 'UTC')}`)
}

const explainFiles = async (files: readonly string[], input: Input, context: Context): Promise<ExitCode> => {
  const { requirePaths } = await import('../../stages/acquire/require-paths.ts')
  await requirePaths(files)
  const { explain, configFor } = await import('../../stages/explain.ts')
  context.progress.step('cli/step-explain')
  const explanations = await explain(files, configFor(caseDir(input), input.text('config')))
  context.progress.end()
  if (context.json) await context.printJson(explanations)
  else {
    const { renderExplanation } = await import('../../report/terminal/render-explanation.ts')
    for (const one of explanations) await context.print(`${renderExplanation(one, context.terminal(), 'UTC')}\n`)
  }
  return explanations.every(({ plan }) => plan === null) ? 2 : 0
}
