import { constants } from 'node:fs'
import { access, copyFile, link, lstat, mkdir, mkdtemp, readdir, rm, symlink, readlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { EVIDENCE, LAKE } from '../domain/case-files.ts'

/**
 * A copy of a case to open and compute in, so that whoever reads or verifies changes nothing in the case itself. Large
 * files of the lake are never written in place by the engine, so they are linked, not copied: by hard links, or, from a
 * medium that takes no writing, by symbolic ones.
 */
export const withShadow = async <T>(dir: string, work: (shadow: string) => Promise<T>): Promise<T> => {
  const shadow = await makeShadow(dir)
  try {
    return await work(shadow)
  } finally {
    await removeShadow(shadow)
  }
}

/** Folder of a new copy; `removeShadow` takes it away. */
export const makeShadow = async (dir: string): Promise<string> => {
  const shadow = await scratchBeside(dir)
  try {
    await fillShadow(dir, shadow)
    return shadow
  } catch (error) {
    await removeShadow(shadow)
    throw error
  }
}

export const removeShadow = (shadow: string): Promise<void> => rm(shadow, { recursive: true, force: true })

const fillShadow = async (dir: string, shadow: string): Promise<void> => {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.startsWith('case.') && !/^case\.(seal|lock)/.test(entry.name)) {
      await copyFile(path.join(dir, entry.name), path.join(shadow, entry.name))
    }
  }
  for (const folder of [LAKE, EVIDENCE, 'openapi', 'keys'])
    await copyTree(path.join(dir, folder), path.join(shadow, folder))
}

const PREFIX = '.mapae-copy-'

/** Beside the case, for links work only within one file system; elsewhere where that folder takes no files. */
const scratchBeside = async (dir: string): Promise<string> => {
  const parent = path.dirname(dir)
  await removeLeftOver(parent)
  return mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`)).catch(() =>
    mkdtemp(path.join(os.tmpdir(), 'mapae-copy-')),
  )
}

/** Copies that a killed process could not remove. */
const removeLeftOver = async (parent: string): Promise<void> => {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter((found) => found.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (!isRunning(pid)) await rm(path.join(parent, name), { recursive: true, force: true })
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const copyTree = async (from: string, to: string): Promise<void> => {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  await mkdir(to, { recursive: true })
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else await linkOrCopy(source, target)
  }
}

const LINKED_FROM_BYTES = 64 * 1024

const linkOrCopy = async (source: string, target: string): Promise<void> => {
  const { size } = await lstat(source)
  if (size < LINKED_FROM_BYTES) return copyFile(source, target)
  await link(source, target).catch(() => linkAcross(source, target))
}

/** What another process might still write, on another file system, is copied. */
const linkAcross = async (source: string, target: string): Promise<void> => {
  const fixed = await access(source, constants.W_OK).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EROFS',
  )
  await (fixed ? symlink(source, target) : copyFile(source, target, constants.COPYFILE_FICLONE))
}
