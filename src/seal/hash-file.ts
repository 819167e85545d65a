import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export interface FileDigest {
  readonly sha256: string
  readonly bytes: bigint
}

/** SHA-256 and length of a file, or of its first `most` bytes, streamed. */
export const hashFile = async (file: string | Buffer, most = Number.POSITIVE_INFINITY): Promise<FileDigest> => {
  const hash = createHash('sha256')
  let bytes = 0n
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK, end: most - 1 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += BigInt(chunk.length)
  }
  return { sha256: hash.digest('hex'), bytes }
}

const CHUNK = 1024 * 1024
