import { CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, withCase } from '../case-options.ts'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
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
    const { registered, known, problems, files } = await withCase(input, context, 'create', async (theCase) => {
      const { acquire, manifestOf } = await import('../../stages/acquire.ts')
      const { step, acquiring } = stageProgress(context)
      step('acquire')
      const result = await acquire(theCase, input.arguments, acquiring)
      return { ...result, files: manifestOf(theCase) }
    })
    const names = new Map(files.map((file) => [file.number, evidenceName(file)]))
    const twinOf = ({ sameAs }: ManifestFile): string | null => (sameAs === null ? null : (names.get(sameAs) ?? null))
    if (context.json) {
      await context.printJson({
        registered: registered.map((file) => ({ ...file, sameAsPath: twinOf(file) })),
        known,
        problems,
        total: files.length,
      })
      return 0
    }
    for (const file of registered) {
      const { sha256, bytes } = file
      const twin = twinOf(file)
      const line = { sha256, bytes, path: evidenceName(file) }
      if (twin === null) await context.printLine('cli/registered-file', line)
      else await context.printLine('cli/registered-twin', { ...line, twin })
    }
    for (const file of known) {
      const { sha256, bytes } = file
      await context.printLine('cli/known-file', { sha256, bytes, path: evidenceName(file) })
    }
    await context.printLine('cli/registered', { n: registered.length, total: files.length })
    await context.tellProblems(problems)
    return 0
  },
}
