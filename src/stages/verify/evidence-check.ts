import { existsSync } from 'node:fs'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import { fsPath } from '../../domain/path-bytes.ts'
import type { Message } from '../../domain/report-model.ts'
import { type FileDigest, hashFile } from '../../seal/hash-file.ts'
import { inParallel } from '../../seal/in-parallel.ts'
import { HASH_WIDTH } from '../../seal/seal.ts'
import { locationOf } from '../acquire/places.ts'
import { type Check, done } from './result.ts'

/** Hashes every evidence file again and compares with the manifest; of a log that has grown, as much as was registered. */
export const checkEvidence = async (root: string, manifest: readonly ManifestFile[]): Promise<Check> => {
  const registered = manifest.filter((file) => file.sha256 !== '')
  const failures = await inParallel(registered, HASH_WIDTH, (file) => checkFile(root, file, registered))
  return done('verify/evidence', registered.length, failures.flat())
}

const checkFile = async (
  root: string,
  file: ManifestFile,
  manifest: readonly ManifestFile[],
): Promise<readonly Message[]> => {
  const known = { file: evidenceName(file), number: file.number, expected: file.sha256, bytes: file.bytes }
  const location = fsPath(locationOf(root, file))
  if (!existsSync(location)) return [{ code: 'verify/evidence-missing', values: known }]
  try {
    const grown = manifest.some((other) => other.extends === file.number)
    const found = await hashFile(location, grown ? Number(file.bytes) : undefined)
    if (found.sha256 === file.sha256 && `${found.bytes}` === file.bytes) return []
    return [different(known, found, manifest)]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [{ code: 'verify/evidence-unreadable', values: { ...known, reason } }]
  }
}

/** A file that now holds the bytes of another registered one was swapped. */
const different = (known: Message['values'], found: FileDigest, manifest: readonly ManifestFile[]): Message => {
  const values = { ...known, found: found.sha256, foundBytes: `${found.bytes}` }
  const other = manifest.find((file) => file.sha256 === found.sha256)
  return other === undefined
    ? { code: 'verify/evidence-changed', values }
    : { code: 'verify/evidence-swapped', values: { ...values, holds: evidenceName(other) } }
}
