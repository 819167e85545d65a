import { surestHit } from '../../domain/level.ts'
import { CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, FAIL_ON_OPTION, PERIOD_OPTIONS, withCase } from '../case-options.ts'
import type { Command } from '../command.ts'
import { failsOn } from '../fail-on.ts'
import { periodOf } from '../period-options.ts'
import { stageProgress } from '../stage-progress.ts'

export const detectCommand: Command = {
  name: 'detect',
  about: 'cli/detect',
  arguments: [],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, ...PERIOD_OPTIONS, FAIL_ON_OPTION],
  examples: [{ typed: 'mapae detect --from 2026-03-01 --fail-on confirmed', about: 'cli/example-detect' }],
  run: async (input, context) => {
    const level = input.level('fail-on')
    const period = periodOf(input)
    const { detections, zone } = await withCase(input, context, 'existing', async (theCase) => {
      const { look } = await import('../../stages/look.ts')
      const found = await look(theCase, { ...period(theCase.config.zone), progress: stageProgress(context).step })
      return { detections: found, zone: theCase.config.zone ?? 'UTC' }
    })
    if (context.json) await context.printJson({ detections })
    else {
      const { renderDetections } = await import('../../report/terminal/render-detections.ts')
      await context.print(renderDetections(detections, context.terminal(), zone))
    }
    return failsOn(level, surestHit(detections))
  },
}
