import { describe, expect, it } from 'vitest'
import { atWorkTogether, type WorkingTimes } from '../../src/domain/same-hours.ts'
import { joinHands } from '../../src/domain/one-hand.ts'

const DAY = 86_400
const week = { from: 0, to: 7 * DAY }
const [a, b, c] = ['a', 'b', 'c'] as const

const work = (
  name: string,
  stretches: WorkingTimes['stretches'],
  events = 400,
  tools: WorkingTimes['tools'] = [],
): WorkingTimes => ({
  name,
  events,
  tools,
  stretches,
})

const together = (one: WorkingTimes['stretches'], other: WorkingTimes['stretches'], events?: number): boolean =>
  atWorkTogether([work(a, one, events), work(b, other, events)], week)(a, b)

const [from, to] = [2 * DAY + 5 * 3600, 2 * DAY + 13 * 3600]

describe('atWorkTogether', () => {
  it('sees addresses that are switched on and off at once', () => {
    expect(together([[from, to]], [[from + 50, to - 130]])).toBe(true)
  })

  it('makes nothing of one beginning in common', () => {
    expect(together([[from, to]], [[from + 50, to - 7200]])).toBe(false)
  })

  it('asks for less where both bring a program that nobody else has', () => {
    const [one, other] = [[[from, to]] as const, [[from + 1300, to - 500]] as const]
    const using = (tool: string): boolean =>
      atWorkTogether([work(a, one, 150, ['Tool']), work(b, other, 150, [tool])], week)(a, b)
    expect([using('Other'), using('Tool')]).toEqual([false, true])
    expect(atWorkTogether([work(a, [], 150, ['Tool']), work(b, [], 150, ['Tool'])], week)(a, b)).toBe(false)
  })

  it('does not take those for one who work in the same hours, and come and go when they like', () => {
    expect(together([[from, to]], [[from + 1500, to - 2000]])).toBe(false)
  })

  it('asks how near is near by how often both send something', () => {
    const [begun, ended] = [from + 300, to - 300]
    expect(together([[from, to]], [[begun, ended]], 150)).toBe(true)
    expect(together([[from, to]], [[begun, ended]], 4000)).toBe(false)
  })

  it('makes nothing of stretches that only the edge of the logs begins or ends', () => {
    expect(together([[10, week.to - 20]], [[30, week.to - 5]])).toBe(false)
  })

  it('counts against them what they did not do together', () => {
    const often = Array.from({ length: 20 }, (_, i) => [DAY / 4 + i * 20_000, DAY / 4 + i * 20_000 + 4000] as const)
    const other = often.map(([start, end]) => [start + 8000, end + 8000] as const)
    expect(together([[from, to], ...often], [[from + 50, to - 130], ...other])).toBe(false)
  })

  it('has nothing to say of single requests, nor of whom it does not know', () => {
    expect(together([[from, from]], [[from, from]], 1)).toBe(false)
    expect(atWorkTogether([], week)(a, b)).toBe(false)
  })

  it('lets nobody be kept apart as strangers who is at work together', () => {
    const hand = (name: string, n: number): Parameters<typeof joinHands>[0][number] => ({
      name,
      kind: 'never-issued',
      events: n,
      habits: { route: { '/contact': n } },
      values: { route: 8 },
    })
    const [hands, met] = [
      [hand(a, 500), hand(b, 400), hand(c, 300)],
      [[a, b] as const, [a, c] as const, [b, c] as const],
    ]
    const meetings = met.map(([x, y]) => ({ a: x, b: y, met: 20, expected: 20 }))
    const times = [work(a, [[from, to]]), work(b, [[from + 50, to - 130]]), work(c, [[from + 9000, to + 9000]])]
    expect(new Set(joinHands(hands, meetings).values()).size).toBe(3)
    const joined = joinHands(hands, meetings, atWorkTogether(times, week))
    expect([joined.get(a), joined.get(b), joined.get(c)]).toEqual([a, a, c])
  })
})
