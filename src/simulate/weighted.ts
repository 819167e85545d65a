import type { Random } from './random.ts'

/** Index drawn in proportion to its weight, by bisection of the running sums. */
export class Weighted {
  readonly total: number
  readonly #sums: Float64Array

  constructor(weights: ArrayLike<number>) {
    this.#sums = new Float64Array(weights.length)
    let sum = 0
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i] ?? 0
      this.#sums[i] = sum
    }
    this.total = sum
  }

  draw(random: Random): number {
    const mark = random.unit() * this.total
    let low = 0
    let high = this.#sums.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#sums[middle] ?? 0) > mark) high = middle
      else low = middle + 1
    }
    return low
  }
}
