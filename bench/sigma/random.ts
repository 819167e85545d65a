/** Mulberry32: small, seeded, good enough to vary tests. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** 0 ≤ n < below, whole. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  some<T>(max: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(max + 1) }, make)
  }
}
