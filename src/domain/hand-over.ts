import { evidenceName, type ManifestFile } from './manifest.ts'
import type { FileLedger, ReadLines } from './source-plan.ts'

/**
 * A row for every file that was handed in and every one taken out of it, in the order of the manifest: those whose
 * lines were `read`, as they are; and those whose lines were not, each with what became of it. Lines of a file with the
 * same bytes as another are duplicates of that one's, so that received = parsed + rejected + duplicates holds of all.
 */
export const handedOver = (manifest: readonly ManifestFile[], read: readonly ReadLines[]): readonly FileLedger[] => {
  const rows = new Map(read.map((row): [number, FileLedger] => [row.file, { ...row, fate: 'read', sameAs: null }]))
  const files = new Map(manifest.map((file) => [file.number, file]))
  const stands = standsFor(manifest, new Set(rows.keys()))
  const twins = readTwins(manifest, new Set(rows.keys()))
  return manifest.map((file) => {
    const twin = files.get(file.sameAs ?? twins.get(file.number) ?? 0)
    return rows.get(file.number) ?? unreadRow(file, twin, stands(file.number), rows)
  })
}

/** Numbers of the files whose lines were read, one for every time that a file of the same bytes was handed in besides. */
export const readBesides = (manifest: readonly ManifestFile[], read: ReadonlySet<number>): readonly number[] => {
  const stands = standsFor(manifest, read)
  const twins = readTwins(manifest, read)
  return manifest
    .flatMap(({ number, sameAs }) =>
      read.has(number) || (sameAs === null && !twins.has(number)) ? [] : stands(number),
    )
    .sort((a, b) => a - b)
}

/** Of files that were gone when their turn came, the one of the same bytes that was read in their place. */
const readTwins = (manifest: readonly ManifestFile[], read: ReadonlySet<number>): ReadonlyMap<number, number> =>
  new Map(
    manifest.flatMap(({ number, sameAs }) =>
      sameAs !== null && read.has(number) && !read.has(sameAs) ? [[sameAs, number]] : [],
    ),
  )

const unreadRow = (
  file: ManifestFile,
  twin: ManifestFile | undefined,
  same: readonly number[],
  rows: ReadonlyMap<number, FileLedger>,
): FileLedger => {
  const lines = twin === undefined ? 0n : same.reduce((sum, number) => sum + (rows.get(number)?.received ?? 0n), 0n)
  return {
    file: file.number,
    path: evidenceName(file),
    sha256: file.sha256,
    bytes: BigInt(file.bytes),
    source: twin === undefined ? '' : (rows.get(twin.number)?.source ?? ''),
    fate: twin === undefined ? (file.opened === '' || same.length === 0 ? 'unread' : 'opened') : 'same-bytes',
    sameAs: twin === undefined ? null : { file: twin.number, path: evidenceName(twin) },
    received: lines,
    parsed: 0n,
    rejected: 0n,
    duplicates: lines,
  }
}

/** Of a file, those whose lines are its own: itself, what was taken out of it, or the file with the same bytes. */
const standsFor = (
  manifest: readonly ManifestFile[],
  read: ReadonlySet<number>,
): ((number: number) => readonly number[]) => {
  const files = new Map(manifest.map((file) => [file.number, file]))
  const within = new Map<number, ManifestFile[]>()
  for (const file of manifest) {
    if (file.from !== null) within.set(file.from, [...(within.get(file.from) ?? []), file])
  }
  const known = new Map<number, readonly number[]>()
  const twins = readTwins(manifest, read)
  const look = (number: number): readonly number[] => {
    const told = known.get(number)
    if (told !== undefined) return told
    known.set(number, []) // An archive may hold itself.
    const sameAs = files.get(number)?.sameAs ?? twins.get(number) ?? null
    const found = read.has(number)
      ? [number]
      : sameAs === null
        ? (within.get(number) ?? []).flatMap((file) => look(file.number))
        : look(sameAs)
    known.set(number, found)
    return found
  }
  return look
}
