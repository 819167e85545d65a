import { stat } from 'node:fs/promises'
import type { ManifestFile } from '../domain/manifest.ts'
import { fsPath } from '../domain/path-bytes.ts'
import type { Message } from '../domain/report-model.ts'
import { inParallel } from '../seal/in-parallel.ts'
import { HASH_WIDTH } from '../seal/seal.ts'
import type { Case } from '../store/case.ts'
import type { Json } from '../store/case-store.ts'
import { fileProblem } from '../store/file-problem.ts'
import { type Examined, examineFile } from './acquire/examine-file.ts'
import { fileFault } from './acquire/file-fault.ts'
import { findFiles } from './acquire/find-files.ts'
import { ManifestIndex } from './acquire/manifest-index.ts'
import { NoRoom, Registrar, type Registration } from './acquire/open-file.ts'
import { isRemote, remoteName } from './acquire/remote.ts'
import { receiveStream, streamsOf } from './acquire/receive-stream.ts'
import { recordProblems, withdrawProblems } from './problems.ts'

export interface AcquireResult {
  readonly registered: readonly ManifestFile[]
  /** Handed in again: the same path and the same bytes were registered before. */
  readonly known: readonly ManifestFile[]
  readonly problems: readonly Message[]
  /** Arguments that name nothing at all. */
  readonly missing: readonly string[]
}

export interface AcquireProgress {
  readonly file: string
  readonly filesDone: number
  readonly filesTotal: number
  /** Bytes hashed, those of the files in hand too. */
  readonly bytesDone: number
  /** Bytes of all files as the file system names them before the first is read. */
  readonly bytesTotal: number
}

/** Files registered in one transaction of the ledger; a killed run does so many again at most. */
const TOGETHER = 256

/**
 * Registers every file (path, SHA-256, size, time) in the manifest before anything else reads it. The same bytes twice
 * are registered and marked `sameAs`; a registered path whose bytes changed is registered anew and reported. What an
 * archive holds is taken out into the case and registered under the archive.
 */
export const acquire = async (
  theCase: Case,
  paths: readonly string[],
  progress: (event: AcquireProgress) => void = () => undefined,
): Promise<AcquireResult> => {
  const { files, folders, streams, missing, problems } = await findFiles(paths, theCase.dir)
  const index = new ManifestIndex(manifestOf(theCase))
  const parts: Registration[] = [{ files: [], problems }]
  const unread = new Set(problems.map(({ values }) => values['path']))
  withdrawSolved(
    theCase,
    folders.filter((folder) => !unread.has(folder)),
  )
  recordProblems(theCase, problems)
  const done = { files: 0, bytes: 0 }
  const bytesTotal = await sizeOf(files)
  const tell = (file: string): void =>
    progress({ file, filesDone: done.files, filesTotal: files.length, bytesDone: done.bytes, bytesTotal })
  try {
    for (let from = 0; from < files.length; from += TOGETHER) {
      const looks = await inParallel(files.slice(from, from + TOGETHER), HASH_WIDTH, async (file) => {
        tell(file)
        const look = await lookAt(file, index, (bytes) => {
          done.bytes += bytes
          tell(file)
        })
        done.files++
        return look
      })
      const group: Registration[] = []
      for (const look of looks) group.push(await registerLook(theCase, index, look))
      const troubled = new Set(group.flatMap(({ problems: of }) => of.map(({ values }) => values['path'])))
      withdrawSolved(
        theCase,
        looks.flatMap(({ file }) => (troubled.has(file) ? [] : [file])),
      )
      keep(theCase, group)
      parts.push(...group)
    }
    for (const stream of streams) {
      parts.push(...(await receiveEach(theCase, stream, index)))
    }
  } catch (error) {
    throw fileProblem(error, theCase.dir)
  }
  return {
    registered: parts.flatMap((part) => part.files),
    known: parts.flatMap((part) => part.known ?? []),
    problems: parts.flatMap((part) => part.problems),
    missing,
  }
}

/** What can be read once only: one thing, or all objects that a glob stands for, each kept as soon as it is received. */
const receiveEach = async (theCase: Case, stream: string, index: ManifestIndex): Promise<readonly Registration[]> => {
  const parts: Registration[] = []
  const objects = await streamsOf(theCase, stream)
  if (objects.some((object) => typeof object === 'string')) withdrawSolved(theCase, [nameOf(stream)])
  for (const object of objects) {
    const received = typeof object === 'string' ? await receiveStream(theCase, object, index) : object
    if (typeof object === 'string' && received.problems.length === 0) withdrawSolved(theCase, [nameOf(object)])
    keep(theCase, [received])
    parts.push(received)
  }
  return parts
}

const keep = (theCase: Case, parts: readonly Registration[]): void =>
  theCase.store.transaction(() => {
    for (const { files, problems } of parts) {
      for (const file of files) theCase.store.put('file', String(file.number), file as unknown as Json)
      recordProblems(theCase, problems)
    }
  })

export const manifestOf = (theCase: Pick<Case, 'store'>): readonly ManifestFile[] =>
  theCase.store.list('file').map(({ body }) => body as unknown as ManifestFile)

interface Look {
  readonly file: string
  readonly examined: Examined | null
  readonly fault: Message | null
}

/** What vanished meanwhile counts nothing; it is told when its turn comes. */
const sizeOf = async (files: readonly string[]): Promise<number> => {
  const sizes = await inParallel(files, HASH_WIDTH, (file) =>
    stat(fsPath(file)).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const lookAt = async (file: string, index: ManifestIndex, read: (bytes: number) => void): Promise<Look> => {
  try {
    const marks = index.at(file).map(({ bytes }) => BigInt(bytes))
    const examined = await examineFile(fsPath(file), marks, read)
    const fault = examined.bytes === 0n ? { code: 'acquire/empty', values: { path: file } } : null
    return { file, examined, fault }
  } catch (error) {
    return { file, examined: null, fault: fileFault(file, error) }
  }
}

const NOTHING: Registration = { files: [], problems: [] }

/** A file that fails while it is opened is not registered, so that the next run takes it again. */
const registerLook = async (theCase: Case, index: ManifestIndex, look: Look): Promise<Registration> => {
  const { file, examined, fault } = look
  if (fault !== null) return { files: [], problems: [fault] }
  if (examined === null) return NOTHING
  const known = index.at(file)
  const again = known.find((entry) => entry.sha256 === examined.sha256)
  if (again !== undefined) return { ...NOTHING, known: [again] }
  const registered = index.count
  const registrar = new Registrar(theCase, index)
  const grown = known.findLast((entry) => examined.prefixes.get(BigInt(entry.bytes)) === entry.sha256)
  if (known.length > 0) registrar.note({ code: grown ? 'acquire/grown' : 'acquire/changed', values: { path: file } })
  const received = { path: file, member: null, modified: examined.modified, from: null, stored: null }
  try {
    await registrar.register({ ...received, extends: grown?.number ?? null }, examined)
    return registrar.registration
  } catch (error) {
    const problem = error instanceof NoRoom ? error.problem : fileFault(file, error)
    index.backTo(registered)
    return { files: [], problems: [problem] }
  }
}

const nameOf = (stream: string): string => (isRemote(stream) ? remoteName(stream) : stream)

const NOT_READ = new Set([
  'acquire/empty',
  'acquire/unreadable',
  'acquire/vanished',
  'acquire/remote',
  'acquire/remote-torn',
  'acquire/no-match',
])

/** What could not be read in an earlier run and was read now. */
const withdrawSolved = (theCase: Case, paths: readonly string[]): void => {
  const read = new Set(paths)
  withdrawProblems(
    theCase,
    ({ code, values }) =>
      (NOT_READ.has(code) || values['reason'] === 'size') &&
      values['member'] === undefined &&
      read.has(String(values['path'])),
  )
}
