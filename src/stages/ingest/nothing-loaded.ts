import type { Case } from '../../store/case.ts'
import { CaseProblem } from '../../store/case-problem.ts'
import { problemsOf } from '../problems.ts'

/** A report on no line at all would say 'no evidence' of anything: it is refused, with what stood in the way. */
export const refuseNothingLoaded = (theCase: Case): void => {
  const parsed = theCase.store
    .list('lines')
    .reduce((sum, { body }) => sum + BigInt((body as { readonly parsed: string }).parsed), 0n)
  if (parsed > 0n) return
  throw new CaseProblem({ code: 'ingest/nothing-loaded', values: {} }, problemsOf(theCase))
}
