import { evidenceName, type ManifestFile } from '../domain/manifest.ts'
import type { Message } from '../domain/report-model.ts'
import type { FileLedger, SourcePlan } from '../domain/source-plan.ts'
import type { Case } from '../store/case.ts'
import { manifestOf } from './acquire.ts'
import { checkTokens } from './check-tokens.ts'
import { estimateClocks } from './estimate-clocks.ts'
import { findDuplicates } from './find-duplicates.ts'
import { batchesIn, dropUnfinished } from './ingest/batches.ts'
import { type Held, holdStill } from './ingest/hold-still.ts'
import { loadFiles, type ToLoad } from './ingest/load-files.ts'
import { type IngestProgress, Meter } from './ingest/meter.ts'
import { planSources } from './ingest/plan-sources.ts'
import { unreadPlan } from './ingest/program-of.ts'
import { rememberedPlans, rememberPlans } from './ingest/remembered-plans.ts'
import { releaseReadable } from './ingest/release-readable.ts'
import { releaseRedeclared } from './ingest/release-redeclared.ts'
import { salvage, type Unreadable } from './ingest/salvage.ts'
import { sourceName } from './ingest/source-name.ts'
import { settleZones } from './ingest/settle-zones.ts'
import { tellYears } from './ingest/tell-years.ts'
import { writeLedger } from './ingest/write-ledger.ts'
import { measureCoverage } from './measure-coverage.ts'
import { dropUses, pairUses } from './pair-uses.ts'
import { problemsOf, recordProblems, withdrawProblems } from './problems.ts'

export type { IngestProgress } from './ingest/meter.ts'

export interface IngestResult {
  readonly ledger: readonly FileLedger[]
  readonly plans: readonly SourcePlan[]
  readonly problems: readonly Message[]
}

export interface IngestOptions {
  readonly progress?: ((event: IngestProgress) => void) | undefined
  /** Milliseconds between two looks at how far a load has come. */
  readonly every?: number | undefined
}

/**
 * Loads what is registered and not yet loaded. A batch counts only once the ledger has it: rows of a batch that a killed
 * run left behind are dropped first, and its files are loaded again; and so are those of which only all lines together tell
 * the time zone.
 */
export const ingest = async (theCase: Case, options: IngestOptions = {}): Promise<IngestResult> => {
  await releaseReadable(theCase)
  await releaseRedeclared(theCase)
  const meter = new Meter(options.progress ?? (() => undefined), options.every)
  do {
    await dropUnfinished(theCase)
    const waiting = waitingFiles(theCase)
    meter.add(waiting)
    await loadWaiting(theCase, waiting, meter)
    meter.tell()
    await settle(theCase)
  } while (await releaseRedeclared(theCase))
  await checkTokens(theCase)
  return {
    ledger: await writeLedger(theCase),
    plans: theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan),
    problems: problemsOf(theCase),
  }
}

const waitingFiles = (theCase: Case): readonly ManifestFile[] => {
  const loaded = new Set(batchesIn(theCase).flatMap(({ files }) => files))
  return manifestOf(theCase).filter((file) => file.sameAs === null && file.opened === '' && !loaded.has(file.number))
}

/** In rounds: a round ends with files that moved while they were read, or of which only a part can be read. */
const loadWaiting = async (theCase: Case, waiting: readonly ManifestFile[], meter: Meter): Promise<void> => {
  let round = waiting
  for (let before = ''; round.length > 0 && keyOf(round) !== before; ) {
    before = keyOf(round)
    const { loads, damaged } = await prepare(theCase, round)
    const alsoDamaged = await loadFiles(theCase, loads, meter)
    await salvage(theCase, [...damaged, ...alsoDamaged])
    const known = new Set(round.map(({ number }) => number))
    round = waitingFiles(theCase)
    meter.add(round.filter(({ number }) => !known.has(number)))
  }
  rememberPlans(theCase, [], new Map())
}

/** What tells one round from the next: a file that cannot be read for good must not be tried for ever. */
const keyOf = (files: readonly ManifestFile[]): string => files.map(({ number, stored }) => `${number}${stored}`).join()

/** What an earlier run said of a file that now is what was registered. */
const NOT_HELD = new Set(['ingest/changed', 'acquire/vanished', 'acquire/unreadable'])

interface Prepared {
  readonly loads: readonly ToLoad[]
  readonly damaged: readonly Unreadable[]
}

const prepare = async (theCase: Case, files: readonly ManifestFile[]): Promise<Prepared> => {
  const stamps = new Map<number, string>()
  const still: ManifestFile[] = []
  const loaded = new Set(batchesIn(theCase).flatMap(({ files: of }) => of))
  const found = new Set<string>()
  const problems: Message[] = []
  for (const file of files) {
    const own = await holdStill(theCase, file)
    const held = own.problem === null ? own : ((await twinOf(theCase, file)) ?? own)
    if (held.problem !== null) problems.push(held.problem)
    else {
      found.add(evidenceName(file))
      if (loaded.has(held.file.number)) continue
      still.push(held.file)
      stamps.set(held.file.number, held.stamp)
    }
  }
  const remembered = rememberedPlans(theCase, still)
  const planned = await planSources(
    theCase,
    still.filter(({ number }) => !remembered.has(number)),
  )
  const plans = new Map([...remembered, ...planned.plans])
  theCase.store.transaction(() => {
    rememberPlans(theCase, still, plans)
    withdrawProblems(theCase, ({ code, values }) => NOT_HELD.has(code) && found.has(String(values['path'])))
    recordProblems(theCase, [...problems, ...planned.problems])
  })
  const unread = new Map(planned.unread.map((file) => [file.number, unreadPlan(sourceName(file))]))
  const loads = still.flatMap((file): readonly ToLoad[] => {
    const plan = plans.get(file.number) ?? unread.get(file.number)
    return plan === undefined ? [] : [{ file, plan, stamp: stamps.get(file.number) ?? '' }]
  })
  return { loads, damaged: planned.damaged }
}

/** Where a file is gone or no longer what was registered, one of the same bytes that was handed in besides and still is. */
const twinOf = async (theCase: Case, file: ManifestFile): Promise<Held | null> => {
  for (const twin of manifestOf(theCase)) {
    if (twin.sameAs !== file.number) continue
    const held = await holdStill(theCase, file.columns === undefined ? twin : { ...twin, columns: file.columns })
    if (held.problem === null) return held
  }
  return null
}

/** What only all lines together tell; done when the batches are others than at the last time it came to its end. */
const settle = async (theCase: Case): Promise<void> => {
  const batches = batchesIn(theCase).map(({ number, files }) => [number, files.length])
  if (JSON.stringify(theCase.store.get('case', 'settled')) === JSON.stringify({ batches })) return
  await findDuplicates(theCase)
  await measureCoverage(theCase)
  const isPaired = await pairUses(theCase)
  if (isPaired) await estimateClocks(theCase)
  await settleZones(theCase, isPaired)
  tellYears(theCase)
  if (isPaired) await dropUses(theCase)
  theCase.store.put('case', 'settled', { batches })
}
