import { CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, withCase } from '../case-options.ts'
import type { Command } from '../command.ts'
import { printIntake } from '../print-results.ts'
import { stageProgress } from '../stage-progress.ts'

export const ingestCommand: Command = {
  name: 'ingest',
  about: 'cli/ingest',
  arguments: [],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION],
  examples: [{ typed: 'mapae ingest --config case.yaml', about: 'cli/example-ingest' }],
  run: async (input, context) => {
    await withCase(input, context, 'existing', async (theCase) => {
      const { ingest } = await import('../../stages/ingest.ts')
      const { refuseUnknownFormats } = await import('../../stages/ingest/check-formats.ts')
      const { refuseNothingLoaded } = await import('../../stages/ingest/nothing-loaded.ts')
      refuseUnknownFormats(theCase.config)
      const { step, progress } = stageProgress(context)
      step('ingest')
      const result = await ingest(theCase, { progress })
      if (context.json) await context.printJson(result)
      else await printIntake(context, result, theCase.config.zone)
      refuseNothingLoaded(theCase)
    })
    return 0
  },
}
