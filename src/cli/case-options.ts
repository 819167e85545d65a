import type { Case } from '../store/case.ts'
import type { OptionSpec } from './command.ts'
import type { Context } from './context.ts'
import type { Input } from './input.ts'
import { tellCopying } from './tell-copying.ts'

export const CASE_OPTION: OptionSpec = { flags: '--case <DIR>', about: 'cli/option-case', default: './mapae-case' }
export const CONFIG_OPTION: OptionSpec = { flags: '--config <FILE>', about: 'cli/option-config' }
export const ENGINE_OPTION: OptionSpec = { flags: '--engine <URL>', about: 'cli/option-engine' }
export const PERIOD_OPTIONS: readonly OptionSpec[] = [
  { flags: '--from <TIME>', about: 'cli/option-from' },
  { flags: '--to <TIME>', about: 'cli/option-to' },
]
export const SIGMA_OPTION: OptionSpec = { flags: '--sigma <PATH...>', about: 'cli/option-sigma' }
export const SUMMARY_OPTION: OptionSpec = { flags: '--summary', about: 'cli/option-summary' }
export const FAIL_ON_OPTION: OptionSpec = { flags: '--fail-on <LEVEL>', about: 'cli/option-fail-on' }

export const caseDir = (input: Input): string => input.text('case') ?? './mapae-case'

/**
 * Opens the case that the options name, and closes and seals it whatever happens. What the work ran into is told before
 * what closing ran into.
 */
export const withCase = async <Result>(
  input: Input,
  context: Context,
  create: 'create' | 'existing',
  work: (theCase: Case) => Promise<Result>,
): Promise<Result> => {
  const engineUrl = input.url('engine')
  const { openCase } = await import('../store/open-case.ts')
  const theCase = await openCase(caseDir(input), {
    create: create === 'create',
    configFile: input.text('config'),
    engineUrl,
  })
  let result: Result
  try {
    result = await work(theCase)
  } catch (error) {
    await theCase.close().catch(() => undefined)
    throw error
  }
  context.progress.step('cli/step-seal', true)
  await theCase.close()
  return result
}

/** Reads the case that the options name, and leaves it as it is, seal and all. */
export const withCaseRead = async <Result>(
  input: Input,
  context: Context,
  work: (theCase: Case) => Promise<Result>,
): Promise<Result> => {
  const engineUrl = input.url('engine')
  const { readCase } = await import('../store/read-case.ts')
  return readCase(caseDir(input), { engineUrl, copying: tellCopying(context) }, work)
}
