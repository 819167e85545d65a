import path from 'node:path'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import { EngineError } from '../../engine/engine-error.ts'
import type { Case } from '../../store/case.ts'
import { manifestOf } from '../acquire.ts'
import { contentOf } from '../acquire/content.ts'
import { isDamage } from '../acquire/is-damage.ts'
import { ManifestIndex } from '../acquire/manifest-index.ts'
import { Registrar } from '../acquire/open-file.ts'
import { linkOf, storedName } from '../acquire/places.ts'
import { writeStored } from '../acquire/write-stored.ts'
import { recordProblems } from '../problems.ts'
import { LineCutter, LONGEST_LINE } from './cut-long-lines.ts'

/** A file that the engine could not read, and what it said. */
export interface Unreadable {
  readonly file: ManifestFile
  readonly error: unknown
}

/**
 * Takes out of a file what can be read, as a file of its own: where compressed data is torn or damaged all before that,
 * where a line is too long for the engine's memory the beginning of that line. Throws what the engine said where neither
 * is so.
 */
export const salvage = async (theCase: Case, { file, error }: Unreadable): Promise<void> => {
  const index = new ManifestIndex(manifestOf(theCase))
  const registrar = new Registrar(theCase, index)
  const stored = storedName(index.next, 'extracted')
  const link = linkOf(theCase.dir, file)
  const content = contentOf(theCase.engine, { file: link, link, compression: file.compression })
  const cutter = new LineCutter()
  const written = await writeStored(path.join(theCase.dir, stored), cutter.cutting(content))
  const damaged = written.broken || isDamage(error)
  if (!damaged && cutter.cut === 0) throw error
  const { member, modified } = file
  const received = { path: file.path, member, modified, from: file.number, stored, extends: null }
  if (written.bytes > 0n) await registrar.register(received, written, 1)
  const { files, problems } = registrar.registration
  theCase.store.transaction(() => {
    theCase.store.put('file', String(file.number), { ...file, opened: damaged ? 'damaged' : 'long-lines' })
    for (const one of files) theCase.store.put('file', String(one.number), { ...one })
    recordProblems(theCase, [...problems, ...told(file, damaged, cutter)])
  })
}

const told = (file: ManifestFile, damaged: boolean, { cut, longest }: LineCutter): readonly Message[] => {
  const values = { path: evidenceName(file) }
  return [
    ...(damaged ? [{ code: 'ingest/damaged', values }] : []),
    ...(cut > 0 ? [{ code: 'ingest/long-lines', values: { ...values, lines: cut, longest, kept: LONGEST_LINE } }] : []),
  ]
}

/** What an engine error says of a file: it may be read in part. */
export const isOfTheFile = (error: unknown): boolean =>
  isDamage(error) || (error instanceof EngineError && error.code === 'engine/memory')
