import { constants } from 'node:fs'
import {
  access,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rm,
  stat,
  statfs,
  symlink,
} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { EVIDENCE, LAKE } from '../domain/case-files.ts'
import { formatBytes } from '../text/format-bytes.ts'
import { CaseProblem } from './case-problem.ts'

/** Where files cannot be linked: how far they are copied. Told before the first and after each. */
export interface Copying {
  /** The folder that the copy is made in. */
  readonly where: string
  readonly bytesDone: number
  readonly bytesTotal: number
}

export interface ShadowOptions {
  readonly copying?: ((event: Copying) => void) | undefined
  /** Only what the store and `case.yaml` say is wanted. */
  readonly withoutLake?: boolean | undefined
}

/**
 * A copy of a case to open and compute in, so that whoever reads or verifies changes nothing in the case itself. Large
 * files of the lake are never written in place by the engine, so they are linked, not copied: by hard links, or, from a
 * medium that takes no writing, by symbolic ones. Where neither will do they are copied, if there is room for all of them:
 * else that is a problem, before the first.
 */
export const withShadow = async <T>(
  dir: string,
  options: ShadowOptions,
  work: (shadow: string) => Promise<T>,
): Promise<T> => {
  const shadow = await makeShadow(dir, options)
  try {
    return await work(shadow)
  } finally {
    await removeShadow(shadow)
  }
}

/** Folder of a new copy; `removeShadow` takes it away. */
export const makeShadow = async (dir: string, options: ShadowOptions = {}): Promise<string> => {
  const shadow = await makeScratch(dir)
  try {
    await fillShadow(dir, shadow, options)
    return shadow
  } catch (error) {
    await removeShadow(shadow)
    throw error
  }
}

export const removeShadow = (shadow: string): Promise<void> => rm(shadow, { recursive: true, force: true })

interface ToCopy {
  readonly source: string
  readonly target: string
  readonly bytes: number
  /** It would have been linked, if that were possible. */
  readonly isLarge: boolean
}

const fillShadow = async (dir: string, shadow: string, options: ShadowOptions): Promise<void> => {
  const toCopy: ToCopy[] = []
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.startsWith('case.') && !/^case\.(seal|lock)/.test(entry.name)) {
      const [source, target] = [path.join(dir, entry.name), path.join(shadow, entry.name)]
      toCopy.push({ source, target, bytes: (await lstat(source)).size, isLarge: false })
    }
  }
  for (const folder of options.withoutLake === true ? [] : [LAKE, EVIDENCE, 'openapi', 'keys'])
    toCopy.push(...(await linkTree(path.join(dir, folder), path.join(shadow, folder))))
  await copyAll(dir, shadow, toCopy, options.copying)
}

const PREFIX = '.mapae-copy-'

/**
 * Beside the case or in the folder for temporary files: on the file system of the case, for links work only within one;
 * else where there is most room.
 */
const makeScratch = async (dir: string): Promise<string> => {
  const { dev } = await stat(dir)
  const places = await Promise.all(
    [path.dirname(dir), os.tmpdir()].map(async (folder) => {
      await removeLeftOver(folder)
      const isSame = await stat(folder).then(
        (found) => found.dev === dev,
        () => false,
      )
      return { folder, isSame, room: await roomIn(folder).catch(() => 0) }
    }),
  )
  const [first, second] = places.sort((a, b) => Number(b.isSame) - Number(a.isSame) || (a.isSame ? 0 : b.room - a.room))
  const make = (place = first): Promise<string> =>
    mkdtemp(path.join(place?.folder ?? os.tmpdir(), `${PREFIX}${process.pid}-`))
  return make().catch(() => make(second))
}

const roomIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Copies that a killed process could not remove. */
const removeLeftOver = async (parent: string): Promise<void> => {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter((found) => found.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (!isRunning(pid)) await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Makes the folders and links of a tree, and answers what has to be copied. */
const linkTree = async (from: string, to: string): Promise<readonly ToCopy[]> => {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  await mkdir(to, { recursive: true })
  const toCopy: ToCopy[] = []
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) toCopy.push(...(await linkTree(source, target)))
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else {
      const { size: bytes } = await lstat(source)
      const isLarge = bytes >= LINKED_FROM_BYTES
      if (!isLarge || !(await isLinked(source, target))) toCopy.push({ source, target, bytes, isLarge })
    }
  }
  return toCopy
}

const LINKED_FROM_BYTES = 64 * 1024

/** What another process might still write, on another file system, cannot be linked. */
const isLinked = async (source: string, target: string): Promise<boolean> => {
  const isHard = await done(link(source, target))
  if (isHard) return true
  const isFixed = await access(source, constants.W_OK).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EROFS',
  )
  return isFixed && done(symlink(source, target))
}

const done = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )

const copyAll = async (
  dir: string,
  shadow: string,
  toCopy: readonly ToCopy[],
  copying: ShadowOptions['copying'] = () => undefined,
): Promise<void> => {
  const where = path.dirname(shadow)
  const large = toCopy.filter(({ isLarge }) => isLarge)
  const [bytesTotal, needed] = [sizeOf(large), sizeOf(toCopy)]
  const free = await roomIn(shadow)
  const noRoom = (): CaseProblem =>
    new CaseProblem({
      code: 'case/no-room-to-read',
      values: { dir, where, needed: formatBytes(needed), free: formatBytes(free) },
    })
  if (needed > free) throw noRoom()
  let bytesDone = 0
  if (bytesTotal > 0) copying({ where, bytesDone, bytesTotal })
  for (const { source, target, bytes, isLarge } of toCopy) {
    await copyFile(source, target, constants.COPYFILE_FICLONE).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? noRoom() : error
    })
    if (!isLarge) continue
    bytesDone += bytes
    copying({ where, bytesDone, bytesTotal })
  }
}

const sizeOf = (files: readonly ToCopy[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
