import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * A folder that can be written into, with those above it; throws what the file system says. Node's own recursive way
 * calls a read-only disk ENOENT, and never returns where a folder that exists takes no folders, as `/proc`.
 */
export const makeFolder = (dir: string): void => {
  const above = path.dirname(dir)
  if (!exists(dir)) {
    if (above !== dir && !exists(above)) makeFolder(above)
    makeOne(dir)
  }
  accessSync(dir, constants.W_OK)
}

/** Another process may be making it too. */
const makeOne = (dir: string): void => {
  try {
    mkdirSync(dir)
  } catch (error) {
    if (!exists(dir)) throw error
  }
}

const exists = (dir: string): boolean => statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true
