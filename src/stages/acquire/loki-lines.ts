/** The document that Loki answers a query with, or is sent: streams of pairs, a time in nanoseconds and a line (`query_range`, `push`). */
const LOKI =
  /^\s*\{\s*(?:"status"\s*:\s*"success"\s*,\s*"data"\s*:\s*\{\s*"resultType"\s*:\s*"streams"\s*,\s*"result"|"streams")\s*:\s*\[\s*(?:\{\s*"(?:stream|values)"\s*:|\]|$)/

/** Whether a text begins so. */
export const isLoki = (text: string): boolean => LOKI.test(text)

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d] // biome-ignore format: bytes
const STRING = String.raw`"(?:[^"\\]|\\.)*"`
/** Metadata may follow the line. */
const PAIR = new RegExp(String.raw`^\[\s*(${STRING})\s*,\s*(${STRING})\s*(?:,[^]*)?\]$`)

/** Each pair as a record of its own, `{"timestamp":"…","line":"…"}`, time and line byte for byte; labels of the stream are left out. */
export class LokiSplitter {
  /** Bytes of the pair at hand that came with earlier chunks. */
  #held: Buffer[] = []
  /** Opening brackets around what is at hand. */
  readonly #around: number[] = []
  #inString = false
  #escaped = false
  /** How many brackets are around the pair at hand; 0 for none. */
  #pairDepth = 0

  push(chunk: Buffer): readonly Buffer[] {
    const records: Buffer[] = []
    let start = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) this.#inString = false
      } else if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        if (this.#pairDepth === 0 && byte === OPEN_LIST && this.#around.at(-1) === OPEN_LIST) {
          this.#pairDepth = this.#around.length + 1
          start = i
        }
        this.#around.push(byte)
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        if (this.#pairDepth === this.#around.length && this.#pairDepth > 0) {
          records.push(...recordOf(Buffer.concat([...this.#held, chunk.subarray(start, i + 1)])))
          this.#held = []
          this.#pairDepth = 0
        }
        this.#around.pop()
      }
    }
    if (this.#pairDepth > 0) this.#held.push(Buffer.from(chunk.subarray(start)))
    return records
  }

  /** A pair that was cut off. */
  end(): Buffer | null {
    return this.#held.length === 0 ? null : Buffer.from(`${Buffer.concat(this.#held).toString('latin1').replace(/[\r\n]/g, ' ')}\n`, 'latin1') // biome-ignore format: one choice
  }
}

const recordOf = (pair: Buffer): readonly Buffer[] => {
  const [, time, line] = PAIR.exec(pair.toString('latin1')) ?? []
  return time === undefined || line === undefined
    ? []
    : [Buffer.from(`{"timestamp":${time},"line":${line}}\n`, 'latin1')]
}
