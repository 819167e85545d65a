import { stat } from 'node:fs/promises'
import type { ManifestFile } from '../domain/manifest.ts'
import type { Message } from '../domain/report-model.ts'
import { bind, sql } from '../engine/sql.ts'
import { hashFile } from '../seal/hash-file.ts'
import type { Case } from '../store/case.ts'
import type { Json } from '../store/case-store.ts'
import { findFiles } from './acquire/find-files.ts'
import { linkEvidence, linkName, linksDir } from './acquire/links.ts'
import { sniffCompression } from './acquire/sniff-compression.ts'

export interface AcquireResult {
  readonly registered: readonly ManifestFile[]
  readonly problems: readonly Message[]
  /** Arguments that name nothing at all. */
  readonly missing: readonly string[]
}

export interface AcquireProgress {
  readonly file: string
  readonly filesDone: number
  readonly filesTotal: number
}

/**
 * Registers every file (path, SHA-256, size, time) in the manifest before anything else reads it. The same bytes twice
 * are registered and marked `sameAs`; a registered path whose bytes changed is registered anew and reported.
 */
export const acquire = async (
  theCase: Case,
  paths: readonly string[],
  progress: (event: AcquireProgress) => void = () => undefined,
): Promise<AcquireResult> => {
  const { files, missing } = await findFiles(paths)
  const registered: ManifestFile[] = []
  const problems: Message[] = []
  for (const [i, file] of files.entries()) {
    progress({ file, filesDone: i, filesTotal: files.length })
    const outcome = await register(theCase, file)
    registered.push(...outcome.registered)
    for (const problem of outcome.problems) {
      theCase.store.put('problem', `${problem.code} ${file}`, { code: problem.code, values: { ...problem.values } })
      problems.push(problem)
    }
  }
  return { registered, problems, missing }
}

export const manifestOf = (theCase: Case): readonly ManifestFile[] =>
  theCase.store.list('file').map(({ body }) => body as unknown as ManifestFile)

interface Outcome {
  readonly registered: readonly ManifestFile[]
  readonly problems: readonly Message[]
}

const register = async (theCase: Case, file: string): Promise<Outcome> => {
  try {
    const before = await stat(file)
    if (before.size === 0) return { registered: [], problems: [{ code: 'acquire/empty', values: { path: file } }] }
    const compression = await sniffCompression(file)
    const { sha256, bytes } = await hashFile(file)
    const manifest = manifestOf(theCase)
    const known = manifest.filter((entry) => entry.path === file)
    if (known.some((entry) => entry.sha256 === sha256)) return { registered: [], problems: [] }
    const changed: readonly Message[] = known.length > 0 ? [{ code: 'acquire/changed', values: { path: file } }] : []
    const twin = manifest.find((entry) => entry.sha256 === sha256 && entry.bytes === bytes.toString())
    const entry: ManifestFile = {
      number: 1 + Math.max(0, ...manifest.map(({ number }) => number)),
      path: file,
      member: null,
      sha256,
      bytes: bytes.toString(),
      modified: before.mtime.toISOString(),
      compression,
      sameAs: twin?.number ?? null,
    }
    await linkEvidence(theCase.dir, entry)
    const registered = compression.startsWith('tar') && twin === undefined ? await membersOf(theCase, entry) : [entry]
    theCase.store.transaction(() => {
      for (const one of registered) theCase.store.put('file', String(one.number), one as unknown as Json)
    })
    return { registered, problems: changed }
  } catch (error) {
    return { registered: [], problems: [unreadable(file, error)] }
  }
}

const unreadable = (file: string, error: unknown): Message => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return { code: 'acquire/vanished', values: { path: file } }
  return {
    code: 'acquire/unreadable',
    values: { path: file, reason: code ?? (error instanceof Error ? error.message : String(error)) },
  }
}

/** Every member with a line in it becomes a file of its own number, so that file and line stay unique. */
const membersOf = async (theCase: Case, archive: ManifestFile): Promise<readonly ManifestFile[]> => {
  const link = `${linksDir(theCase.dir)}/${linkName(archive)}`
  const rows = await theCase.engine.rows<{ member: string }>(sql`
    SELECT DISTINCT _file AS member FROM file(${bind('String', `${link} :: **`)}, 'LineAsString', 'line String') ORDER BY member`)
  const members = rows.map(({ member }) => member).filter((member) => member !== '')
  return members.map((member, i) => ({ ...archive, number: archive.number + i, member }))
}
