import type { Report } from '../domain/report-model.ts'
import type { Case } from '../store/case.ts'
import { acquire, type AcquireProgress } from './acquire.ts'
import { type ComposeOptions, composeReport } from './compose-report.ts'
import { ingest, type IngestProgress, type IngestResult } from './ingest.ts'
import { refuseNothingLoaded } from './ingest/nothing-loaded.ts'
import { writeReport } from './write-report.ts'

export interface InvestigateOptions extends Pick<ComposeOptions, 'from' | 'to'> {
  readonly paths: readonly string[]
  readonly acquiring?: ((event: AcquireProgress) => void) | undefined
  readonly progress?: ((event: IngestProgress) => void) | undefined
  readonly step?: ((step: string) => void) | undefined
  /** What was received and how it was read, as soon as that is known. */
  readonly ingested?: ((result: IngestResult) => Promise<void>) | undefined
}

/**
 * The whole flow: evidence → acquire → ingest → detect → conclude → reconstruct → assess impact → report. Where no line
 * at all could be read there is nothing to report on, and that is a problem.
 */
export const investigate = async (theCase: Case, options: InvestigateOptions): Promise<Report> => {
  options.step?.('acquire')
  await acquire(theCase, options.paths, options.acquiring)
  options.step?.('ingest')
  const ingested = await ingest(theCase, { progress: options.progress })
  await options.ingested?.(ingested)
  refuseNothingLoaded(theCase)
  const report = await composeReport(theCase, { from: options.from, to: options.to, progress: options.step })
  await writeReport(theCase, report)
  return report
}
