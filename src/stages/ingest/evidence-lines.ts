import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { linkName, linksDir } from '../acquire/links.ts'

/** Files that one statement can read: same kind of compression; members of one archive together. */
export interface Readable {
  readonly files: readonly ManifestFile[]
  /** `file(…)` table function over them, with `line`, `_file` and `_row_number`. */
  readonly from: Sql
  /** Manifest number of a row, UInt32. */
  readonly number: Sql
}

export const readable = (caseDir: string, files: readonly ManifestFile[]): Readable => {
  const [first] = files
  if (first === undefined) throw new Error('nothing to read')
  const dir = linksDir(caseDir)
  if (first.member !== null) {
    const members = bind(
      'Array(String)',
      files.map((file) => file.member ?? ''),
    )
    const numbers = bind(
      'Array(UInt32)',
      files.map((file) => file.number),
    )
    return {
      files,
      from: source(`${path.join(dir, linkName(archiveOf(first, files)))} :: **`),
      number: sql`transform(toString(_file), ${members}, ${numbers}, toUInt32(0))`,
    }
  }
  const names = files.map(linkName)
  const name = names.length === 1 ? (names[0] ?? '') : `{${names.join(',')}}`
  return { files, from: source(path.join(dir, name)), number: sql`toUInt32(splitByChar('.', toString(_file))[1])` }
}

/** The archive's link carries the number of its first member. */
const archiveOf = (
  file: ManifestFile,
  members: readonly ManifestFile[],
): Pick<ManifestFile, 'number' | 'compression'> => ({
  number: Math.min(...members.map(({ number }) => number)),
  compression: file.compression,
})

const source = (location: string): Sql => sql`file(${bind('String', location)}, 'LineAsString', 'line String')`

/** Groups of files that can be read together, in manifest order, each below a size so that progress is kept. */
export const batchesOf = (
  files: readonly ManifestFile[],
  maxBytes: bigint,
  maxFiles: number,
): readonly (readonly ManifestFile[])[] => {
  const batches: ManifestFile[][] = []
  let size = 0n
  for (const file of files) {
    const batch = batches.at(-1)
    const last = batch?.at(-1)
    const together = last !== undefined && last.compression === file.compression && sameArchive(last, file)
    if (
      batch !== undefined &&
      together &&
      (file.member !== null || (batch.length < maxFiles && size + BigInt(file.bytes) <= maxBytes))
    ) {
      batch.push(file)
      size += BigInt(file.bytes)
    } else {
      batches.push([file])
      size = BigInt(file.bytes)
    }
  }
  return batches
}

const sameArchive = (a: ManifestFile, b: ManifestFile): boolean =>
  a.member === null ? b.member === null : b.member !== null && a.path === b.path && a.sha256 === b.sha256
