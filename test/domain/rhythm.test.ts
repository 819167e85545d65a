import { describe, expect, it } from 'vitest'
import { type Gap, holesIn, SLOT, type SlotCount } from '../../src/domain/rhythm.ts'

const HOUR = 3600
const DAY = 86_400
/** A Monday. */
const START = Date.UTC(2026, 2, 2) / 1000

/** Mulberry32. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** Event seconds of a Poisson process whose rate per hour depends on the time; `silent` stretches are cut out. */
const events = (
  days: number,
  perHour: (second: number) => number,
  silent: readonly Gap[] = [],
  seed = 1,
): readonly number[] => {
  const next = random(seed)
  const most = Math.max(...Array.from({ length: days * 24 }, (_, i) => perHour(START + i * HOUR)))
  const times: number[] = []
  for (let at = START; ; ) {
    at += (-Math.log(1 - next()) / most) * HOUR
    if (at >= START + days * DAY) return times
    if (next() * most < perHour(at) && !silent.some(({ from, to }) => at >= from && at < to)) times.push(at)
  }
}

const holes = (times: readonly number[]): readonly string[] => {
  const slots = new Map<number, number>()
  for (const at of times) slots.set(at - (at % SLOT), (slots.get(at - (at % SLOT)) ?? 0) + 1)
  const seconds = [...new Set(times.map(Math.floor))]
  const gaps = seconds.flatMap((second, i): Gap[] => {
    const before = seconds[i - 1]
    return before === undefined || second <= before + 1 ? [] : [{ from: before, to: second }]
  })
  const counts = [...slots].map(([at, count]): SlotCount => ({ at, events: count })).sort((a, b) => a.at - b.at)
  return holesIn(gaps, counts).map(
    ({ from, to }) => `${from.slice(0, 13)} ${Math.round((Date.parse(to) - Date.parse(from)) / HOUR / 1000)} h`,
  )
}

const hourOf = (second: number): number => ((second - START) / HOUR) % 24
const dayOf = (second: number): number => Math.floor((second - START) / DAY)
const shop =
  (perHour: number) =>
  (second: number): number =>
    perHour * (1.05 - Math.cos(((hourOf(second) - 4) / 24) * 2 * Math.PI))
const closed = (second: number): number => (hourOf(second) >= 8 && hourOf(second) < 20 ? 200 : 0)
const office = (second: number): number => (dayOf(second) % 7 < 5 ? closed(second) : 0)

describe('holes against the own rhythm', () => {
  it.each([
    ['a shop that never closes, a month', events(30, shop(300))],
    ['a small shop, two days', events(2, shop(30))],
    ['a small shop, one day and its night', events(1, shop(20))],
    ['a shop that closes at night', events(10, closed)],
    ['an office, two weeks with their week-ends', events(14, office)],
    ['an office, five weeks', events(35, office)],
    [
      'a job in bursts, at any time',
      [3, 9, 10, 31, 40].flatMap((hour) =>
        events(1, () => 12_000)
          .filter((at) => at < START + HOUR / 4)
          .map((at) => at + hour * HOUR),
      ),
    ],
    ['a job every hour on the hour', Array.from({ length: 100 }, (_, i) => START + HOUR * Math.floor(i / 2) + (i % 2))],
    ['twenty events in a month', events(30, () => 20 / 720)],
    ['one event', [START]],
    ['many events, all in one second', Array.from({ length: 500 }, (_, i) => START + i / 500)],
    ['no event', []],
  ])('none in %s', (_, times) => {
    expect(holes(times)).toEqual([])
  })

  it('finds lost hours, whatever the seed', () => {
    const from = START + 5 * DAY + 13 * HOUR
    for (let seed = 1; seed <= 6; seed++) {
      expect(holes(events(14, shop(300), [{ from, to: from + 2 * HOUR }], seed))).toEqual(['2026-03-07T12 2 h'])
      expect(holes(events(14, shop(300), [], seed))).toEqual([])
    }
  })

  it('finds a missing day, a missing working day of an office, and a missing week-end of a shop', () => {
    const day = (n: number, length = 1): Gap => ({ from: START + n * DAY, to: START + (n + length) * DAY })
    expect(holes(events(30, shop(100), [day(11)]))).toEqual(['2026-03-12T23 24 h'])
    expect(holes(events(35, office, [day(15)]))).toHaveLength(1)
    expect(holes(events(35, shop(100), [day(12, 2)]))).toEqual(['2026-03-13T23 48 h'])
  })

  it('finds lost hours in a log of one day, and in one of two', () => {
    const lost = { from: START + 11 * HOUR, to: START + 14 * HOUR }
    expect(holes(events(1, shop(100), [lost]))).toHaveLength(1)
    expect(holes(events(2, shop(100), [lost]))).toHaveLength(1)
  })

  it('finds the hole that a rhythm of bursts hides, once it is long enough', () => {
    const jobs = (skip: (hour: number) => boolean): readonly number[] =>
      Array.from({ length: 240 }, (_, hour) => hour)
        .filter((hour) => !skip(hour))
        .flatMap((hour) => Array.from({ length: 50 }, (_, i) => START + hour * HOUR + i))
    expect(holes(jobs(() => false))).toEqual([])
    expect(holes(jobs((hour) => hour >= 80 && hour < 152))).toHaveLength(1)
  })
})
