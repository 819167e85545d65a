import { describe, expect, it } from 'vitest'
import { relaysAmong } from '../../src/domain/relays.ts'
import type { WorkingTimes } from '../../src/domain/same-hours.ts'

const HOUR = 3600
const week = { from: 0, to: 7 * 24 * HOUR }

const at = (name: string, from: number, to: number, events = 80): WorkingTimes => ({
  name,
  events,
  tools: [],
  stretches: [[from, to]],
})

/** One group after another, each `gap` seconds after the one before. */
const inTurns = (n: number, gap: number, hours = 4): readonly WorkingTimes[] =>
  Array.from({ length: n }, (_, i) => {
    const from = 20 * HOUR + i * (hours * HOUR + gap)
    return at(`g${i}`, from, from + hours * HOUR)
  })

const joined = (groups: readonly WorkingTimes[]): ReadonlySet<string> => new Set(relaysAmong(groups, week).flat())

/** A generator of numbers between 0 and 1 that always gives the same ones (Park and Miller, 1988). */
const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

describe('relaysAmong', () => {
  it('joins addresses that are taken one after another, each soon after the last request of the one before', () => {
    expect(joined(inTurns(5, 150)).size).toBe(5)
  })

  it('leaves out who works across them, and joins them all the same', () => {
    expect(joined([...inTurns(5, 150), at('other', 10 * HOUR, 60 * HOUR)])).toEqual(
      new Set(['g0', 'g1', 'g2', 'g3', 'g4']),
    )
  })

  it('says nothing of two that follow once, nor of those that rest for hours between', () => {
    expect(joined(inTurns(2, 150))).toEqual(new Set())
    expect(joined(inTurns(6, 5 * HOUR))).toEqual(new Set())
  })

  it('says nothing of single requests, which have no pace', () => {
    expect(joined(Array.from({ length: 6 }, (_, i) => at(`g${i}`, i * HOUR, i * HOUR, 1)))).toEqual(new Set())
  })

  it.each([2, 5, 12])('does not join %i strangers who come and go when they like', (n) => {
    const next = numbers(n)
    const wrong = Array.from({ length: 1000 }, () => {
      const groups = Array.from({ length: n }, (_, i) => {
        const from = next() * 6 * 24 * HOUR
        return at(`g${i}`, from, from + next() * 12 * HOUR)
      })
      return joined(groups).size > 0
    })
    expect(wrong.filter(Boolean).length).toBeLessThanOrEqual(5)
  })
})
