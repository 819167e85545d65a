import { mkdir, readlink, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'

/**
 * Evidence is read through links with plain names: the engine expands globs in paths, and a log may be called
 * `a{b}*.log`. The link's name starts with the manifest number, so that `_file` tells it.
 */
export const linkName = (file: Pick<ManifestFile, 'number' | 'compression'>): string =>
  `${file.number}.log${file.compression === '' ? '' : `.${file.compression}`}`

export const linksDir = (caseDir: string): string => path.join(caseDir, 'evidence', 'links')

export const linkEvidence = async (caseDir: string, file: ManifestFile): Promise<void> => {
  const link = path.join(linksDir(caseDir), linkName(file))
  await mkdir(path.dirname(link), { recursive: true })
  if ((await readlink(link).catch(() => null)) === file.path) return
  await rm(link, { force: true })
  await symlink(file.path, link)
}
