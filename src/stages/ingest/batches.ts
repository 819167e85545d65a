import { bind, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'

/** One load, known to the ledger once all of it is in the lake. */
export interface BatchDocument {
  /** Manifest numbers; none where the batch was given up to be read anew. */
  readonly files: readonly number[]
  /** Name of the source of each file. */
  readonly sources: readonly string[]
  /** Lines of each file, counted apart from the load. */
  readonly received: readonly string[]
  /** What `case.yaml` said of how to read each file. */
  readonly declared?: readonly string[]
  /** No format fits: every line is kept, rejected. */
  readonly unread?: boolean
}

export interface Batch extends BatchDocument {
  readonly number: number
}

export const batchesIn = (theCase: Pick<Case, 'store'>): readonly Batch[] =>
  theCase.store.list('batch').map(({ key, body }) => ({ ...(body as unknown as BatchDocument), number: Number(key) }))

export const nextBatch = (theCase: Pick<Case, 'store'>): number =>
  1 + batchesIn(theCase).reduce((highest, { number }) => Math.max(highest, number), 0)

/** Rows of batches that the ledger does not know, left behind by a run that was killed, or that were given up. */
export const dropUnfinished = async (theCase: Case): Promise<void> => {
  const known = batchesIn(theCase)
    .filter(({ files }) => files.length > 0)
    .map(({ number }) => number)
  const rows = await theCase.engine.rows<{ batch: number }>(sql`
    SELECT DISTINCT batch FROM evidence.log_line WHERE NOT has(${bind('Array(UInt32)', known)}, batch) ORDER BY batch`)
  for (const { batch } of rows) await dropBatch(theCase, Number(batch))
}

export const dropBatch = async (theCase: Case, batch: number): Promise<void> =>
  theCase.engine.run({ text: `ALTER TABLE evidence.log_line DROP PARTITION ${batch}`, params: {} })
