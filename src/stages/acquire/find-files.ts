import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isGlob, matchesGlob } from '../../domain/glob.ts'

export interface FoundFiles {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[]
  /** Arguments that name nothing. */
  readonly missing: readonly string[]
}

/** Files, folders (with everything below them) and globs. Links are followed; what is no regular file is left out. */
export const findFiles = async (paths: readonly string[]): Promise<FoundFiles> => {
  const files = new Set<string>()
  const missing: string[] = []
  for (const given of paths) {
    const found = await expand(path.resolve(given))
    if (found === null || found.length === 0) missing.push(given)
    else for (const file of found) files.add(file)
  }
  return { files: [...files].sort(), missing }
}

const expand = async (target: string): Promise<readonly string[] | null> => {
  const found = await stat(target).catch(() => null)
  if (found?.isFile() === true) return [target]
  if (found?.isDirectory() === true) return below(target)
  if (!isGlob(target)) return null
  const files = await below(globBase(target)).catch(() => [])
  return files.filter((file) => matchesGlob(target, file))
}

const below = async (dir: string): Promise<readonly string[]> => {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name))
  const kinds = await Promise.all(
    paths.map(async (file) => (((await stat(file).catch(() => null))?.isFile() ?? true) ? file : null)),
  )
  return kinds.filter((file) => file !== null)
}

const globBase = (glob: string): string => {
  const segments = glob.split(path.sep)
  const first = segments.findIndex(isGlob)
  return segments.slice(0, first).join(path.sep) || path.sep
}
