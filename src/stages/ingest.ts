import type { ManifestFile } from '../domain/manifest.ts'
import type { Message } from '../domain/report-model.ts'
import type { FileLedger, SourcePlan } from '../domain/source-plan.ts'
import { bind, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { manifestOf } from './acquire.ts'
import { estimateClocks } from './estimate-clocks.ts'
import { findDuplicates } from './find-duplicates.ts'
import { batchesOf } from './ingest/evidence-lines.ts'
import { countLines, loadBatch } from './ingest/load-batch.ts'
import { planSources } from './ingest/plan-sources.ts'
import { writeLedger } from './ingest/write-ledger.ts'
import { measureCoverage } from './measure-coverage.ts'
import { problemsOf, recordProblems } from './problems.ts'

export interface IngestProgress {
  readonly file: string
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly linesDone: number
  readonly rejected: number
}

export interface IngestResult {
  readonly ledger: readonly FileLedger[]
  readonly plans: readonly SourcePlan[]
  readonly problems: readonly Message[]
}

const BATCH_BYTES = 4n * 1024n ** 3n
const BATCH_FILES = 256

/**
 * Loads what is registered and not yet loaded. A batch counts only once the ledger has it: rows of a batch that a killed
 * run left behind are dropped first, and its files are loaded again.
 */
export const ingest = async (
  theCase: Case,
  options: { readonly progress?: ((event: IngestProgress) => void) | undefined } = {},
): Promise<IngestResult> => {
  await dropUnfinished(theCase)
  const loaded = new Set(theCase.store.list('batch').flatMap(({ body }) => (body as { files: number[] }).files))
  const waiting = manifestOf(theCase).filter(
    (file) => file.sameAs === null && file.opened === '' && !loaded.has(file.number),
  )
  const { plans, problems } = await planSources(theCase, waiting)
  recordProblems(theCase, problems)
  await loadAll(theCase, waiting, plans, options.progress ?? (() => undefined))
  await settle(theCase)
  return {
    ledger: await writeLedger(theCase),
    plans: theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan),
    problems: problemsOf(theCase),
  }
}

/** What only all lines together tell; done when the batches are others than at the last time it came to its end. */
const settle = async (theCase: Case): Promise<void> => {
  const batches = theCase.store.list('batch').map(({ key }) => Number(key))
  if (JSON.stringify(theCase.store.get('case', 'settled')) === JSON.stringify({ batches })) return
  await findDuplicates(theCase)
  await measureCoverage(theCase)
  await estimateClocks(theCase)
  theCase.store.put('case', 'settled', { batches })
}

const dropUnfinished = async (theCase: Case): Promise<void> => {
  const known = theCase.store.list('batch').map(({ key }) => Number(key))
  const rows = await theCase.engine.rows<{ batch: number }>(sql`
    SELECT DISTINCT batch FROM evidence.log_line WHERE batch NOT IN ${bind('Array(UInt32)', known)} ORDER BY batch`)
  for (const { batch } of rows)
    await theCase.engine.run({ text: `ALTER TABLE evidence.log_line DROP PARTITION ${Number(batch)}`, params: {} })
}

const loadAll = async (
  theCase: Case,
  files: readonly ManifestFile[],
  plans: ReadonlyMap<number, SourcePlan>,
  progress: (event: IngestProgress) => void,
): Promise<void> => {
  const total = { files: plans.size, bytes: files.reduce((sum, file) => sum + Number(file.bytes), 0) }
  const done = { files: 0, bytes: 0, lines: 0 }
  for (const name of new Set([...plans.values()].map((plan) => plan.name))) {
    const ofPlan = files.filter((file) => plans.get(file.number)?.name === name)
    for (const batch of batchesOf(ofPlan, BATCH_BYTES, BATCH_FILES)) {
      const [first] = batch
      const plan = first === undefined ? undefined : plans.get(first.number)
      if (first === undefined || plan === undefined) continue
      progress({
        file: first.path,
        filesDone: done.files,
        filesTotal: total.files,
        bytesDone: done.bytes,
        bytesTotal: total.bytes,
        linesDone: done.lines,
        rejected: 0,
      })
      done.lines += await load(theCase, plan, batch)
      done.files += batch.length
      done.bytes += batch.reduce((sum, file) => sum + Number(file.bytes), 0)
    }
  }
  progress({
    file: '',
    filesDone: done.files,
    filesTotal: total.files,
    bytesDone: done.bytes,
    bytesTotal: total.bytes,
    linesDone: done.lines,
    rejected: 0,
  })
}

const load = async (theCase: Case, plan: SourcePlan, files: readonly ManifestFile[]): Promise<number> => {
  const number = 1 + Math.max(0, ...theCase.store.list('batch').map(({ key }) => Number(key)))
  const received = await countLines(theCase, files)
  await loadBatch(theCase, number, plan, files)
  theCase.store.put('batch', String(number), {
    source: plan.name,
    files: files.map((file) => file.number),
    received: files.map((file) => String(received.get(file.number) ?? 0n)),
  })
  return Number([...received.values()].reduce((sum, lines) => sum + lines, 0n))
}
