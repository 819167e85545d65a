import type { RuleSet } from '../../sigma/rule-set.ts'
import { withCaseRead } from '../case-options.ts'
import type { ExitCode } from '../command.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Context } from '../context.ts'
import type { Input } from '../input.ts'
import { printCheck } from './print-check.ts'
import { printCompiled } from './print-compiled.ts'
import { printCoverage } from './print-coverage.ts'
import { printExplained } from './print-explained.ts'
import { printRun } from './print-run.ts'

type Action = (set: RuleSet, input: Input, context: Context) => Promise<ExitCode>

const check: Action = async (set, input, context) => {
  await printCheck(context, set, input.flag('notes'))
  return set.problems.some(({ severity }) => severity === 'error') ? 1 : 0
}

const compile: Action = async (set, _, context) => {
  const { compileRules } = await import('../../stages/sigma/compile-rules.ts')
  await printCompiled(context, compileRules(set))
  return 0
}

const coverage: Action = async (set, _, context) => {
  const stage = await import('../../stages/sigma.ts')
  await printCoverage(context, stage.coverage(set), set.rejected)
  return 0
}

const run: Action = async (set, input, context) => {
  const { runSigma } = await import('../../stages/sigma.ts')
  const { found, zone } = await withCaseRead(input, context, async (theCase) => {
    context.progress.step('cli/step-sigma')
    return { found: await runSigma(theCase, set), zone: theCase.config.zone ?? 'UTC' }
  })
  context.progress.end()
  await printRun(context, found, zone)
  return 0
}

const explain: Action = async (set, input, context) => {
  const stage = await import('../../stages/sigma/explain-event.ts')
  const file = input.text('event')
  const place = input.text('line')
  if (file === undefined && place === undefined) throw new CliProblem('cli/sigma-needs-event')
  if (file !== undefined) await printExplained(context, await stage.explainFile(set, file))
  if (place !== undefined) {
    const match = /^(\d{1,10}):(\d{1,19})$/.exec(place)
    if (match === null) throw new CliProblem('cli/sigma-bad-line', { value: place })
    const [number, line] = [BigInt(match[1] ?? '0'), BigInt(match[2] ?? '0')]
    const explained = await withCaseRead(input, context, (theCase) => stage.explainLine(theCase, set, number, line))
    if (explained === null) throw new CliProblem('cli/sigma-no-line', { value: place })
    await printExplained(context, explained)
  }
  return 0
}

export const sigmaActions: Readonly<Record<string, Action>> = { check, explain, compile, run, coverage }
