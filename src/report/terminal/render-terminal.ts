import type { Report } from '../../domain/report-model.ts'
import { administrationSection } from './administration-section.ts'
import { actorsSection, timelineSection } from './actor-sections.ts'
import { clocksSection, coverageSection, filesSection, problemsSection, sourcesSection } from './evidence-sections.ts'
import { clearedSection, detectionsSection, vectorsSection } from './finding-sections.ts'
import { hypothesesSection } from './hypotheses-section.ts'
import { certificatesSection, impactSection, untouchedSection } from './impact-sections.ts'
import { Pen, type TerminalOptions } from './pen.ts'
import { refusedLogInsSection } from './refused-log-ins-section.ts'
import { sigmaSection } from './sigma-section.ts'
import { summaryText } from './summary.ts'

type Section = (report: Report, pen: Pen) => string

/** What is known as soon as the evidence is loaded; see `renderIntake`. */
const INTAKE: readonly Section[] = [filesSection, problemsSection, sourcesSection]

const SECTIONS: readonly Section[] = [
  summaryText,
  ...INTAKE,
  coverageSection,
  clocksSection,
  detectionsSection,
  vectorsSection,
  actorsSection,
  hypothesesSection,
  timelineSection,
  impactSection,
  untouchedSection,
  clearedSection,
  refusedLogInsSection,
  administrationSection,
  sigmaSection,
  certificatesSection,
]

/** The report as text: the summary first, then the detail. */
export const renderTerminal = (report: Report, options: TerminalOptions): string => render(report, options, SECTIONS)

/** The same for a reader who has seen the intake already. */
export const renderFindings = (report: Report, options: TerminalOptions): string =>
  render(
    report,
    options,
    SECTIONS.filter((section) => !INTAKE.includes(section)),
  )

const render = (report: Report, options: TerminalOptions, wanted: readonly Section[]): string => {
  const pen = new Pen(options, report.case.zone)
  const title = [
    pen.label('label/title'),
    pen.data(report.case.name),
    `${pen.label('label/zone')} ${pen.data(report.case.zone)}`,
  ]
  const sections = wanted.map((section) => section(report, pen)).filter((text) => text !== '')
  return `${[pen.dim(title.filter((text) => text !== '').join(' · ')), ...sections].join('\n\n')}\n`
}

/** Only what a minister reads, for the end of a run. */
export const renderSummary = (report: Report, options: TerminalOptions): string =>
  `${summaryText(report, new Pen(options, report.case.zone))}\n`
