import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { BadData } from './bad-data.ts'

const PIECE = 16 * 1024
/** Input that may wait between the file and the decompressor. */
const MARGIN = 4 * PIECE

/**
 * Decompresses gzip, members after one another as one. What can be read before a tear or a damaged byte is delivered to
 * the last byte: there the input is fed byte by byte, for the decompressor drops what one piece gave before it failed.
 */
export const gunzip = async function* (file: string | Buffer): AsyncIterable<Buffer> {
  let delivered = 0
  const first = createReadStream(file, { highWaterMark: PIECE })
  const rough = attempt(first)
  try {
    for await (const chunk of rough.output) {
      delivered += chunk.length
      yield chunk
    }
    return
  } catch (error) {
    if (!isOfData(error)) throw error
  }
  const fine = attempt(Readable.from(pieces(file, Math.max(0, rough.taken() - MARGIN)), { objectMode: false }))
  let skip = delivered
  try {
    for await (const chunk of fine.output) {
      const fresh = chunk.subarray(Math.min(skip, chunk.length))
      skip -= chunk.length - fresh.length
      if (fresh.length > 0) yield fresh
    }
  } catch (error) {
    if (!isOfData(error)) throw error
  }
  throw new BadData('gzip')
}

interface Attempt {
  readonly output: AsyncIterable<Buffer>
  /** Input bytes given to the decompressor. */
  readonly taken: () => number
}

/** A torn end is no error here: what was read so far is flushed, and the engine has said that it is torn. */
const attempt = (input: Readable): Attempt => {
  const gunzipping = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 })
  pipeline(input, gunzipping, () => undefined)
  return { output: gunzipping, taken: () => gunzipping.bytesWritten }
}

const isOfData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

const pieces = async function* (file: string | Buffer, fineFrom: number): AsyncIterable<Buffer> {
  const handle = await open(file)
  try {
    for (let at = 0; ; ) {
      const piece = Buffer.alloc(PIECE)
      const { bytesRead } = await handle.read(piece, 0, PIECE, at)
      if (bytesRead === 0) return
      if (at + bytesRead <= fineFrom) yield piece.subarray(0, bytesRead)
      else for (let i = 0; i < bytesRead; i++) yield piece.subarray(i, i + 1)
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}
