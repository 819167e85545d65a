import { CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, withCase } from '../case-options.ts'
import type { Command } from '../command.ts'
import { stageProgress } from '../stage-progress.ts'

export const acquireCommand: Command = {
  name: 'acquire',
  about: 'cli/acquire',
  arguments: [{ usage: '<PATH...>', about: 'cli/argument-paths' }],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION],
  examples: [{ typed: 'mapae acquire /evidence/web-1 /evidence/auth.tar.gz', about: 'cli/example-acquire' }],
  run: async (input, context) => {
    const { requirePaths } = await import('../../stages/acquire/require-paths.ts')
    await requirePaths(input.arguments)
    const { registered, problems, total } = await withCase(input, context, 'create', async (theCase) => {
      const { acquire, manifestOf } = await import('../../stages/acquire.ts')
      const { step, acquiring } = stageProgress(context)
      step('acquire')
      const result = await acquire(theCase, input.arguments, acquiring)
      return { ...result, total: manifestOf(theCase).length }
    })
    if (context.json) {
      await context.printJson({ registered, problems, total })
      return 0
    }
    for (const { sha256, bytes, path, member } of registered)
      await context.printLine('cli/registered-file', {
        sha256,
        bytes,
        path: member === null ? path : `${path}::${member}`,
      })
    await context.printLine('cli/registered', { n: registered.length, total })
    await context.tellProblems(problems)
    return 0
  },
}
