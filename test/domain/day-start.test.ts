import { describe, expect, it } from 'vitest'
import { dayStartOf } from '../../src/domain/day-start.ts'
import type { SlotCount } from '../../src/domain/rhythm.ts'

const HOUR = 3600
const START = Date.UTC(2026, 2, 2) / 1000

/** `events` an hour in some hours of the day, for so many days. */
const days = (count: number, hours: readonly number[], events = 60): SlotCount[] =>
  Array.from({ length: count }, (_, day) =>
    hours.map((hour) => ({ at: START + (24 * day + hour) * HOUR, events })),
  ).flat()

const office = [9, 10, 11, 12, 13, 14, 15, 16, 17]

describe('the day of a case', () => {
  it('begins opposite to the middle of its traffic', () => {
    expect(dayStartOf(days(5, office))).toBe(2 * HOUR)
    expect(dayStartOf(days(5, [22, 23, 0, 1]))).toBe(12 * HOUR)
  })

  it('is shifted with the log', () => {
    const log = days(4, [7, 8, 9, 12, 13, 19, 20, 21]).map((slot, i) => ({ ...slot, events: 10 + (i % 7) }))
    const first = dayStartOf(log) / HOUR
    for (let by = 1; by < 24; by++) {
      const shifted = log.map(({ at, events }) => ({ at: at + by * HOUR, events }))
      expect(dayStartOf(shifted) / HOUR).toBe((first + by) % 24)
    }
  })

  it('is not moved by one loud night, nor by where the log begins and ends', () => {
    const loud = [...days(5, office), { at: START + 50 * HOUR, events: 1_000_000 }]
    expect(Math.abs(dayStartOf(loud) - 2 * HOUR)).toBeLessThanOrEqual(HOUR)
    expect(dayStartOf(days(5, office).slice(5, -2))).toBe(2 * HOUR)
  })

  it('begins at midnight where nothing happened', () => {
    expect(dayStartOf([])).toBe(0)
  })
})
