import type { Compression } from '../../domain/manifest.ts'

/**
 * Whether compressed data ends where a frame ends, told from the frames' own lengths while the file is hashed. Only for
 * .zst and .lz4: there the engine takes a torn tail for the end without a word.
 */
export interface FrameWalk {
  feed(chunk: Uint8Array): void
  /** At the end of the file: whether something is missing. */
  torn(): boolean
}

export const frameWalk = (compression: Compression): FrameWalk | null => {
  if (compression === 'zst') return new Walk(zstFrames())
  return compression === 'lz4' ? new Walk(lz4Frames()) : null
}

/** Asks for `bytes` to look at, or for as many to pass over. */
type Step = { readonly look: number } | { readonly skip: number }
type Frames = Generator<Step, void, Buffer>

/** Runs the description of a format over chunks as they come. */
class Walk implements FrameWalk {
  readonly #frames: Frames
  #step: Step | null
  #held: Buffer = Buffer.alloc(0)
  #skipping = 0
  #between = true

  constructor(frames: Frames) {
    this.#frames = frames
    this.#step = frames.next().value ?? null
  }

  feed(chunk: Uint8Array): void {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    while (this.#step !== null && rest.length > 0) {
      this.#between = false
      if ('skip' in this.#step) {
        const passed = Math.min(this.#skipping, rest.length)
        this.#skipping -= passed
        rest = rest.subarray(passed)
        if (this.#skipping === 0) this.#advance(NOTHING)
      } else {
        const wanted = this.#step.look - this.#held.length
        this.#held = Buffer.concat([this.#held, rest.subarray(0, wanted)])
        rest = rest.subarray(wanted)
        if (this.#held.length === this.#step.look) this.#advance(this.#held)
      }
    }
  }

  /** A foreign byte ends the walk: the engine then says itself that the data is damaged. */
  torn(): boolean {
    return this.#step !== null && !this.#between
  }

  #advance(seen: Buffer): void {
    const next = this.#frames.next(seen)
    this.#held = NOTHING
    this.#step = next.done === true ? null : next.value
    if (this.#step !== null && 'skip' in this.#step) {
      if (this.#step.skip === 0) return this.#advance(NOTHING)
      this.#skipping = this.#step.skip
    }
    this.#between = this.#step !== null && 'look' in this.#step && this.#step.look === BETWEEN
  }
}

const NOTHING = Buffer.alloc(0)
/** Both formats begin a frame with four bytes; nothing else here looks at four at once. */
const BETWEEN = 4

/** RFC 8878, section 3.1. */
const zstFrames = function* (): Frames {
  for (;;) {
    const magic = (yield { look: BETWEEN }).readUInt32LE()
    if (isSkippable(magic)) yield* skippable()
    else if (magic !== 0xfd2fb528) return
    else {
      const descriptor = (yield { look: 1 })[0] ?? 0
      const single = (descriptor >> 5) & 1
      const content = [single, 2, 4, 8][descriptor >> 6] ?? 0
      yield { skip: 1 - single + ([0, 1, 2, 4][descriptor & 3] ?? 0) + content }
      for (let last = false; !last; ) {
        const header = (yield { look: 3 }).readUIntLE(0, 3)
        last = (header & 1) === 1
        const repeated = ((header >> 1) & 3) === 1
        yield { skip: repeated ? 1 : header >> 3 }
      }
      yield { skip: ((descriptor >> 2) & 1) * 4 }
    }
  }
}

/** LZ4 Frame Format 1.6. */
const lz4Frames = function* (): Frames {
  for (;;) {
    const magic = (yield { look: BETWEEN }).readUInt32LE()
    if (isSkippable(magic)) yield* skippable()
    else if (magic !== 0x184d2204) return
    else {
      const flags = (yield { look: 1 })[0] ?? 0
      yield { skip: 1 + ((flags >> 3) & 1) * 8 + (flags & 1) * 4 + 1 }
      for (;;) {
        const size = yield* fourBytes()
        if (size === 0) break
        yield { skip: (size % 0x80000000) + ((flags >> 4) & 1) * 4 }
      }
      yield { skip: ((flags >> 2) & 1) * 4 }
    }
  }
}

const isSkippable = (magic: number): boolean => magic >= 0x184d2a50 && magic <= 0x184d2a5f

const skippable = function* (): Frames {
  yield { skip: yield* fourBytes() }
}

const fourBytes = function* (): Generator<Step, number, Buffer> {
  const low = (yield { look: 2 }).readUInt16LE()
  return low + (yield { look: 2 }).readUInt16LE() * 65_536
}
