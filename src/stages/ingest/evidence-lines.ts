import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { linkName, linksDir } from '../acquire/places.ts'
import { parquetLines } from './parquet-lines.ts'

/** Rows that are read and worked on together: so few that what many expressions make of them stays in the processor's cache. */
export const BLOCK = { text: '16384', params: {} } as const satisfies Sql
const BLOCK_BYTES = { text: '67108864', params: {} } as const satisfies Sql

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

/** Of so few bytes, as they lie on disk, a file is small. */
const SMALL = 1024n * 1024n
const SMALL_PACKED = 64n * 1024n
const FEW = 8

const areManySmall = (files: readonly ManifestFile[]): boolean =>
  files.length > FEW &&
  files.every(({ bytes, compression }) => BigInt(bytes) <= (compression === '' ? SMALL : SMALL_PACKED))

/**
 * Every file is a block of its own, however short, and what passes over lines costs as much for a short block as for a
 * long one: where many files are small their blocks are joined, which the engine does before a join, so there is one.
 */
export const inLongBlocks = (
  files: readonly ManifestFile[],
  rows: Sql,
): { readonly rows: Sql; readonly settings: Sql } =>
  areManySmall(files)
    ? {
        rows: sql`(SELECT line, file_number, line_number FROM ${rows} AS of_files CROSS JOIN (SELECT 1 AS once) AS of_nothing)`,
        settings: sql`min_joined_block_size_rows = ${BLOCK}, min_joined_block_size_bytes = ${BLOCK_BYTES}, input_format_parallel_parsing = 0,`,
      }
    : { rows, settings: sql`` }

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
