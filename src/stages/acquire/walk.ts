import { type Dirent, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { fsPath, pathFromBytes } from '../../domain/path-bytes.ts'
import type { Message } from '../../domain/report-model.ts'
import { inParallel } from '../../seal/in-parallel.ts'
import { fileFault } from './file-fault.ts'

export interface Walked {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly problems: readonly Message[]
}

const WIDTH = 16

/**
 * Everything below a folder, `depth` folders deep. A folder that was seen already (a link to above or beside it) is not
 * entered again, `except` not at all; what is neither file nor folder is a problem, and is not opened: a pipe would wait.
 */
export const walk = async (root: string, except: string, depth = Number.POSITIVE_INFINITY): Promise<Walked> => {
  const [files, folders, problems]: [string[], string[], Message[]] = [[], [root], []]
  const seen = new Set([await identityOf(except)])
  let level = [root]
  for (let deep = 0; level.length > 0 && deep < depth; deep++) {
    const next: string[] = []
    for (const folder of level) {
      const identity = await identityOf(folder)
      if (seen.has(identity)) continue
      seen.add(identity)
      const entries = await entriesIn(folder).catch((error: unknown) => {
        problems.push(fileFault(folder, error))
        return []
      })
      const found = await inParallel(entries, WIDTH, async ({ name, isFile }): Promise<Kind> => {
        const file = path.join(folder, name)
        return isFile ? { file, kind: 'file' } : kindOf(file)
      })
      for (const { file, kind, problem } of found) {
        if (kind === 'file') files.push(file)
        if (kind === 'folder') next.push(file)
        if (problem !== undefined) problems.push(problem)
      }
    }
    folders.push(...next)
    level = next
  }
  return { files, folders, problems }
}

interface Entry {
  readonly name: string
  /** As the folder says; else it must be looked at. */
  readonly isFile: boolean
}

const entriesIn = async (folder: string): Promise<readonly Entry[]> => {
  const entries: Dirent<Buffer>[] = await readdir(fsPath(folder), { withFileTypes: true, encoding: 'buffer' })
  return entries
    .map((entry) => ({ name: pathFromBytes(entry.name), isFile: entry.isFile() }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}

/** The same for every path that leads to a folder. */
const identityOf = async (folder: string): Promise<string> => {
  const found = await stat(fsPath(folder), { bigint: true }).catch(() => null)
  return found === null ? folder : `${found.dev}:${found.ino}`
}

interface Kind {
  readonly file: string
  readonly kind: 'file' | 'folder' | 'other'
  readonly problem?: Message
}

const kindOf = async (file: string): Promise<Kind> => {
  try {
    const found = await stat(fsPath(file))
    if (found.isFile()) return { file, kind: 'file' }
    if (found.isDirectory()) return { file, kind: 'folder' }
    return { file, kind: 'other', problem: { code: 'acquire/not-a-file', values: { path: file, kind: nameOf(found) } } }
  } catch (error) {
    return { file, kind: 'other', problem: fileFault(file, error) }
  }
}

const nameOf = (found: Stats): string => {
  if (found.isFIFO()) return 'pipe'
  return found.isSocket() ? 'socket' : 'device'
}
