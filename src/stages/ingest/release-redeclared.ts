import type { ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Case } from '../../store/case.ts'
import type { DocumentKind } from '../../store/case-store.ts'
import { manifestOf } from '../acquire.ts'
import { recordProblems } from '../problems.ts'
import { type Batch, batchesIn } from './batches.ts'
import { holdStill } from './hold-still.ts'
import { declaredFor } from './recognise-file.ts'

/** What `case.yaml` or other sources say of how to read a file, as text to compare; '' where they say nothing. */
export const declaredText = (theCase: Case, file: ManifestFile): string => {
  const declared = declaredFor(theCase, file)
  if (declared === undefined) return ''
  const { match: _, ...reading } = declared
  return JSON.stringify(reading)
}

/**
 * Files that `case.yaml` now declares otherwise than when they were loaded, or whose zone was deduced since, are read anew:
 * their batches are given up, and with them the sources that nothing is left of. True where there were any. What was loaded from files that are gone or other now is kept, and
 * that they are is a problem.
 */
export const releaseRedeclared = async (theCase: Case): Promise<boolean> => {
  const files = new Map(manifestOf(theCase).map((file) => [file.number, file]))
  const released: Batch[] = []
  for (const batch of batchesIn(theCase)) {
    const own = batch.files.flatMap((number) => files.get(number) ?? [])
    const outdated = own.some((file, i) => {
      const before = batch.declared?.[i]
      return before !== undefined && before !== declaredText(theCase, file)
    })
    if (outdated && (await areThere(theCase, own))) released.push(batch)
  }
  if (released.length === 0) return false
  theCase.store.transaction(() => {
    for (const { number } of released)
      theCase.store.put('batch', String(number), { files: [], sources: [], received: [] })
    withdrawSources(theCase)
  })
  return true
}

const areThere = async (theCase: Case, files: readonly ManifestFile[]): Promise<boolean> => {
  const problems: Message[] = []
  for (const file of files) {
    const { problem } = await holdStill(theCase, file)
    if (problem !== null) problems.push(problem)
  }
  recordProblems(theCase, problems)
  return problems.length === 0
}

const OF_A_SOURCE = ['plan', 'coverage', 'clock'] as const satisfies readonly DocumentKind[]

const withdrawSources = (theCase: Case): void => {
  const left = new Set(batchesIn(theCase).flatMap(({ sources }) => sources))
  for (const kind of OF_A_SOURCE)
    for (const { key } of theCase.store.list(kind)) if (!left.has(key)) theCase.store.put(kind, key, null)
}
