import { BadData } from '../bad-data.ts'
import { BitReader, OutOfBits } from './bit-reader.ts'
import { readBlock } from './read-block.ts'

/** More than the longest compressed block can be: 900,000 bytes at 20 bits, and its tables. */
const AHEAD = 3 * 1024 * 1024
const BLOCK_HIGH = 0x314159
const BLOCK_LOW = 0x265359
const END_HIGH = 0x177245
const END_LOW = 0x385090

/**
 * Decompresses bzip2, which the engine's build leaves out; several streams after one another are one. Yields whole
 * blocks; where the data ends too soon or a check sum differs, `BadData` is thrown after the last good block.
 */
export const bunzip2 = async function* (chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const source = new Ahead(chunks)
  for (let streams = 0; ; streams++) {
    await source.fill()
    if (source.bytes.length === 0 && streams > 0) return
    const level = levelOf(source.bytes)
    if (level === null) throw new BadData(streams === 0 ? 'not bzip2' : 'bytes after the end')
    let bit = 32
    for (let open = true; open; ) {
      source.drop(Math.floor(bit / 8))
      bit %= 8
      await source.fill()
      const bits = new BitReader(source.bytes, 0)
      bits.alignTo(bit)
      const text = orEnd(() => nextBlock(bits, level * 100_000))
      if (text === null) open = false
      else yield text
      bit = bits.taken
    }
    source.drop(Math.ceil(bit / 8))
  }
}

/** Null at the end of a stream. */
const nextBlock = (bits: BitReader, blockSize: number): Buffer | null => {
  const [high, low] = [bits.bits(24), bits.bits(24)]
  if (high === BLOCK_HIGH && low === BLOCK_LOW) return readBlock(bits, blockSize)
  if (high !== END_HIGH || low !== END_LOW) throw new BadData('no block')
  bits.word()
  return null
}

const orEnd = <T>(read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof OutOfBits ? new BadData('ends too soon') : error
  }
}

const levelOf = (bytes: Uint8Array): number | null => {
  const [b, z, h, digit = 0] = bytes
  const level = digit - 48
  return b === 0x42 && z === 0x5a && h === 0x68 && level >= 1 && level <= 9 ? level : null
}

/** Input with enough of it at hand for one block. */
class Ahead {
  bytes: Uint8Array = new Uint8Array(0)
  readonly #chunks: AsyncIterator<Uint8Array>
  #ended = false

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async fill(): Promise<void> {
    if (this.#ended || this.bytes.length >= AHEAD) return
    const parts = [this.bytes]
    let length = this.bytes.length
    while (!this.#ended && length < 2 * AHEAD) {
      const { done, value } = await this.#chunks.next()
      if (done === true) this.#ended = true
      else {
        parts.push(value)
        length += value.length
      }
    }
    this.bytes = Buffer.concat(parts)
  }

  drop(count: number): void {
    this.bytes = this.bytes.subarray(count)
  }
}
