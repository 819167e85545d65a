import type { Report } from '../domain/report-model.ts'
import type { Case } from '../store/case.ts'
import { composeReport } from './compose-report.ts'

/** The report once more, for the period that it was written for. */
export const composeAgain = (theCase: Case): Promise<Report> => {
  const window = theCase.store.get('case', 'window') as
    | { readonly from: string | null; readonly to: string | null }
    | undefined
  return composeReport(theCase, { from: window?.from ?? undefined, to: window?.to ?? undefined })
}
