import { describe, expect, it } from 'vitest'
import { buildRule, errorsOf, matches } from './rule-of.ts'

const refused = (selection: string): readonly string[] =>
  errorsOf(buildRule(`  selection:\n    ${selection}\n  condition: selection\n`).problems)

describe('parts of dates', () => {
  it.each([
    ['t|hour: 3', '2025-05-12 03:04:05', true],
    ['t|hour|gte: 22', '2025-05-12T23:04:05Z', true],
    ['t|minute: 4', '2025-05-12 03:04:05', true],
    ['t|day: 12', '2025-05-12 03:04:05', true],
    ['t|week: 20', '2025-05-12 03:04:05', true],
    ['t|week: 1', '2024-12-30 00:00:00', true],
    ['t|week: 53', '2021-01-03 00:00:00', true],
    ['t|month|lt: 6', '2025-05-12 03:04:05', true],
    ['t|year: 2025', '2025-05-12 03:04:05', true],
    ['t|hour: 18', '2025-05-12T03:04:05+09:00', true],
    ['t|hour: 3', 'yesterday', false],
    ['t|day: 30', '2025-02-30 00:00:00', false],
  ])('%s on %s: %s', (selection, value, expected) => {
    expect(matches(selection, { t: value })).toBe(expected)
  })
  it('have bounds', () => {
    expect(refused('t|hour: 24')).toEqual(['sigma/time-part-range'])
    expect(refused('t|month: 1.5')).toEqual(['sigma/time-part-range'])
    expect(refused('t|day: x')).toEqual(['sigma/modifier-type'])
  })
})
