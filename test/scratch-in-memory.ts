import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'

const SHARED_MEMORY = '/dev/shm'
const ROOM = 6 * 1024 ** 3

/**
 * The suite writes some hundred cases of a thousand small files each and deletes them again. Where the machine keeps a
 * file system in memory with room for them, they go there: to make and delete so many costs a disk a fifth of all the
 * processor's time. Everywhere else they go where temporary files go.
 */
export const setup = (): (() => void) | undefined => {
  if (!hasRoom()) return undefined
  const before = process.env['TMPDIR']
  const dir = mkdtempSync(path.join(SHARED_MEMORY, 'mapae-tests-'))
  // As open as any folder for temporary files: a test reads in it as another user.
  chmodSync(dir, 0o755)
  process.env['TMPDIR'] = dir
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(dir, { recursive: true, force: true })
  }
}

const hasRoom = (): boolean => {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(SHARED_MEMORY)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}
