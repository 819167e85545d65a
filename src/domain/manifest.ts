/** One file as received, or one taken out of it. Registered before anything else reads it; never modified. */
export interface ManifestFile {
  readonly number: number
  /** Path as given, made absolute; bytes that are no UTF-8 as in `domain/path-bytes.ts`. */
  readonly path: string
  /** Name inside an archive, `outer::inner` for an archive in an archive; null for a file as received. */
  readonly member: string | null
  readonly sha256: string
  /** Bytes on disk, as a decimal string. */
  readonly bytes: string
  /** Modification time, ISO 8601 UTC with as many decimals as the file system keeps. */
  readonly modified: string
  readonly compression: Compression
  /** Number of the file with the same bytes that was registered first; such a file is not loaded. */
  readonly sameAs: number | null
  /** '' : its lines are read. Else what it was opened as; then only what was taken out of it is read. */
  readonly opened: Opened
  /** Number of the file that this one was taken out of; null for a file as received. */
  readonly from: number | null
  /** Where the bytes are, relative to the case; null where they stayed at `path`. */
  readonly stored: string | null
  /** Begins with a UTF-8 byte order mark, which belongs to no line. */
  readonly bom: boolean
  /** Number of the registered file that this one begins with, byte for byte: a log that has grown since. */
  readonly extends: number | null
  /** Of a Parquet file, whose rows stand for lines. */
  readonly columns?: readonly TableColumn[]
}

/** A column of a table, its type in the engine's words. */
export type TableColumn = Readonly<Record<'name' | 'type', string>>

/** Read by the engine as it is, except .bz2. */
export type Compression = '' | 'gz' | 'zst' | 'bz2' | 'xz' | 'lz4'

/** '7z' is known and not opened, as RAR is; so is a table that cannot be read, 'damaged'. */
export type Opened =
  | ''
  | 'tar'
  | 'zip'
  | '7z'
  | 'compressed'
  | 'utf-16le'
  | 'utf-16be'
  | 'euc-kr'
  | 'shift_jis'
  | 'damaged'
  | 'long-lines'
  | 'cr-lines'
  | 'cell-breaks'
  | 'colours'
  | 'partial-lines'
  | 'sql-tables'
  | 'json-records'
  | 'xml-events'
  | 'journal-export'
  | 'audit-sections'
  | 'pretty-records'
  | 'markup-tables'

/** How a file is named to people. */
export const evidenceName = (file: Pick<ManifestFile, 'path' | 'member'>): string =>
  file.member === null ? file.path : `${file.path}::${file.member}`
