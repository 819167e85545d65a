import { evidenceName } from '../../domain/manifest.ts'
import { handedOver } from '../../domain/hand-over.ts'
import type { FileLedger, ReadLines } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import type { Json } from '../../store/case-store.ts'
import { manifestOf } from '../acquire.ts'
import { recordProblems } from '../problems.ts'
import { batchesIn } from './batches.ts'

/**
 * The balance of every file: received (counted apart, when it was read) = parsed + rejected + duplicates (counted in the
 * lake). A file that does not balance is a problem, named. The documents are of files that were read; what is returned
 * names all that were handed in.
 */
export const writeLedger = async (theCase: Case): Promise<readonly FileLedger[]> => {
  const stored = await countStored(theCase)
  const files = new Map(manifestOf(theCase).map((file) => [file.number, file]))
  const ledger: ReadLines[] = []
  for (const batch of batchesIn(theCase)) {
    for (const [i, number] of batch.files.entries()) {
      const file = files.get(number)
      if (file === undefined) continue
      const { rows = 0n, rejected = 0n, duplicates = 0n } = stored.get(number) ?? {}
      const received = BigInt(batch.received[i] ?? 0)
      const path = evidenceName(file)
      if (received !== rows) {
        const values = { path, received: String(received), stored: String(rows) }
        recordProblems(theCase, [{ code: 'ingest/unbalanced', values }])
      }
      ledger.push({
        file: number,
        path,
        sha256: file.sha256,
        bytes: BigInt(file.bytes),
        source: batch.sources[i] ?? '',
        received,
        parsed: rows - rejected - duplicates,
        rejected,
        duplicates,
      })
    }
  }
  theCase.store.transaction(() => {
    for (const entry of ledger) theCase.store.put('lines', String(entry.file), documentOf(entry))
  })
  return handedOver([...files.values()], ledger)
}

const documentOf = (entry: ReadLines): Json => ({
  ...entry,
  bytes: String(entry.bytes),
  received: String(entry.received),
  parsed: String(entry.parsed),
  rejected: String(entry.rejected),
  duplicates: String(entry.duplicates),
})

interface Stored {
  readonly rows: bigint
  readonly rejected: bigint
  readonly duplicates: bigint
}

const countStored = async (theCase: Case): Promise<ReadonlyMap<number, Stored>> => {
  const rows = await theCase.engine.rows<{ file: number; rows: string; rejected: string; duplicates: string }>(sql`
    SELECT file, sum(all_rows) AS rows, sum(rejected_rows) AS rejected, sum(duplicate_rows) AS duplicates FROM (
      SELECT file, count() AS all_rows, countIf(reject != '') AS rejected_rows, toUInt64(0) AS duplicate_rows FROM evidence.log_line GROUP BY file
      UNION ALL
      SELECT file, toUInt64(0) AS all_rows, toUInt64(0) AS rejected_rows, count() AS duplicate_rows FROM evidence.duplicate GROUP BY file)
    GROUP BY file ORDER BY file`)
  return new Map(
    rows.map((row) => [
      Number(row.file),
      { rows: BigInt(row.rows), rejected: BigInt(row.rejected), duplicates: BigInt(row.duplicates) },
    ]),
  )
}
