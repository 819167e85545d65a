import { CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, caseDir } from '../case-options.ts'
import type { Command } from '../command.ts'

export const initCommand: Command = {
  name: 'init',
  about: 'cli/init',
  arguments: [],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION],
  examples: [{ typed: 'mapae init --case shop-2026', about: 'cli/example-init' }],
  run: async (input, context) => {
    const engineUrl = input.url('engine')
    const { makeCase } = await import('../../stages/make-case.ts')
    const made = await makeCase(caseDir(input), { configFile: input.text('config'), engineUrl })
    if (context.json) await context.printJson(made)
    else await context.printLine(made.made ? 'cli/case-made' : 'cli/case-there', { dir: made.dir, config: made.config })
    return 0
  },
}
