/** One file as received. Registered before anything reads it; never modified. */
export interface ManifestFile {
  readonly number: number
  /** Path as given, made absolute. */
  readonly path: string
  readonly sha256: string
  /** Bytes on disk, as a decimal string. */
  readonly bytes: string
  /** Modification time, ISO 8601 UTC. */
  readonly modified: string
  /** Number of the file with the same bytes that was registered first; such a file is not loaded. */
  readonly sameAs: number | null
}
