import type { Report } from '../domain/report-model.ts'
import type { Case } from '../store/case.ts'
import { acquire } from './acquire.ts'
import { type ComposeOptions, composeReport } from './compose-report.ts'
import { ingest, type IngestProgress } from './ingest.ts'
import { writeReport } from './write-report.ts'

export interface InvestigateOptions extends Pick<ComposeOptions, 'from' | 'to'> {
  readonly paths: readonly string[]
  readonly progress?: ((event: IngestProgress) => void) | undefined
  readonly step?: ((step: string) => void) | undefined
}

/** The whole flow: evidence → acquire → ingest → detect → conclude → reconstruct → assess impact → report. */
export const investigate = async (theCase: Case, options: InvestigateOptions): Promise<Report> => {
  options.step?.('acquire')
  await acquire(theCase, options.paths)
  options.step?.('ingest')
  await ingest(theCase, { progress: options.progress })
  const report = await composeReport(theCase, { from: options.from, to: options.to, progress: options.step })
  await writeReport(theCase, report)
  return report
}
