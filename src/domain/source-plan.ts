import type { AuthAction, EventField } from './case-config.ts'

/** How one source of this case is read: decided once, recorded in the ledger, shown to the user. */
export interface SourcePlan {
  readonly name: string
  readonly kind: string
  /** The format string, or '' for JSON lines. */
  readonly format: string
  readonly host: string
  /** IANA zone or ±hh:mm of times without offset; 'UTC' where nothing says otherwise. */
  readonly zone: string
  /** Deduced: from moments that a source with a known zone tells, too. */
  readonly zoneFrom: 'declared' | 'in the log' | 'deduced' | 'assumed'
  readonly log: 'access' | 'auth' | 'mixed'
  /** Event field → where it comes from; a field that is missing here is not in this log. */
  readonly fields: Partial<Readonly<Record<EventField, FieldOrigin>>>
  readonly actions: Partial<Readonly<Record<AuthAction, readonly string[]>>>
  /** Declared: so many proxies in front of the server are trusted, and the client is that entry of X-Forwarded-For from the right. */
  readonly proxies?: number
}

/** Where the list of X-Forwarded-For stands, by itself or as the address. */
export const forwardedIn = ({ fields }: Pick<SourcePlan, 'fields'>): FieldOrigin | undefined =>
  fields.forwarded ?? (/forwarded|xff/i.test(fields.src_ip?.from ?? '') ? fields.src_ip : undefined)

export interface FieldOrigin {
  readonly from: string
  readonly how: 'declared' | 'recognised' | 'guessed'
}

/** Lines of one file that was read: received = parsed + rejected + duplicates, always. */
export interface ReadLines {
  readonly file: number
  readonly path: string
  readonly sha256: string
  readonly bytes: bigint
  readonly source: string
  readonly received: bigint
  readonly parsed: bigint
  readonly rejected: bigint
  readonly duplicates: bigint
}

/** What became of one file that was handed in, or taken out of one; its lines balance, whatever that is. */
export interface FileLedger extends ReadLines {
  /** Lines of `opened` files are those of what was taken out of them; of one with the `same-bytes` as another, all are duplicates. */
  readonly fate: 'read' | 'opened' | 'same-bytes' | 'unread'
  /** The file registered before it that has the same bytes. */
  readonly sameAs: { readonly file: number; readonly path: string } | null
}

export interface SourceCoverage {
  readonly source: string
  readonly log: SourcePlan['log']
  readonly events: bigint
  /** ISO 8601 UTC, microseconds. */
  readonly first: string
  readonly last: string
  readonly holes: readonly Hole[]
}

/** A stretch without events where the source's own rhythm says there should have been `expected`. */
export interface Hole {
  readonly from: string
  readonly to: string
  readonly expected: number
}

/** Clock of an access source against the issuance log: issuance → first use lag below zero means it runs behind. */
export interface ClockSkew {
  readonly source: string
  readonly reference: string
  /** To be added to the source's times, seconds. */
  readonly correction: number
  /** Credentials the estimate rests on. */
  readonly pairs: bigint
}
