import type { ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { canonicalJson } from '../../seal/canonical-json.ts'
import type { Case } from '../../store/case.ts'
import type { Json } from '../../store/case-store.ts'
import { type BatchDocument, dropBatch, nextBatch } from './batches.ts'
import { batchesOf } from './evidence-lines.ts'
import { stampOf } from './hold-still.ts'
import { countLines, loadBatch } from './load-batch.ts'
import type { Meter } from './meter.ts'
import { UNREAD } from './program-of.ts'
import { declaredText } from './release-redeclared.ts'
import { isOfTheFile, type Unreadable } from './salvage.ts'

const BATCH_BYTES = 4n * 1024n ** 3n
const BATCH_FILES = 1024

export interface ToLoad {
  readonly file: ManifestFile
  readonly plan: SourcePlan
  /** Length and time when the file was last found to be what was registered. */
  readonly stamp: string
}

/**
 * Loads files batch by batch; answers those that the engine could not read. Which batches there are, and their numbers,
 * follow from the files alone: a run that goes on where another was killed makes the same ones.
 */
export const loadFiles = async (
  theCase: Case,
  loads: readonly ToLoad[],
  meter: Meter,
): Promise<readonly Unreadable[]> => {
  const unreadable: Unreadable[] = []
  let number = nextBatch(theCase)
  const load = async (batch: readonly ToLoad[]): Promise<void> => {
    const failed = await loadOne(theCase, number, batch, meter)
    if (failed === 'loaded') number++
    if (failed === 'loaded' || failed === 'moved') return
    // The engine does not say which of several files it stumbled over: what is left in halves finds it.
    const half = Math.ceil(batch.length / 2)
    if (batch.length > 1) for (const part of [batch.slice(0, half), batch.slice(half)]) await load(part)
    else unreadable.push(...batch.map(({ file }) => ({ file, error: failed.error })))
  }
  const byNumber = new Map(loads.map((one) => [one.file.number, one]))
  for (const { plan, files } of groupsOf(loads)) {
    const most = plan.kind === UNREAD ? 1 : BATCH_FILES
    for (const batch of batchesOf(files, BATCH_BYTES, most))
      await load(batch.flatMap((file) => byNumber.get(file.number) ?? []))
  }
  return unreadable
}

/** A statement costs as much as the lines of so many bytes. */
const SMALL = 1024n * 1024n

interface Group {
  readonly plan: SourcePlan
  readonly files: ManifestFile[]
}

/** Files of one source; small ones of all sources that are read alike, which a folder for every host makes many. */
const groupsOf = (loads: readonly ToLoad[]): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const { file, plan } of loads) {
    const key = BigInt(file.bytes) <= SMALL ? readingOf(plan) : `${plan.kind} ${plan.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { plan, files: [file] })
    else group.files.push(file)
  }
  return [...groups.values()]
}

/** All of a plan that makes its statement. */
const readingOf = (plan: SourcePlan): string => {
  const { name: _, ...reading } = plan
  return canonicalJson(reading as unknown as Json)
}

/**
 * A batch counts once the ledger has it. One whose files moved under the load is dropped, and its files wait again; one
 * that the engine could not read is dropped, and what it said is answered.
 */
const loadOne = async (
  theCase: Case,
  number: number,
  batch: readonly ToLoad[],
  meter: Meter,
): Promise<'loaded' | 'moved' | { readonly error: unknown }> => {
  const [first] = batch
  if (first === undefined) return 'moved'
  const files = batch.map(({ file }) => file)
  const sources = batch.map(({ plan }) => plan.name)
  const watch = meter.watch(theCase, number, files)
  try {
    const received = await countLines(theCase, files)
    watch.counted()
    await loadBatch(theCase, number, first.plan, files, sources)
    if (await haveMoved(batch)) {
      await dropBatch(theCase, number)
      return 'moved'
    }
    theCase.store.put(
      'batch',
      String(number),
      documentOf(theCase, first.plan, files, sources, received) as unknown as Json,
    )
    await watch.done()
    return 'loaded'
  } catch (error) {
    if (!isOfTheFile(error, files)) throw error
    await dropBatch(theCase, number)
    return { error }
  } finally {
    await watch.stop()
  }
}

const haveMoved = async (batch: readonly ToLoad[]): Promise<boolean> => {
  const now = await Promise.all(batch.map(({ file }) => stampOf(file).catch(() => 'gone')))
  return batch.some(({ stamp }, i) => stamp !== now[i])
}

const documentOf = (
  theCase: Case,
  plan: SourcePlan,
  files: readonly ManifestFile[],
  sources: readonly string[],
  received: ReadonlyMap<number, bigint>,
): BatchDocument => ({
  files: files.map((file) => file.number),
  sources,
  received: files.map((file) => String(received.get(file.number) ?? 0n)),
  declared: files.map((file) => declaredText(theCase, file)),
  ...(plan.kind === UNREAD ? { unread: true } : {}),
})
