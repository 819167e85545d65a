import { open } from 'node:fs/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import { BadData } from './bad-data.ts'

/** Input is fed in pieces of so many bytes, and where it fails again in smaller ones. */
const PIECES = [64 * 1024, 1024, 1] as const
const [COARSE] = PIECES

/**
 * Decompresses gzip, members after one another as one. What can be read before a tear or a damaged byte is delivered to
 * the last byte, then `BadData` is thrown: at a damaged place the input is fed again byte by byte, for the decompressor
 * drops what one piece gave before it failed.
 */
export const gunzip = async function* (file: string | Buffer): AsyncIterable<Buffer> {
  let [delivered, fineFrom] = [0, 0]
  for (const size of PIECES) {
    const feed = new Feed()
    let skip = delivered
    for await (const piece of pieces(file, fineFrom, size)) {
      for (const chunk of await feed.give(piece)) {
        const fresh = chunk.subarray(Math.min(skip, chunk.length))
        skip -= chunk.length - fresh.length
        delivered += fresh.length
        if (fresh.length > 0) yield fresh
      }
      if (feed.failed) break
    }
    if (!feed.failed) {
      if (await feed.isWhole()) return
      break
    }
    fineFrom = feed.taken
  }
  throw new BadData('gzip')
}

/** One piece at a time, and all that it gives, so that nothing waits in between when a later piece fails. */
class Feed {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: 256 * 1024 })
  #output: Buffer[] = []
  #taken = 0
  #settle: () => void = () => undefined
  failed = false

  constructor() {
    this.#gunzip.on('data', (chunk: Buffer) => this.#output.push(chunk))
    // A write that fails never calls back.
    this.#gunzip.on('error', () => {
      this.failed = true
      this.#settle()
    })
  }

  /** Input bytes of pieces that did not fail. */
  get taken(): number {
    return this.#taken
  }

  async give(piece: Buffer): Promise<readonly Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#settle = resolve
      this.#gunzip.write(piece, () => resolve())
    })
    await new Promise(setImmediate)
    if (!this.failed) this.#taken += piece.length
    const output = this.#output
    this.#output = []
    return output
  }

  /** False where the data ends within a member. */
  async isWhole(): Promise<boolean> {
    this.#gunzip.end()
    await new Promise<void>((resolve) => this.#gunzip.once('close', () => resolve()))
    return !this.failed
  }
}

/** Coarse pieces up to a place, then pieces of `size`. */
const pieces = async function* (file: string | Buffer, fineFrom: number, size: number): AsyncIterable<Buffer> {
  const handle = await open(file)
  try {
    for (let at = 0; ; ) {
      const most = at < fineFrom ? Math.min(COARSE, fineFrom - at) : size
      const piece = Buffer.allocUnsafe(most)
      const { bytesRead } = await handle.read(piece, 0, most, at)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}
