import { mkdir, readlink, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'
import { fsPath, pathToBytes } from '../../domain/path-bytes.ts'

/**
 * Evidence is read through links with plain names: the engine expands globs in paths, and a log may be called
 * `a{b}*.log`, or have a name that is no text. The link's name starts with the manifest number, so that `_file` tells it.
 */
export const linkName = (file: Pick<ManifestFile, 'number' | 'compression'>): string =>
  `${file.number}.log${file.compression === '' ? '' : `.${file.compression}`}`

export const linksDir = (caseDir: string): string => path.join(caseDir, 'evidence', 'links')

export const linkOf = (caseDir: string, file: Pick<ManifestFile, 'number' | 'compression'>): string =>
  path.join(linksDir(caseDir), linkName(file))

/** What was taken out of other files, by number; standard input as it was received. */
export const storedName = (number: number, kind: 'extracted' | 'received'): string => `evidence/${kind}/${number}`

/** Where the bytes of a file are. */
export const locationOf = (caseDir: string, file: Pick<ManifestFile, 'path' | 'stored'>): string =>
  file.stored === null ? file.path : path.join(caseDir, file.stored)

/** Links within the case are relative, so that a case that was moved still holds what it stored. */
export const linkEvidence = async (
  caseDir: string,
  file: Pick<ManifestFile, 'number' | 'compression' | 'path' | 'stored'>,
): Promise<void> => {
  const link = linkOf(caseDir, file)
  const target = file.stored === null ? file.path : path.join('..', '..', file.stored)
  const make = (): Promise<void> => symlink(fsPath(target), link)
  // Nearly every link is new, and its folder is there: the rest is for those that are not.
  const isMade = await make().then(
    () => true,
    () => false,
  )
  if (isMade) return
  await mkdir(path.dirname(link), { recursive: true })
  const known = await readlink(link, { encoding: 'buffer' }).catch(() => null)
  if (known?.equals(pathToBytes(target)) === true) return
  await rm(link, { force: true })
  await make()
}
