/**
 * Small seeded generator (sfc32). Every part of a simulation forks its own stream by label, so that adding a part
 * does not move what the others draw.
 */
export class Random {
  readonly #seed: string
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    this.#seed = seed
    this.#a = hashText(`${seed}/a`)
    this.#b = hashText(`${seed}/b`)
    this.#c = hashText(`${seed}/c`)
    for (let i = 0; i < 16; i++) this.bits()
  }

  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`)
  }

  /** 32 uniform bits. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.bits() / 4294967296
  }

  below(limit: number): number {
    return Math.floor(this.unit() * limit)
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low)
  }

  /** Whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** Uniform in the logarithm: as often between 1 and 10 as between 10 and 100. */
  logBetween(low: number, high: number): number {
    return low * (high / low) ** this.unit()
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit())
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    let count = 0
    for (let left = Math.exp(-mean), p = this.unit(); p > left; p *= this.unit()) count++
    return count
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.bits().toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }

  base36(digits: number): string {
    let text = ''
    while (text.length < digits) text += (this.bits() % 60466176).toString(36).padStart(5, '0')
    return text.slice(0, digits)
  }
}

/** FNV-1a with a final mix; only spreads seeds, protects nothing. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) | 0
}
