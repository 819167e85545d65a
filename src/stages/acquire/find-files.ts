import { stat } from 'node:fs/promises'
import path from 'node:path'
import { globPattern, isGlob } from '../../domain/glob.ts'
import { fsPath } from '../../domain/path-bytes.ts'
import type { Message } from '../../domain/report-model.ts'
import { isRemote } from './remote.ts'
import { walk } from './walk.ts'

export interface FoundFiles {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[]
  /** Folders that were met, readable or not. */
  readonly folders: readonly string[]
  /** Named one by one and no regular files: pipes, which can be read once only, and objects that lie elsewhere. */
  readonly streams: readonly string[]
  /** Arguments that name nothing. */
  readonly missing: readonly string[]
  /** Folders that cannot be read; pipes, sockets and devices that lie in a folder. */
  readonly problems: readonly Message[]
}

/** `-` as a path: standard input. */
export const STANDARD_INPUT = '-'

/**
 * Files, folders (with everything below them) and globs. Links are followed, each folder once. What lies below `except`
 * (the case itself) is no evidence.
 */
export const findFiles = async (paths: readonly string[], except = ''): Promise<FoundFiles> => {
  const files = new Set<string>()
  const folders = new Set<string>()
  const streams = new Set<string>()
  const missing: string[] = []
  const problems: Message[] = []
  for (const given of paths) {
    if (given === STANDARD_INPUT || isRemote(given)) {
      streams.add(given)
      continue
    }
    const target = path.resolve(given)
    const found = await stat(target).catch(() => null)
    if (found?.isFIFO() === true || found?.isCharacterDevice() === true) streams.add(target)
    else if (found?.isFile() === true) files.add(target)
    else {
      const below = found?.isDirectory() === true ? await walk(target, except) : await expand(target, except)
      for (const file of below.files) files.add(file)
      for (const folder of below.folders) folders.add(folder)
      problems.push(...below.problems)
      if (below.files.length === 0 && below.problems.length === 0) missing.push(given)
    }
  }
  return { files: [...files].sort(byCodeUnit), folders: [...folders], streams: [...streams], missing, problems }
}

type Found = Pick<FoundFiles, 'files' | 'folders' | 'problems'>

const NOTHING: Found = { files: [], folders: [], problems: [] }

/** Only as deep as the glob reaches; a brace may hold a slash. */
const expand = async (glob: string, except: string): Promise<Found> => {
  if (!isGlob(glob)) return NOTHING
  const segments = glob.split(path.sep)
  const first = segments.findIndex(isGlob)
  const base = segments.slice(0, first).join(path.sep) || path.sep
  const rest = segments.slice(first)
  const deepest = rest.some((segment) => segment.includes('**')) ? Number.POSITIVE_INFINITY : rest.length
  const pattern = globPattern(glob)
  const matches = (file: string): boolean => pattern.test(file)
  if (!(await isFolder(base))) return NOTHING
  const { files, folders, problems } = await walk(base, except, deepest)
  const whole: string[] = []
  for (const folder of folders.filter(matches)) whole.push(...(await walk(folder, except)).files)
  return { files: [...files.filter(matches), ...whole], folders, problems }
}

const isFolder = async (target: string): Promise<boolean> =>
  (await stat(fsPath(target)).catch(() => null))?.isDirectory() ?? false

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
