import { describe, expect, it } from 'vitest'
import { lnGamma } from '../../src/domain/ln-gamma.ts'
import { type Counts, type Hand, joinHands } from '../../src/domain/one-hand.ts'
import type { Meeting } from '../../src/domain/strangers.ts'

const hand = (name: string, route: Counts, life: Counts = {}): Hand => {
  const events = Object.values(route).reduce((sum, n) => sum + n, 0)
  return { name, kind: 'never-issued', events, habits: { route, life }, values: { route: 8, life: 4 } }
}

const actorsOf = (hands: readonly Hand[], meetings: readonly Meeting[] = []): number =>
  new Set(joinHands(hands, meetings).values()).size

/** Addresses of a thief who reads contacts and sometimes addresses, each with an agent of its own. */
const ofOneThief = [
  hand('x', { '/contact': 640, '/address': 320, '/order': 20 }),
  hand('y', { '/contact': 121, '/address': 67, '/order': 6 }),
  hand('z', { '/contact': 57, '/address': 23, '/order': 5 }),
  hand('few', { '/contact': 3, '/address': 2 }),
]

describe('joinHands', () => {
  it('takes groups with the same habits for one hand, large and small', () => {
    expect(actorsOf(ofOneThief)).toBe(1)
  })

  it('keeps hands apart that ask for other things', () => {
    expect(actorsOf([...ofOneThief, hand('other', { '/contact': 30, '/order': 40 })])).toBe(2)
  })

  it('keeps hands apart whose tokens live otherwise', () => {
    const routes = { '/contact': 640, '/address': 320 }
    expect(actorsOf([hand('hour', routes, { 60: 900 }), hand('years', routes, { 5_256_000: 900 })])).toBe(2)
  })

  it('keeps two strangers apart who do the same and meet as chance has it', () => {
    const [x, y] = [hand('x', { '/contact': 500 }), hand('y', { '/contact': 400 })]
    const meet = (met: number): readonly Meeting[] => [{ a: 'x', b: 'y', met, expected: 20 }]
    expect([0, 4, 10, 22, 40, 41, 200].map((met) => actorsOf([x, y], meet(met)))).toEqual([1, 1, 2, 2, 2, 1, 1])
  })

  it('makes nothing of meetings that could not be expected', () => {
    const [x, y] = [hand('x', { '/contact': 500 }), hand('y', { '/contact': 400 })]
    expect(actorsOf([x, y], [{ a: 'y', b: 'x', met: 7, expected: 7.9 }])).toBe(1)
  })

  it('never joins two kinds of hits', () => {
    const other: Hand = { ...hand('y', { '/contact': 400 }), kind: 'missing-authentication' }
    expect(actorsOf([hand('x', { '/contact': 500 }), other])).toBe(2)
  })

  it('makes nothing of a habit that could have been no other', () => {
    const [x, y] = [hand('x', { '/contact': 500 }), hand('y', { '/contact': 400 })]
    expect(actorsOf([x, y].map((one) => ({ ...one, values: { route: 1 } })))).toBe(2)
  })

  it('answers the same whatever the order', () => {
    const hands = [...ofOneThief, hand('other', { '/contact': 30, '/order': 40 })]
    const names = joinHands(hands, [])
    const reversed = joinHands([...hands].reverse(), [])
    for (const { name } of hands) expect(reversed.get(name)).toBe(names.get(name))
  })

  it('makes one of a thousand homes with three requests each', () => {
    const homes = Array.from({ length: 1000 }, (_, i) => hand(`home-${i}`, { '/contact': 2, '/address': 1 + (i % 2) }))
    expect(actorsOf(homes)).toBe(1)
  })

  it('has nothing to say of nobody', () => {
    expect([...joinHands([], [])]).toEqual([])
    expect([...joinHands([hand('x', {})], [])]).toEqual([['x', 'x']])
  })
})

describe('lnGamma', () => {
  it('is the logarithm of the factorial one below, and of √π at a half', () => {
    expect(lnGamma(5)).toBeCloseTo(Math.log(24), 9)
    expect(lnGamma(1)).toBeCloseTo(0, 9)
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 9)
    expect(lnGamma(171)).toBeCloseTo(706.573062245787, 8)
  })
})
