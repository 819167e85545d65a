import { createHash, type Hash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'

export interface FileDigest {
  readonly sha256: string
  readonly bytes: bigint
}

/** SHA-256 and length of a file, or of its first `most` bytes, streamed. */
export const hashFile = async (file: string | Buffer, most = Number.POSITIVE_INFINITY): Promise<FileDigest> =>
  ofSmallFile(file, most) ?? ofStream(file, most)

const CHUNK = 1024 * 1024
const SMALL = 64 * 1024
const smallPiece = Buffer.allocUnsafe(SMALL)

/** A case is made of a thousand small files, and a stream takes a large buffer for each; none where it is no small one. */
const ofSmallFile = (file: string | Buffer, most: number): FileDigest | undefined => {
  const descriptor = openSync(file, 'r')
  try {
    let length = 0
    for (let read = -1; read !== 0; length += read) {
      if (length === SMALL) return undefined
      read = readSync(descriptor, smallPiece, length, SMALL - length, length)
    }
    const bytes = Math.min(length, most)
    return digestOf(createHash('sha256').update(smallPiece.subarray(0, bytes)), bytes)
  } finally {
    closeSync(descriptor)
  }
}

const ofStream = async (file: string | Buffer, most: number): Promise<FileDigest> => {
  const hash = createHash('sha256')
  let bytes = 0n
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK, end: most - 1 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += BigInt(chunk.length)
  }
  return digestOf(hash, bytes)
}

const digestOf = (hash: Hash, bytes: number | bigint): FileDigest => ({
  sha256: hash.digest('hex'),
  bytes: BigInt(bytes),
})
