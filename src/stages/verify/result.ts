import type { Message } from '../../domain/report-model.ts'

/** One check: how many things it looked at, and what did not hold. */
export interface Check {
  readonly code: CheckCode
  readonly count: number
  readonly failures: readonly Message[]
  /** Why it could not be done, or only in part. */
  readonly skipped: readonly Message[]
}

export type CheckCode =
  | 'verify/seal'
  | 'verify/evidence'
  | 'verify/ledger'
  | 'verify/documents'
  | 'verify/rows'
  | 'verify/tokens'
  | 'verify/certificates'
  | 'verify/report'
  | 'verify/rendered'

export const done = (code: CheckCode, count: number, failures: readonly Message[]): Check => ({
  code,
  count,
  failures,
  skipped: [],
})

export const notDone = (code: CheckCode, why: Message): Check => ({ code, count: 0, failures: [], skipped: [why] })
