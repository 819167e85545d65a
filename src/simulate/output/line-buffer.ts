/**
 * Lines of one file as bytes, in the order in which they came up. Kept as bytes because millions of half-built
 * strings would keep the collector busy. Lines are ASCII, without their line end.
 */
export class LineBuffer {
  count = 0
  /** When the line reached the file. */
  #times = new Float64Array(1024)
  #ends = new Float64Array(1024)
  /** Actor of each line; kept in memory only. */
  #actors = new Uint8Array(1024)
  #bytes = Buffer.allocUnsafe(1 << 17)
  #size = 0

  clear(): void {
    this.count = 0
    this.#size = 0
  }

  add(time: number, text: string, actor: number): void {
    if (this.count === this.#times.length) this.#growLines()
    if (this.#size + text.length > this.#bytes.length) this.#growBytes(text.length)
    this.#size += this.#bytes.write(text, this.#size, 'latin1')
    this.#times[this.count] = time
    this.#ends[this.count] = this.#size
    this.#actors[this.count] = actor
    this.count++
  }

  /** Bytes of a line, as a view that the next `add` makes void. */
  line(index: number): Uint8Array {
    return this.#bytes.subarray(this.#start(index), this.#ends[index])
  }

  length(index: number): number {
    return (this.#ends[index] ?? 0) - this.#start(index)
  }

  /** Copies a line to `target` and answers where it ended. */
  copy(index: number, target: Buffer, at: number): number {
    return at + this.#bytes.copy(target, at, this.#start(index), this.#ends[index])
  }

  actor(index: number): number {
    return this.#actors[index] ?? 0
  }

  /** Line numbers by time of arrival. */
  inOrder(): Uint32Array {
    const times = this.#times
    const order = Uint32Array.from({ length: this.count }, (_, i) => i)
    return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
  }

  /** A buffer of its own with these lines, in this order. */
  select(indexes: Uint32Array): LineBuffer {
    const selected = new LineBuffer()
    for (const index of indexes)
      selected.add(this.#times[index] ?? 0, Buffer.from(this.line(index)).toString('latin1'), this.actor(index))
    return selected
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0)
  }

  #growLines(): void {
    this.#times = grown(this.#times, new Float64Array(this.count * 2))
    this.#ends = grown(this.#ends, new Float64Array(this.count * 2))
    this.#actors = grown(this.#actors, new Uint8Array(this.count * 2))
  }

  #growBytes(more: number): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2 + more)
    this.#bytes.copy(larger, 0, 0, this.#size)
    this.#bytes = larger
  }
}

const grown = <T extends Float64Array | Uint8Array>(from: T, to: T): T => {
  to.set(from)
  return to
}
