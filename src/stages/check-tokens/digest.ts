import { createHash } from 'node:crypto'
import type { TokenVerdict } from '../../domain/token-keys.ts'
import { type Sql, sql } from '../../engine/sql.ts'

export interface CheckedRow {
  /** Keyed hash of the token, decimal. */
  readonly credential: string
  readonly verdict: TokenVerdict
  readonly key: string
}

/** How many verdicts, and all of them in one number that does not depend on their order. */
export interface TokenDigest {
  readonly rows: number
  /** Exclusive or of the first 128 bits of each row's SHA-256, decimal. */
  readonly digest: string
}

export const NOTHING_CHECKED: TokenDigest = { rows: 0, digest: '0' }

export const addRow = ({ rows, digest }: TokenDigest, { credential, verdict, key }: CheckedRow): TokenDigest => {
  const hash = createHash('sha256').update(`${credential} ${verdict} ${key}`).digest()
  const number = hash.readBigUInt64LE(0) | (hash.readBigUInt64LE(8) << 64n)
  return { rows: rows + 1, digest: String(BigInt(digest) ^ number) }
}

/** The same by the engine, over the table. */
export const storedDigest: Sql = sql`
  SELECT count() AS rows, toString(groupBitXor(reinterpretAsUInt128(substring(SHA256(concat(toString(credential), ' ', verdict, ' ', key)), 1, 16)))) AS digest
  FROM evidence.token_check`
