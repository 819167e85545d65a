import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import { fsPath } from '../../domain/path-bytes.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Case } from '../../store/case.ts'
import { examineFile, modifiedOf } from '../acquire/examine-file.ts'
import { fileFault } from '../acquire/file-fault.ts'
import { linkEvidence, storedName } from '../acquire/places.ts'
import { writeStored } from '../acquire/write-stored.ts'

/** A registered file that is to be read now: still the bytes that were registered, or why not. */
export type Held =
  | { readonly file: ManifestFile; readonly stamp: string; readonly problem: null }
  | { readonly file: ManifestFile; readonly problem: Message }

/**
 * What is loaded must be what was hashed. Length and time tell whether a file was touched since; then it is hashed again.
 * A log that has only grown, as a live one does, is copied as far as it was registered; any other change is a problem.
 */
export const holdStill = async (theCase: Case, file: ManifestFile): Promise<Held> => {
  if (file.stored !== null) return { file, stamp: '', problem: null }
  const place = fsPath(file.path)
  try {
    const stamp = await stampOf(file)
    if (stamp === `${file.bytes} ${file.modified}`) return { file, stamp, problem: null }
    const { sha256, prefixes } = await examineFile(place, [BigInt(file.bytes)])
    if (sha256 === file.sha256) return { file, stamp, problem: null }
    if (prefixes.get(BigInt(file.bytes)) === file.sha256) return await copied(theCase, file)
    return { file, problem: { code: 'ingest/changed', values: { path: evidenceName(file) } } }
  } catch (error) {
    return { file, problem: fileFault(file.path, error) }
  }
}

/** Length and time of a file as they are now; nothing for what lies in the case. */
export const stampOf = async (file: ManifestFile): Promise<string> => {
  if (file.stored !== null) return ''
  const found = await stat(fsPath(file.path), { bigint: true })
  return `${found.size} ${modifiedOf(found)}`
}

const copied = async (theCase: Case, file: ManifestFile): Promise<Held> => {
  const stored = storedName(file.number, 'received')
  const beginning = createReadStream(fsPath(file.path), { end: Number(file.bytes) - 1 })
  const { sha256 } = await writeStored(path.join(theCase.dir, stored), beginning)
  if (sha256 !== file.sha256) return { file, problem: { code: 'ingest/changed', values: { path: evidenceName(file) } } }
  const kept = { ...file, stored }
  await linkEvidence(theCase.dir, kept)
  theCase.store.put('file', String(file.number), { ...kept })
  return { file: kept, stamp: '', problem: null }
}
