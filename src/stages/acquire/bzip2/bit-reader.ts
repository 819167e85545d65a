/** Bits of a buffer, most significant first; reading beyond its end throws `OutOfBits`. */
export class BitReader {
  readonly #bytes: Uint8Array
  #next: number
  #window = 0
  #held = 0

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#next = at
  }

  /** Up to 24 bits. */
  bits(count: number): number {
    while (this.#held < count) {
      const byte = this.#bytes[this.#next]
      if (byte === undefined) throw new OutOfBits()
      this.#next++
      this.#window = ((this.#window << 8) | byte) >>> 0
      this.#held += 8
    }
    this.#held -= count
    const value = (this.#window >>> this.#held) & ((1 << count) - 1)
    this.#window &= (1 << this.#held) - 1
    return value
  }

  bit(): number {
    return this.bits(1)
  }

  /** 32 bits, unsigned. */
  word(): number {
    return this.bits(16) * 65_536 + this.bits(16)
  }

  /** Bits taken so far, counted from the buffer's start. */
  get taken(): number {
    return this.#next * 8 - this.#held
  }

  alignTo(bit: number): void {
    this.#next = Math.floor(bit / 8)
    this.#held = 0
    this.#window = 0
    if (bit % 8 > 0) this.bits(bit % 8)
  }
}

export class OutOfBits extends Error {}
