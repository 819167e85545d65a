import { createHash } from 'node:crypto'

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** Merkle tree hash of RFC 6962, section 2.1: leaves and nodes are told apart by a prefix byte. */
export const merkleRoot = (leaves: readonly Uint8Array[]): Buffer => {
  if (leaves.length === 0) return sha256()
  let level = leaves.map((leaf) => sha256(LEAF, leaf))
  while (level.length > 1) level = level.flatMap((node, i) => pairUp(level, node, i))
  return level[0] ?? sha256()
}

/** Pairing neighbours and carrying an odd last node up gives the same root as the RFC's split at a power of two. */
const pairUp = (level: readonly Buffer[], node: Buffer, i: number): readonly Buffer[] => {
  if (i % 2 === 1) return []
  const right = level[i + 1]
  return [right === undefined ? node : sha256(NODE, node, right)]
}

/** One digest for all evidence: the Merkle root over the sorted `sha256 bytes` lines of the files, hex. */
export const evidenceDigest = (
  files: readonly { readonly sha256: string; readonly bytes: string | bigint }[],
): string =>
  merkleRoot(
    files
      .map((file) => `${file.sha256} ${file.bytes}`)
      .sort()
      .map((line) => Buffer.from(line)),
  ).toString('hex')
