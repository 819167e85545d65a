import type { DetectionOutcome } from '../domain/report-model.ts'
import { ident, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { Certifier } from './certifier.ts'
import { type ComposeOptions, sceneOf } from './compose-report.ts'
import { conclude } from './conclude.ts'
import { detect } from './detect.ts'
import { refuseNothingLoaded } from './ingest/nothing-loaded.ts'
import { detectionOutcomes } from './report/detection-outcomes.ts'

/** Tables of its own: those that the certificates of the last report speak of stay as they are. */
const DATABASE = 'looked'

/** events → what each detection found, did not find or could not look at; without a report. */
export const look = async (
  theCase: Case,
  options: Pick<ComposeOptions, 'from' | 'to' | 'progress'> = {},
): Promise<readonly DetectionOutcome[]> => {
  refuseNothingLoaded(theCase)
  const scene = sceneOf(theCase, { ...options, database: DATABASE })
  try {
    options.progress?.('detect')
    const looked = await detect(scene)
    options.progress?.('conclude')
    await conclude(scene)
    return await detectionOutcomes(scene, new Certifier(scene, '', ''), looked)
  } finally {
    await theCase.engine.run(sql`DROP DATABASE IF EXISTS ${ident(DATABASE)} SYNC`)
  }
}
