import { createHash } from 'node:crypto'
import type { Compression } from '../../domain/manifest.ts'
import { type FrameWalk, frameWalk } from './frame-end.ts'
import { HEAD_BYTES } from './head-bytes.ts'
import { compressionOf } from './sniff.ts'

/** What one pass over bytes tells. */
export interface Digested {
  readonly sha256: string
  readonly bytes: bigint
  readonly compression: Compression
  readonly head: Buffer
  /** Compressed data that stops inside a frame. */
  readonly torn: boolean
  /** Whether a double quote is among the bytes: where none is, no cell of a table stands between quotes. */
  readonly hasQuote: boolean
  /** Length → digest of the first so many bytes. */
  readonly prefixes: ReadonlyMap<bigint, string>
}

/** Fed with chunks in order: their hash, their beginning, and beside it the hash of every beginning of a marked length. */
export class Digest {
  readonly #hash = createHash('sha256')
  readonly #prefixes = new Map<bigint, string>()
  readonly #marks: bigint[]
  #head: Buffer = Buffer.alloc(0)
  #walk: FrameWalk | null = null
  #bytes = 0n
  #hasQuote = false

  constructor(marks: readonly bigint[] = []) {
    this.#marks = [...marks].sort((a, b) => (a < b ? -1 : Number(a > b)))
  }

  feed(chunk: Uint8Array): void {
    this.#look(chunk)
    this.#hasQuote ||= Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).includes(QUOTE)
    let from = 0
    const end = this.#bytes + BigInt(chunk.length)
    for (let mark = this.#marks[0]; mark !== undefined && mark <= end; mark = this.#marks[0]) {
      const upTo = Number(mark - this.#bytes)
      this.#hash.update(chunk.subarray(from, upTo))
      this.#prefixes.set(mark, this.#hash.copy().digest('hex'))
      from = upTo
      this.#marks.shift()
    }
    this.#hash.update(chunk.subarray(from))
    this.#bytes = end
  }

  end(): Digested {
    return {
      sha256: this.#hash.digest('hex'),
      bytes: this.#bytes,
      compression: compressionOf(this.#head),
      head: this.#head,
      torn: this.#walk?.torn() ?? false,
      hasQuote: this.#hasQuote,
      prefixes: this.#prefixes,
    }
  }

  /** Frames are walked as soon as the magic is there. */
  #look(chunk: Uint8Array): void {
    const known = this.#head.length
    if (known < HEAD_BYTES) this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - known)])
    if (known >= MAGIC_BYTES) this.#walk?.feed(chunk)
    else if (this.#head.length >= MAGIC_BYTES) {
      this.#walk = frameWalk(compressionOf(this.#head))
      this.#walk?.feed(this.#head.subarray(0, known))
      this.#walk?.feed(chunk)
    }
  }
}

const MAGIC_BYTES = 4
const QUOTE = 0x22
