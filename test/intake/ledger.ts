import { expect } from 'vitest'
import type { FileLedger } from '../../src/domain/source-plan.ts'
import { sql } from '../../src/engine/sql.ts'
import type { Case } from '../../src/store/case.ts'

/** A file's numbers as one text: received = parsed + rejected + duplicates. */
export const balance = ({ received, parsed, rejected, duplicates }: FileLedger): string =>
  `${received} = ${parsed} + ${rejected} + ${duplicates}`

/** Every file balances; told are those whose lines were read. */
export const balances = (ledger: readonly FileLedger[]): readonly string[] => {
  for (const entry of ledger) expect(entry.received, entry.path).toBe(entry.parsed + entry.rejected + entry.duplicates)
  return ledger.filter(({ fate }) => fate === 'read').map(balance)
}

export interface Rejected {
  readonly file: number
  readonly line: string
  readonly reject: string
  readonly raw: string
}

export const rejectedIn = (theCase: Case): Promise<readonly Rejected[]> =>
  theCase.engine.rows<Rejected>(
    sql`SELECT file, line, reject, raw FROM evidence.log_line WHERE reject != '' ORDER BY file, line`,
  )
