/** A line longer than this is cut where the engine has not the memory for it. */
export const LONGEST_LINE = 16 * 1024 * 1024

const LINE_FEED = 10

/** Lines that are too long keep their beginning; how many there were, and the longest, is known at the end. */
export class LineCutter {
  #cut = 0
  #longest = 0

  get cut(): number {
    return this.#cut
  }

  /** Bytes. */
  get longest(): number {
    return this.#longest
  }

  async *cutting(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let length = 0
    for await (const chunk of content) {
      for (let from = 0; from < chunk.length; ) {
        const feed = chunk.indexOf(LINE_FEED, from)
        const end = feed < 0 ? chunk.length : feed
        const room = Math.max(0, LONGEST_LINE - length)
        if (room > 0 && end > from) yield chunk.subarray(from, Math.min(end, from + room))
        length += end - from
        if (feed >= 0) {
          yield chunk.subarray(feed, feed + 1)
          this.#endOf(length)
          length = 0
        }
        from = end + 1
      }
    }
    this.#endOf(length)
  }

  #endOf(length: number): void {
    if (length > LONGEST_LINE) this.#cut++
    this.#longest = Math.max(this.#longest, length)
  }
}
