import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EVIDENCE } from '../domain/case-files.ts'
import { literal, sql } from '../engine/sql.ts'
import { canonicalJson } from '../seal/canonical-json.ts'
import type { Case } from '../store/case.ts'
import type { Json } from '../store/case-store.ts'
import { addRow, type CheckedRow, NOTHING_CHECKED, type TokenDigest } from './check-tokens/digest.ts'
import { tokensIn } from './check-tokens/tokens-in.ts'
import { checkToken, readyKeys } from './check-tokens/verify-token.ts'
import { batchesIn } from './ingest/batches.ts'

/** What the ledger knows of the verdicts: by which keys, over which batches, and what came of it. */
export interface TokenDocument extends TokenDigest {
  /** SHA-256 over the keys, canonical JSON. */
  readonly keys: string
  readonly batches: readonly number[]
}

/**
 * Verifies every token that the logs show with the keys that were handed over, and writes the verdict, by the token's hash,
 * to `evidence.token_check`. The engine reads the evidence once more, for this alone, and hands out each token of a batch
 * once; the token itself is nowhere kept. Nothing is done without keys, or where keys and batches are those of the last time.
 */
export const checkTokens = async (theCase: Case): Promise<void> => {
  const { engine, store, tokenKeys } = theCase
  const known = (store.get('case', 'tokens') ?? null) as unknown as TokenDocument | null
  if (tokenKeys.keys.length === 0 && known === null && (await isEmpty(theCase))) return
  const now = { keys: keysDigest(theCase), batches: batchesIn(theCase).map(({ number }) => number) }
  if (known !== null && canonicalJson({ keys: known.keys, batches: [...known.batches] }) === canonicalJson(now)) return
  await engine.run(sql`TRUNCATE TABLE evidence.token_check`)
  if (tokenKeys.keys.length === 0) return store.put('case', 'tokens', null)
  let digest = NOTHING_CHECKED
  const file = path.join(theCase.dir, EVIDENCE, 'token-verdicts.tsv')
  try {
    const text = async function* (): AsyncIterable<string> {
      for await (const row of verdicts(theCase)) {
        digest = addRow(digest, row)
        yield `${row.credential}\t${row.verdict}\t${escaped(row.key)}\n`
      }
    }
    await pipeline(Readable.from(text()), createWriteStream(file, { mode: 0o600 }))
    if (digest.rows > 0)
      await engine.run(
        sql`INSERT INTO evidence.token_check SELECT * FROM file(${literal(file)}, 'TabSeparated', 'credential UInt128, verdict String, key String')`,
      )
  } finally {
    await rm(file, { force: true })
  }
  store.put('case', 'tokens', { ...now, ...digest })
}

/** A run that was killed may have left verdicts that the ledger does not know. */
const isEmpty = async ({ engine }: Case): Promise<boolean> =>
  (await engine.row<{ n: string }>(sql`SELECT count() AS n FROM evidence.token_check`)).n === '0'

const keysDigest = ({ tokenKeys }: Case): string =>
  createHash('sha256')
    .update(canonicalJson(tokenKeys.keys as unknown as Json))
    .digest('hex')

/** A key's name in tab-separated text: of its signs only those that separate nothing. */
const escaped = (text: string): string => text.replace(/[\\\t\n\r\0]/g, '?')

/** Every token of the case once, verified. */
export const verdicts = async function* (theCase: Case): AsyncIterable<CheckedRow> {
  const keys = readyKeys(theCase.tokenKeys.keys, theCase.tokenKeys.secrets)
  for await (const { credential, token } of tokensIn(theCase)) yield { credential, ...checkToken(token, keys) }
}
