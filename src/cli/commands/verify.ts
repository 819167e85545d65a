import type { VerifyResult } from '../../stages/verify.ts'
import { CASE_OPTION, ENGINE_OPTION, caseDir } from '../case-options.ts'
import type { Command, ExitCode } from '../command.ts'
import type { Context } from '../context.ts'
import { stageProgress } from '../stage-progress.ts'
import { tellCopying } from '../tell-copying.ts'

export const verifyCommand: Command = {
  name: 'verify',
  about: 'cli/verify',
  arguments: [],
  options: [CASE_OPTION, ENGINE_OPTION, { flags: '--seal <ROOT>', about: 'cli/option-seal' }],
  examples: [
    { typed: 'mapae verify --case shop-2026', about: 'cli/example-verify' },
    { typed: 'mapae verify --case shop-2026 --seal 9f86d081884c…', about: 'cli/example-verify-seal' },
  ],
  run: async (input, context) => {
    const engineUrl = input.url('engine')
    const { verify } = await import('../../stages/verify.ts')
    const { composeAgain } = await import('../../stages/compose-again.ts')
    const result = await verify(caseDir(input), {
      recompute: composeAgain,
      expectRoot: input.text('seal'),
      engineUrl,
      progress: stageProgress(context).step,
      copying: tellCopying(context),
    })
    context.progress.end()
    if (context.json) await context.printJson(result)
    else await printChecks(context, result)
    return exitCode(result)
  },
}

/** What a person is shown of a check that fails everywhere, as on a report of another case; `--json` has all. */
const SHOWN = 50

const printChecks = async (context: Context, { checks, root, failures, skipped }: VerifyResult): Promise<void> => {
  for (const check of checks) {
    const mark = check.failures.length > 0 ? '✗' : check.skipped.length > 0 ? '–' : '✓'
    await context.printLine('cli/check', { mark, check: check.code, n: check.count })
    const messages = [...check.failures, ...check.skipped]
    for (const message of messages.slice(0, SHOWN)) await context.printBullet(message)
    if (messages.length > SHOWN)
      await context.printBullet({ code: 'cli/check-more', values: { n: messages.length - SHOWN } })
  }
  if (failures.length > 0) await context.printLine('cli/not-verified', { n: failures.length })
  else if (skipped.length > 0) await context.printLine('cli/incomplete')
  else await context.printLine('cli/verified', { checks: checks.length, root })
}

/** What could not be checked has not been shown to hold. */
const exitCode = ({ failures, skipped }: VerifyResult): ExitCode => {
  if (failures.length > 0) return 1
  return skipped.length > 0 ? 2 : 0
}
