import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import type { Case } from '../../store/case.ts'
import type { Json } from '../../store/case-store.ts'
import { isDamage } from '../acquire/is-damage.ts'
import { type BatchDocument, dropBatch, nextBatch } from './batches.ts'
import { batchesOf } from './evidence-lines.ts'
import { stampOf } from './hold-still.ts'
import { countLines, loadBatch } from './load-batch.ts'
import type { Meter } from './meter.ts'
import { UNREAD } from './program-of.ts'
import { declaredText } from './release-redeclared.ts'

const BATCH_BYTES = 4n * 1024n ** 3n
const BATCH_FILES = 256

export interface ToLoad {
  readonly file: ManifestFile
  readonly plan: SourcePlan
  /** Length and time when the file was last found to be what was registered. */
  readonly stamp: string
}

/** Loads files batch by batch; answers those whose compressed data turned out to be damaged. */
export const loadFiles = async (
  theCase: Case,
  loads: readonly ToLoad[],
  meter: Meter,
): Promise<readonly ManifestFile[]> => {
  const damaged: ManifestFile[] = []
  const byNumber = new Map(loads.map((load) => [load.file.number, load]))
  for (const [plan, group] of groupsOf(loads)) {
    const most = plan.kind === UNREAD ? 1 : BATCH_FILES
    for (const batch of batchesOf(group, BATCH_BYTES, most)) {
      const stamps = batch.map((file) => byNumber.get(file.number)?.stamp ?? '')
      damaged.push(...(await loadOne(theCase, plan, batch, stamps, meter)))
    }
  }
  return damaged
}

const groupsOf = (loads: readonly ToLoad[]): ReadonlyMap<SourcePlan, readonly ManifestFile[]> => {
  const byName = new Map<string, { plan: SourcePlan; files: ManifestFile[] }>()
  for (const { file, plan } of loads) {
    const key = `${plan.kind} ${plan.name}`
    const group = byName.get(key) ?? { plan, files: [] }
    group.files.push(file)
    byName.set(key, group)
  }
  return new Map([...byName.values()].map(({ plan, files }) => [plan, files]))
}

/** A batch counts once the ledger has it; one whose files moved under the load is dropped, and its files wait again. */
const loadOne = async (
  theCase: Case,
  plan: SourcePlan,
  files: readonly ManifestFile[],
  stamps: readonly string[],
  meter: Meter,
): Promise<readonly ManifestFile[]> => {
  const number = nextBatch(theCase)
  const watch = meter.watch(theCase, number, files)
  try {
    const received = await countLines(theCase, files)
    await loadBatch(theCase, number, plan, files)
    const now = await Promise.all(files.map((file) => stampOf(file).catch(() => 'gone')))
    if (now.some((stamp, i) => stamp !== stamps[i])) {
      await dropBatch(theCase, number)
      return []
    }
    const batch: BatchDocument = {
      source: plan.name,
      files: files.map((file) => file.number),
      received: files.map((file) => String(received.get(file.number) ?? 0n)),
      declared: files.map((file) => declaredText(theCase, file)),
      ...(plan.kind === UNREAD ? { unread: true } : {}),
    }
    theCase.store.put('batch', String(number), batch as unknown as Json)
    await watch.done()
    return []
  } catch (error) {
    if (!isDamage(error)) throw error
    await dropBatch(theCase, number)
    return await damagedOf(theCase, files, error)
  } finally {
    await watch.stop()
  }
}

/** The engine does not say which of several files it stumbled over. */
const damagedOf = async (
  theCase: Case,
  files: readonly ManifestFile[],
  error: unknown,
): Promise<readonly ManifestFile[]> => {
  const damaged: ManifestFile[] = []
  for (const file of files) {
    try {
      await countLines(theCase, [file])
    } catch (single) {
      if (!isDamage(single)) throw single
      damaged.push(file)
    }
  }
  if (damaged.length === 0)
    throw new Error(`damaged, but which: ${files.map(evidenceName).join(', ')}`, { cause: error })
  return damaged
}
