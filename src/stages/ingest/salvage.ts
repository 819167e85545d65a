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
import { reasonOf } from '../acquire/parquet.ts'
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
 * Takes out of files what can be read, as files of their own: where compressed data is torn or damaged all before that,
 * where a line is too long for the engine's memory the beginning of that line. Throws what the engine said where neither
 * is so. The ledger has all of them or, when the run is killed, none.
 */
export const salvage = async (theCase: Case, unreadable: readonly Unreadable[]): Promise<void> => {
  if (unreadable.length === 0) return
  const registrar = new Registrar(theCase, new ManifestIndex(manifestOf(theCase)))
  const opened: ManifestFile[] = []
  for (const one of unreadable) opened.push(await takeOut(theCase, registrar, one))
  const { files, problems } = registrar.registration
  theCase.store.transaction(() => {
    for (const file of [...opened, ...files]) theCase.store.put('file', String(file.number), { ...file })
    recordProblems(theCase, problems)
  })
}

/** Answers the file as one that was opened. */
const takeOut = async (theCase: Case, registrar: Registrar, { file, error }: Unreadable): Promise<ManifestFile> => {
  if (file.columns !== undefined && error instanceof EngineError) {
    const values = { path: evidenceName(file), detail: reasonOf(error) }
    registrar.note({ code: 'acquire/table-unreadable', values })
    return { ...file, opened: 'damaged' }
  }
  const stored = storedName(registrar.next, 'extracted')
  const link = linkOf(theCase.dir, file)
  const content = contentOf(theCase.engine, { file: link, link, compression: file.compression })
  const cutter = new LineCutter()
  const written = await writeStored(path.join(theCase.dir, stored), cutter.cutting(content))
  const damaged = written.broken || isDamage(error)
  if (!damaged && cutter.cut === 0) throw error
  const { member, modified } = file
  const received = { path: file.path, member, modified, from: file.number, stored, extends: null }
  if (written.bytes > 0n) await registrar.register(received, written, 1)
  for (const problem of told(file, damaged, cutter)) registrar.note(problem)
  return { ...file, opened: damaged ? 'damaged' : 'long-lines' }
}

const told = (file: ManifestFile, damaged: boolean, { cut, longest }: LineCutter): readonly Message[] => {
  const values = { path: evidenceName(file) }
  return [
    ...(damaged ? [{ code: 'ingest/damaged', values }] : []),
    ...(cut > 0 ? [{ code: 'ingest/long-lines', values: { ...values, lines: cut, longest, kept: LONGEST_LINE } }] : []),
  ]
}

/** What an engine error says of a file: it may be read in part, or is a table whose pages are damaged. */
export const isOfTheFile = (error: unknown, [file]: readonly ManifestFile[]): boolean =>
  isDamage(error) ||
  (error instanceof EngineError &&
    (error.code === 'engine/memory' || (error.code === 'engine/query' && file?.columns !== undefined)))
