import path from 'node:path'
import { REPORT_HTML, REPORT_JSON } from '../domain/case-files.ts'
import type { Report } from '../domain/report-model.ts'
import type { Intake } from '../report/terminal/render-intake.ts'
import type { Context } from './context.ts'

export const printIntake = async (context: Context, intake: Intake, zone = 'UTC'): Promise<void> => {
  const { renderIntake } = await import('../report/terminal/render-intake.ts')
  const text = renderIntake(intake, context.terminal(), zone)
  if (text !== '') await context.print(`${text}\n`)
}

/** `--json`: the report as it stands in `report.json`; else as text, and where the files are. */
export const printReport = async (
  context: Context,
  report: Report,
  dir: string,
  what: 'summary' | 'findings' | 'everything',
): Promise<void> => {
  if (context.json) {
    const { renderJson } = await import('../report/report-json.ts')
    await context.print(renderJson(report))
    return
  }
  const rendering = await import('../report/terminal/render-terminal.ts')
  const render = {
    summary: rendering.renderSummary,
    findings: rendering.renderFindings,
    everything: rendering.renderTerminal,
  }[what]
  await context.print(`${render(report, context.terminal())}\n`)
  await context.printLine('cli/report-written', { path: path.join(dir, REPORT_HTML) })
  await context.printLine('cli/data-written', { path: path.join(dir, REPORT_JSON) })
}
