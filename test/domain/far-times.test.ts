import { describe, expect, it } from 'vitest'
import { bulkOf, type DayCount } from '../../src/domain/far-times.ts'

const run = (from: number, days: number, events = 100): readonly DayCount[] =>
  Array.from({ length: days }, (_, i) => ({ day: from + i, events }))
const one = (day: number, events = 1): DayCount => ({ day, events })

describe('the bulk of a log', () => {
  it.each([
    ['one run', run(20_000, 30), { from: 20_000, to: 20_029, far: 0 }],
    [
      'a line of 1990 and one of 2099',
      [one(7_400), ...run(20_000, 30), one(47_000)],
      { from: 20_000, to: 20_029, far: 2 },
    ],
    [
      'lines of every year',
      [
        ...[8000, 9000, 30_000, 40_000].slice(0, 2).map((day) => one(day)),
        ...run(20_000, 30),
        one(30_000),
        one(40_000),
      ],
      { from: 20_000, to: 20_029, far: 4 },
    ],
    ['one day and a stray', [one(20_000, 50), one(20_100)], { from: 20_000, to: 20_000, far: 1 }],
    [
      'a few months of silence within the log',
      [...run(20_000, 30), ...run(20_080, 3, 5)],
      { from: 20_000, to: 20_082, far: 0 },
    ],
    ['far, but not few', [...run(20_000, 30, 10), one(21_000, 50)], { from: 20_000, to: 21_000, far: 0 }],
    ['too few to say', [one(20_000, 4), one(40_000)], { from: 20_000, to: 40_000, far: 0 }],
    ['nothing', [], { from: 0, to: 0, far: 0 }],
  ])('%s', (_, days, bulk) => {
    expect(bulkOf(days)).toEqual(bulk)
  })
})
