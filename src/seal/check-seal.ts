import { existsSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB, CASE_KEY, CASE_SEAL, CASE_SEAL_OPEN, EVIDENCE, LAKE } from '../domain/case-files.ts'
import type { Message } from '../domain/report-model.ts'
import { type FoundFile, caseFiles, digestOf } from './case-walk.ts'
import { inParallel } from './in-parallel.ts'
import { HASH_WIDTH, readSeal } from './seal.ts'
import { type SealedFile, sealRoot } from './seal-text.ts'

export interface SealCheck {
  readonly files: number
  /** Root of the seal as it stands, '' where there is none. */
  readonly root: string
  readonly failures: readonly Message[]
}

/** Hashes every file of the case, whatever its time says, and names each that is not as sealed. */
export const checkSeal = async (dir: string): Promise<SealCheck> => {
  const seal = readSeal(dir)
  if (seal === undefined) return { files: 0, root: '', failures: [noSeal(dir)] }
  const found = await caseFiles(dir)
  const failures = await compare(dir, seal.files, found)
  const root = sealRoot(seal.files) === seal.root ? [] : [{ code: 'seal/damaged', values: { file: CASE_SEAL } }]
  return { files: seal.files.length, root: seal.root, failures: [...root, ...failures] }
}

const noSeal = (dir: string): Message => {
  if (existsSync(path.join(dir, CASE_SEAL))) return { code: 'seal/damaged', values: { file: CASE_SEAL } }
  const code = existsSync(path.join(dir, CASE_SEAL_OPEN)) ? 'seal/not-closed' : 'seal/missing'
  return { code, values: { dir } }
}

/**
 * What was changed while no process had the case, by files whose length or time differ. People may edit `case.yaml`
 * (the ledger keeps its history) and reports (they are rendered again); the rest is nobody's to touch.
 */
export const changedWhileClosed = async (dir: string): Promise<readonly Message[]> => {
  const seal = readSeal(dir)
  if (seal === undefined) return []
  const found = (await caseFiles(dir)).filter((file) => isOurs(file.path))
  const stat = new Map(found.map((file) => [file.path, file]))
  const touched = seal.files.filter((file) => isOurs(file.path) && !looksSame(file, stat.get(file.path)))
  const failures = await compare(dir, touched, found)
  return failures.filter((failure) => failure.code !== 'seal/file-added')
}

const isOurs = (file: string): boolean =>
  [CASE_DB, CASE_KEY].includes(file) || [LAKE, EVIDENCE].some((folder) => file.startsWith(`${folder}/`))

const looksSame = (sealed: SealedFile, found: FoundFile | undefined): boolean =>
  found !== undefined && found.bytes === sealed.bytes && found.modified === sealed.modified

const compare = async (
  dir: string,
  sealed: readonly SealedFile[],
  found: readonly FoundFile[],
): Promise<readonly Message[]> => {
  const present = new Map(found.map((file) => [file.path, file]))
  const known = new Set(sealed.map((file) => file.path))
  const added = found
    .filter((file) => !known.has(file.path))
    .map((file) => ({ code: 'seal/file-added', values: { file: file.path } }))
  const checked = await inParallel(sealed, HASH_WIDTH, (file) => checkFile(dir, file, present.get(file.path)))
  return [...checked.flat(), ...added]
}

const checkFile = async (
  dir: string,
  sealed: SealedFile,
  found: FoundFile | undefined,
): Promise<readonly Message[]> => {
  if (found === undefined) return [{ code: 'seal/file-missing', values: { file: sealed.path, sha256: sealed.sha256 } }]
  try {
    const digest = await digestOf(dir, found)
    if (digest.sha256 === sealed.sha256 && digest.bytes === sealed.bytes) return []
    const values = {
      file: sealed.path,
      expected: sealed.sha256,
      found: digest.sha256,
      bytes: `${sealed.bytes}`,
      foundBytes: `${digest.bytes}`,
    }
    return [{ code: 'seal/file-changed', values }]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [{ code: 'seal/file-unreadable', values: { file: sealed.path, reason } }]
  }
}
