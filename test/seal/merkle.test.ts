import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceDigest, merkleRoot } from '../../src/seal/merkle.ts'

/** RFC 6962, section 2.1, word for word: split at the largest power of two smaller than n. */
const byTheBook = (leaves: readonly Uint8Array[]): Buffer => {
  const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
  const [first] = leaves
  if (first === undefined) return sha256()
  if (leaves.length === 1) return sha256(Uint8Array.of(0), first)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha256(Uint8Array.of(1), byTheBook(leaves.slice(0, k)), byTheBook(leaves.slice(k)))
}

describe('the Merkle root', () => {
  it('is the one that RFC 6962 defines', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 40 }), (leaves) => {
        expect(merkleRoot(leaves).toString('hex')).toBe(byTheBook(leaves).toString('hex'))
      }),
    )
  })

  it('of nothing is the digest of nothing', () => {
    expect(merkleRoot([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('of the evidence does not depend on the order of files', () => {
    const files = [1, 2, 3].map((n) => ({ sha256: String(n).repeat(64), bytes: BigInt(n) }))
    expect(evidenceDigest([...files].reverse())).toBe(evidenceDigest(files))
    expect(evidenceDigest(files.slice(1))).not.toBe(evidenceDigest(files))
  })
})
