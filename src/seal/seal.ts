import { existsSync, readFileSync, renameSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { CASE_SEAL, CASE_SEAL_OPEN } from '../domain/case-files.ts'
import { type FoundFile, caseFiles, digestOf } from './case-walk.ts'
import { inParallel } from './in-parallel.ts'
import { type Seal, type SealedFile, parseSeal, sealRoot, sealText } from './seal-text.ts'

/** Files hashed at once: one is read while another is digested. */
export const HASH_WIDTH = 2

export const readSeal = (dir: string, name: string = CASE_SEAL): Seal | undefined => {
  const file = path.join(dir, name)
  return existsSync(file) ? parseSeal(readFileSync(file, 'utf8')) : undefined
}

/** Sets the seal aside for as long as a process works on the case. */
export const markOpen = (dir: string): void => {
  const sealed = path.join(dir, CASE_SEAL)
  if (existsSync(sealed)) renameSync(sealed, path.join(dir, CASE_SEAL_OPEN))
}

/**
 * Seals every file of a closed case and returns the root. A file whose length and time have not changed since the last
 * seal keeps its digest from there: that saves time, and a byte changed behind its back still shows when verified.
 */
export const sealCase = async (dir: string): Promise<string> => {
  const before = new Map((readSeal(dir, CASE_SEAL_OPEN) ?? readSeal(dir))?.files.map((file) => [file.path, file]))
  const files = await inParallel(await caseFiles(dir), HASH_WIDTH, (file) =>
    sealedFile(dir, file, before.get(file.path)),
  )
  await writeDurably(path.join(dir, CASE_SEAL), sealText(files))
  await rm(path.join(dir, CASE_SEAL_OPEN), { force: true })
  return sealRoot(files)
}

const sealedFile = async (dir: string, file: FoundFile, before: SealedFile | undefined): Promise<SealedFile> => {
  const same = before !== undefined && before.bytes === file.bytes && before.modified === file.modified
  const digest = same ? before : await digestOf(dir, file)
  return { path: file.path, sha256: digest.sha256, bytes: digest.bytes, modified: file.modified }
}

const writeDurably = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.new`
  const handle = await open(draft, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}
