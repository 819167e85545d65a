/** Seeded draws (mulberry32) for invented companies; nothing here is shared with `src/simulate`. */
export interface Chance {
  /** Uniform in [0, 1). */
  readonly unit: () => number
  /** Whole number in [0, limit). */
  readonly below: (limit: number) => number
  readonly often: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** Exponential with this mean. */
  readonly wait: (mean: number) => number
  readonly normal: () => number
  /** So many characters out of this alphabet. */
  readonly text: (length: number, alphabet: string) => string
}

export const HEX = '0123456789abcdef'
export const DIGITS = '0123456789'
export const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const chanceOf = (seed: number): Chance => {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(unit() * limit)
  return {
    unit,
    below,
    often: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    wait: (mean) => -mean * Math.log(1 - unit()),
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    text: (length, alphabet) => Array.from({ length }, () => alphabet[below(alphabet.length)] ?? '').join(''),
  }
}
