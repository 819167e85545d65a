import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { linkName, linksDir } from '../acquire/places.ts'
import { parquetLines } from './parquet-lines.ts'

/** Files that one statement can read: same kind of compression, and of tables the same columns. */
export interface Readable {
  readonly files: readonly ManifestFile[]
  /** `file(…)` table function over them, with `line`, `_file` and `_row_number`. */
  readonly from: Sql
  /** Manifest number of a row, UInt32. */
  readonly number: Sql
}

export const readable = (caseDir: string, files: readonly ManifestFile[]): Readable => {
  const names = files.map(linkName)
  const [name = ''] = names
  const location = path.join(linksDir(caseDir), names.length === 1 ? name : `{${names.join(',')}}`)
  const columns = files[0]?.columns
  const source =
    columns === undefined
      ? sql`file(${bind('String', location)}, 'LineAsString', 'line String')`
      : parquetLines(location, columns)
  return {
    files,
    from: files.some((file) => file.bom) ? withoutMark(source) : source,
    number: sql`toUInt32(splitByChar('.', toString(_file))[1])`,
  }
}

/** A byte order mark belongs to the file, not to its first line. */
const withoutMark = (source: Sql): Sql =>
  sql`(SELECT if(_row_number = 0 AND startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line) AS line, _file, _row_number FROM ${source})`

const formOf = ({ compression, bom, columns }: ManifestFile): string => JSON.stringify([compression, bom, columns])

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
    const [last] = batch ?? []
    const together = last !== undefined && formOf(last) === formOf(file)
    if (batch !== undefined && together && batch.length < maxFiles && size + BigInt(file.bytes) <= maxBytes) {
      batch.push(file)
      size += BigInt(file.bytes)
    } else {
      batches.push([file])
      size = BigInt(file.bytes)
    }
  }
  return batches
}
