import { describe, expect, it } from 'vitest'
import { atLeast } from '../../src/domain/at-least.ts'

/** Over every outcome of the events, one by one. */
const byEnumeration = (least: number, probabilities: readonly number[]): number => {
  let sum = 0
  for (let outcome = 0; outcome < 2 ** probabilities.length; outcome++) {
    const came = probabilities.map((_, i) => Math.floor(outcome / 2 ** i) % 2 === 1)
    if (came.filter(Boolean).length < least) continue
    sum += probabilities.reduce((product, p, i) => product * (came[i] === true ? p : 1 - p), 1)
  }
  return sum
}

describe('the probability of at least so many', () => {
  it('is what all outcomes together give', () => {
    for (const probabilities of [
      [],
      [0.5],
      [0.9, 0.2, 0.55],
      [0.97, 0.92, 0.54, 0.54, 0.54, 0.73, 0.78],
      [1, 0, 1, 0.3],
    ])
      for (const least of [0, 1, 2, 3, 8])
        expect(atLeast(least, probabilities)).toBeCloseTo(byEnumeration(least, probabilities), 12)
  })

  it('is certain for none, and impossible for more than there are', () => {
    expect(atLeast(0, [0.2])).toBe(1)
    expect(atLeast(2, [1])).toBe(0)
    expect(atLeast(2, [1, 1])).toBe(1)
  })
})
