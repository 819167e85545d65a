import {
  CASE_OPTION,
  CONFIG_OPTION,
  ENGINE_OPTION,
  FAIL_ON_OPTION,
  PERIOD_OPTIONS,
  SIGMA_OPTION,
  SUMMARY_OPTION,
  caseDir,
  withCase,
} from '../case-options.ts'
import type { Command } from '../command.ts'
import { failsOn } from '../fail-on.ts'
import { periodOf } from '../period-options.ts'
import { printReport } from '../print-results.ts'
import { takeRules } from '../sigma/take-rules.ts'
import { stageProgress } from '../stage-progress.ts'

export const reportCommand: Command = {
  name: 'report',
  about: 'cli/report',
  arguments: [],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, ...PERIOD_OPTIONS, SIGMA_OPTION, SUMMARY_OPTION, FAIL_ON_OPTION],
  examples: [
    { typed: 'mapae report', about: 'cli/example-report' },
    { typed: 'mapae report --from 2026-03-01 --lang ko', about: 'cli/example-report-period' },
  ],
  run: async (input, context) => {
    const level = input.level('fail-on')
    const period = periodOf(input)
    const report = await withCase(input, context, 'existing', async (theCase) => {
      const { refuseNothingLoaded } = await import('../../stages/ingest/nothing-loaded.ts')
      const { composeReport } = await import('../../stages/compose-report.ts')
      const { writeReport } = await import('../../stages/write-report.ts')
      refuseNothingLoaded(theCase)
      await takeRules(theCase, input)
      const composed = await composeReport(theCase, {
        ...period(theCase.config.zone),
        progress: stageProgress(context).step,
      })
      await writeReport(theCase, composed)
      return composed
    })
    await printReport(context, report, caseDir(input), input.flag('summary') ? 'summary' : 'everything')
    return failsOn(level, report.verdict.level)
  },
}
