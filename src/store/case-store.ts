import type { Json } from '../domain/json.ts'

export type { Json } from '../domain/json.ts'

/**
 * The case store: an append-only, hash-chained ledger and its projection, the latest document of each (kind, key),
 * written in one transaction. `hash = SHA-256(canonical JSON of [seq, at, kind, key, body, prev])`.
 */
export interface CaseStore {
  /** Appends and projects, unless the latest document of (kind, key) is already equal: then nothing changes. */
  put(kind: DocumentKind, key: string, body: Json): void
  /** All or nothing. */
  transaction(work: () => void): void
  get(kind: DocumentKind, key: string): Json | undefined
  /** Latest documents of a kind, by key (numeric keys numerically); those withdrawn, that is put as null, left out. */
  list(kind: DocumentKind): readonly { readonly key: string; readonly body: Json }[]
  ledger(): Iterable<LedgerEntry>
  close(): void
}

export type DocumentKind =
  | 'case' // key 'config' | 'window' | 'day' | …
  | 'file' // key: file number; ManifestFile
  | 'problem' // key: path; Message
  | 'plan' // key: source name; SourcePlan
  | 'batch' // key: batch number; { files: number[] }: loaded in full
  | 'lines' // key: file number; ReadLines
  | 'coverage' // key: source
  | 'clock' // key: source
  | 'zone' // key: source; DeducedZone
  | 'finding' // key: finding id
  | 'report' // key 'latest': digests of the rendered files

export interface LedgerEntry {
  readonly seq: number
  /** ISO 8601 UTC wall-clock time of writing. */
  readonly at: string
  readonly kind: DocumentKind
  readonly key: string
  readonly body: Json
  readonly prev: string
  readonly hash: string
}
