import { createHash } from 'node:crypto'
import { lstat, readdir, readlink } from 'node:fs/promises'
import path from 'node:path'
import { type FileDigest, hashFile } from './hash-file.ts'
import { byPath } from './seal-text.ts'

export interface FoundFile {
  readonly path: string
  readonly link: boolean
  readonly bytes: bigint
  readonly modified: bigint
}

/** The seal and the lock themselves, with the drafts they are written as. */
const UNSEALED = /^case\.(seal|lock)(\.|$)/

/** Every file and link under the case, sorted by path; the seal itself and the lock are not part of it. */
export const caseFiles = async (dir: string): Promise<readonly FoundFile[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !UNSEALED.test(name))
  const found = await Promise.all(paths.map((name) => look(dir, name)))
  return [...found].sort(byPath)
}

const look = async (dir: string, name: string): Promise<FoundFile> => {
  const stat = await lstat(path.join(dir, name), { bigint: true })
  return { path: name, link: stat.isSymbolicLink(), bytes: stat.size, modified: stat.mtimeNs }
}

export const digestOf = async (dir: string, file: FoundFile): Promise<FileDigest> => {
  if (!file.link) return hashFile(path.join(dir, file.path))
  const target = Buffer.from(await readlink(path.join(dir, file.path)))
  return { sha256: createHash('sha256').update(target).digest('hex'), bytes: BigInt(target.length) }
}
