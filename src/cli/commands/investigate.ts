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
import { printIntake, printReport } from '../print-results.ts'
import { takeRules } from '../sigma/take-rules.ts'
import { stageProgress } from '../stage-progress.ts'

export const investigateCommand: Command = {
  name: 'investigate',
  about: 'cli/investigate',
  arguments: [{ usage: '<PATH...>', about: 'cli/argument-paths' }],
  options: [CASE_OPTION, CONFIG_OPTION, ENGINE_OPTION, ...PERIOD_OPTIONS, SIGMA_OPTION, SUMMARY_OPTION, FAIL_ON_OPTION],
  examples: [
    { typed: 'mapae investigate logs/', about: 'cli/example-investigate' },
    { typed: "mapae investigate 'web-*/access.log*' auth.jsonl.gz --config case.yaml", about: 'cli/example-config' },
    {
      typed: 'mapae investigate logs/ --from 2026-03-01 --to 2026-04-01T00:00:00+09:00 --summary',
      about: 'cli/example-period',
    },
    { typed: 'mapae investigate logs/ --json --fail-on likely > report.json', about: 'cli/example-fail-on' },
  ],
  run: async (input, context) => {
    const level = input.level('fail-on')
    const period = periodOf(input)
    const { requirePaths } = await import('../../stages/acquire/require-paths.ts')
    await requirePaths(input.arguments)
    const report = await withCase(input, context, 'create', async (theCase) => {
      const { investigate } = await import('../../stages/investigate.ts')
      const { refuseUnknownFormats } = await import('../../stages/ingest/check-formats.ts')
      refuseUnknownFormats(theCase.config)
      await takeRules(theCase, input)
      const wantsIntake = !context.json && !input.flag('summary')
      return investigate(theCase, {
        paths: input.arguments,
        ...period(theCase.config.zone),
        ...stageProgress(context),
        ingested: (result) => (wantsIntake ? printIntake(context, result, theCase.config.zone) : Promise.resolve()),
      })
    })
    await printReport(context, report, caseDir(input), input.flag('summary') ? 'summary' : 'findings')
    return failsOn(level, report.verdict.level)
  },
}
