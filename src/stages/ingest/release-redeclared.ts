import type { ManifestFile } from '../../domain/manifest.ts'
import type { Case } from '../../store/case.ts'
import type { DocumentKind } from '../../store/case-store.ts'
import { manifestOf } from '../acquire.ts'
import { batchesIn } from './batches.ts'
import { declaredFor } from './recognise-file.ts'

/** What `case.yaml` says of how to read a file, as text to compare; '' where it says nothing. */
export const declaredText = (theCase: Case, file: ManifestFile): string => {
  const declared = declaredFor(theCase, file)
  if (declared === undefined) return ''
  const { match: _, ...reading } = declared
  return JSON.stringify(reading)
}

/**
 * Files that `case.yaml` now declares otherwise than when they were loaded are read anew: their batches are given up,
 * and with them the sources that nothing is left of.
 */
export const releaseRedeclared = (theCase: Case): void => {
  const files = new Map(manifestOf(theCase).map((file) => [file.number, file]))
  const outdated = batchesIn(theCase).filter(({ files: numbers, declared }) =>
    numbers.some((number, i) => {
      const file = files.get(number)
      return file !== undefined && declared?.[i] !== undefined && declared[i] !== declaredText(theCase, file)
    }),
  )
  if (outdated.length === 0) return
  theCase.store.transaction(() => {
    for (const { number, source } of outdated)
      theCase.store.put('batch', String(number), { source, files: [], received: [] })
    withdrawSources(theCase)
  })
}

const OF_A_SOURCE = ['plan', 'coverage', 'clock'] as const satisfies readonly DocumentKind[]

const withdrawSources = (theCase: Case): void => {
  const left = new Set(batchesIn(theCase).flatMap(({ source, files }) => (files.length > 0 ? [source] : [])))
  for (const kind of OF_A_SOURCE)
    for (const { key } of theCase.store.list(kind)) if (!left.has(key)) theCase.store.put(kind, key, null)
}
