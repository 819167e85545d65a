import type { Report } from '../../domain/report-model.ts'
import { Pen, type TerminalOptions } from './pen.ts'
import { summaryText } from './summary.ts'

/** The report as text: the summary first. */
export const renderTerminal = (report: Report, options: TerminalOptions): string => {
  const pen = new Pen(options, report.case.zone)
  return `${summaryText(report, pen)}\n`
}
