import { describe, expect, it } from 'vitest'
import { fitMixture, type MixtureTest, type Pattern } from '../../src/domain/mixture.ts'

const tests: readonly MixtureTest[] = [
  { name: 'a', outcomes: ['no', 'yes'], legitimate: [[990, 10]], expected: [0.2, 0.8], weight: 20 },
  { name: 'b', outcomes: ['no', 'yes'], legitimate: [[950, 50]], expected: [0.2, 0.8], weight: 20 },
  { name: 'c', outcomes: ['no', 'yes'], legitimate: [[900, 100]], expected: [0.3, 0.7], weight: 20 },
]
const prior = { attack: 1, background: 1000 }

/** Expected pattern counts of a population with `attacked` of `n` attacked, tests independent within a class. */
const population = (n: number, attacked: number): readonly Pattern[] => {
  const rates = { legit: [0.01, 0.05, 0.1], attack: [0.95, 0.9, 0.8] }
  return Array.from({ length: 8 }, (_, code): Pattern => {
    const outcomes = [code & 1, (code >> 1) & 1, (code >> 2) & 1]
    const weight = (kind: readonly number[]): number =>
      outcomes.reduce((p, o, i) => p * (o === 1 ? (kind[i] ?? 0) : 1 - (kind[i] ?? 0)), 1)
    return { outcomes, count: Math.round((n - attacked) * weight(rates.legit) + attacked * weight(rates.attack)) }
  }).filter(({ count }) => count > 0)
}

describe('mixture', () => {
  it('finds the share and the rates of an attack class', () => {
    const fit = fitMixture(tests, population(10_000, 2000), prior)
    expect(Math.abs(fit.shares.attack - 0.2)).toBeLessThan(0.03) // the prior's thousand legitimate ones pull it down
    expect(fit.rates[0]?.attack[1]).toBeCloseTo(0.95, 1)
    expect(fit.posterior([1, 1, 1])).toBeGreaterThan(0.999)
    expect(fit.posterior([0, 0, 0])).toBeLessThan(0.01)
    expect(fit.gain).toBeGreaterThan(1000)
  })

  it('finds nothing in a population like the control', () => {
    const fit = fitMixture(tests, population(10_000, 0), prior)
    expect(fit.shares.attack).toBeLessThan(0.002)
    expect(fit.gain).toBeLessThan(20)
  })

  it('keeps the measured background rates', () => {
    const fit = fitMixture(tests, population(10_000, 5000), prior)
    expect(fit.rates[0]?.background[1]).toBeCloseTo(10.5 / 1001, 6)
  })
})
