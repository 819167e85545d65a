/** One file as received, or one member of an archive. Registered before anything reads it; never modified. */
export interface ManifestFile {
  readonly number: number
  /** Path as given, made absolute. */
  readonly path: string
  /** Name inside a tar archive; null for a plain file. `sha256` and `bytes` are then the archive's. */
  readonly member: string | null
  readonly sha256: string
  /** Bytes on disk, as a decimal string. */
  readonly bytes: string
  /** Modification time, ISO 8601 UTC. */
  readonly modified: string
  readonly compression: Compression
  /** Number of the file with the same bytes that was registered first; such a file is not loaded. */
  readonly sameAs: number | null
}

export type Compression = '' | 'gz' | 'zst' | 'bz2' | 'xz' | 'lz4' | 'tar' | 'tar.gz' | 'tar.zst' | 'tar.bz2' | 'tar.xz'
