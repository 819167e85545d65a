import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export interface FileDigest {
  readonly sha256: string
  readonly bytes: bigint
}

/** SHA-256 and length of a file, streamed. */
export const hashFile = async (file: string): Promise<FileDigest> => {
  const hash = createHash('sha256')
  let bytes = 0n
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += BigInt(chunk.length)
  }
  return { sha256: hash.digest('hex'), bytes }
}

const CHUNK = 1024 * 1024
