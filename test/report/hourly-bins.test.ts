import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourlyBins } from '../../src/report/html/hourly-bins.ts'
import { ticks, timeAxis } from '../../src/report/html/time-axis.ts'
import { cleanReport } from './fixture-report.ts'

const HOUR = 3_600_000

const axisOver = (hours: number, zone: string) => {
  const last = new Date(Date.UTC(2025, 2, 20) + hours * HOUR).toISOString()
  const coverage = [
    { source: 'web', log: 'access' as const, events: 1n, first: '2025-03-20T00:00:00Z', last, holes: [] },
  ]
  const axis = timeAxis(
    { ...cleanReport(), case: { name: '', zone, from: null, to: null }, coverage, hourly: [] },
    0,
    1000,
  )
  if (axis === null) throw new Error('no axis')
  return axis
}

describe('the bars of the hourly picture', () => {
  it('hold every event once, whatever the span and the zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 * 400 }),
        fc.constantFrom('UTC', 'Asia/Seoul', 'Europe/Berlin', '-09:30', '+05:45'),
        (hours, zone) => {
          const axis = axisOver(hours, zone)
          const points = Array.from({ length: hours + 1 }, (_, i) => ({
            hour: new Date(Date.UTC(2025, 2, 20) + i * HOUR).toISOString(),
            actor: BigInt(i % 3),
            everybody: BigInt(i),
          }))
          const { actor, everybody } = hourlyBins(points, axis)
          const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)
          expect(sum(everybody)).toBe(sum(points.map((point) => point.everybody)))
          expect(sum(actor)).toBe(sum(points.map((point) => point.actor)))
          expect(everybody.length).toBeLessThanOrEqual(801)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are an hour each over one month', () => {
    expect(hourlyBins([], axisOver(30 * 24, 'Asia/Seoul')).hours).toBe(1)
    expect(hourlyBins([], axisOver(210 * 24, 'Asia/Seoul')).hours).toBe(12)
  })
})

describe('the time axis', () => {
  it('has its ticks at local midnights, also across a change of clocks', () => {
    const labels = ticks(axisOver(20 * 24, 'Europe/Berlin')).map(({ label }) => label)
    expect(labels).toEqual([
      '03-20',
      '03-22',
      '03-24',
      '03-26',
      '03-28',
      '03-30',
      '04-01',
      '04-03',
      '04-05',
      '04-07',
      '04-09',
    ])
  })
})
