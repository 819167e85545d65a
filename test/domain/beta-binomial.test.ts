import { describe, expect, it } from 'vitest'
import { fitFailures, type TrialCount } from '../../src/domain/beta-binomial.ts'

/** Units of twenty trials each, of which one in ten fails on average, more here and fewer there. */
const usual: readonly TrialCount[] = [
  { of: 20, failed: 0, units: 200 },
  { of: 20, failed: 1, units: 260 },
  { of: 20, failed: 2, units: 220 },
  { of: 20, failed: 3, units: 150 },
  { of: 20, failed: 4, units: 90 },
  { of: 20, failed: 5, units: 50 },
  { of: 20, failed: 6, units: 30 },
]

describe('failures of units that differ', () => {
  it('finds the rate that is usual, and few odd ones where there are none', () => {
    const { usual: fitted, share, posterior } = fitFailures(usual)
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(0.1, 1)
    expect(share).toBeLessThan(0.002)
    expect(posterior(20, 6)).toBeLessThan(0.01)
    expect(posterior(20, 19)).toBeGreaterThan(0.9)
  })

  it('does not take many odd ones for what is usual', () => {
    const { usual: fitted, share, posterior } = fitFailures([...usual, { of: 20, failed: 19, units: 300 }])
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(0.1, 1)
    expect(share).toBeCloseTo(300 / 2300, 2)
    expect(posterior(20, 19)).toBeGreaterThan(0.99)
  })

  it('knows three that fail two thousand times among thousands that hardly ever do', () => {
    const { posterior } = fitFailures([
      { of: 1, failed: 0, units: 5000 },
      { of: 1, failed: 1, units: 10 },
      { of: 40, failed: 1, units: 60 },
      { of: 2800, failed: 2700, units: 3 },
    ])
    expect(posterior(2800, 2700)).toBeGreaterThan(0.99)
    expect(posterior(1, 1)).toBeLessThan(0.5)
  })

  it('calls nothing odd where all fail alike, and says nothing of no trials', () => {
    const { posterior, logFactor } = fitFailures([
      { of: 20, failed: 9, units: 400 },
      { of: 20, failed: 10, units: 500 },
      { of: 20, failed: 11, units: 400 },
    ])
    expect(posterior(20, 11)).toBeLessThan(0.5)
    expect(logFactor(0, 0)).toBeCloseTo(0, 9)
    expect(fitFailures([]).posterior(1, 1)).toBeLessThan(0.5)
  })
})
