import { createHash } from 'node:crypto'

/** A ledger entry as stored: `body` is canonical JSON text, so what is hashed is what lies on disk. */
export interface ChainEntry {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly key: string
  readonly body: string
  readonly prev: string
  readonly hash: string
}

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64)

export type ChainFault = 'sequence' | 'prev' | 'hash'

/** SHA-256 of the canonical JSON of `[seq, at, kind, key, body, prev]`. */
export const entryHash = (entry: Omit<ChainEntry, 'hash'>): string => {
  const { seq, at, kind, key, body, prev } = entry
  const [shownAt, shownKind, shownKey, shownPrev] = [at, kind, key, prev].map((text) => JSON.stringify(text))
  return createHash('sha256').update(`[${seq},${shownAt},${shownKind},${shownKey},${body},${shownPrev}]`).digest('hex')
}

/** Every entry that does not follow from the one before it. A deleted entry shows at the one after it. */
export function* chainFaults(
  entries: Iterable<ChainEntry>,
): Iterable<{ readonly seq: number; readonly fault: ChainFault }> {
  let before = { seq: 0, hash: GENESIS }
  for (const entry of entries) {
    const fault = faultOf(entry, before)
    if (fault !== undefined) yield { seq: entry.seq, fault }
    before = entry
  }
}

const faultOf = (
  entry: ChainEntry,
  before: { readonly seq: number; readonly hash: string },
): ChainFault | undefined => {
  if (entry.seq !== before.seq + 1) return 'sequence'
  if (entry.prev !== before.hash) return 'prev'
  return entry.hash === entryHash(entry) ? undefined : 'hash'
}
