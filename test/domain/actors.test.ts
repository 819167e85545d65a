import { describe, expect, it } from 'vitest'
import { mergeProfiles, type Profile } from '../../src/domain/merge-profiles.ts'
import { componentsOf } from '../../src/domain/union-find.ts'

describe('componentsOf', () => {
  it('joins items through shared keys and keeps strangers apart', () => {
    const components = componentsOf([
      { item: 'b', key: '1' },
      { item: 'a', key: '1' },
      { item: 'a', key: '2' },
      { item: 'c', key: '2' },
      { item: 'd', key: '3' },
    ])
    expect(Object.fromEntries(components)).toEqual({ a: 'a', b: 'a', c: 'a', d: 'd' })
  })
})

type Counts = Readonly<Record<string, number>>

const uses = (counts: Counts): Profile['routes'] => Object.entries(counts).map(([name, events]) => ({ name, events }))

const profile = (
  name: string,
  hours: readonly number[],
  routes: Counts,
  agents: Counts = { [name]: 1 },
  ownAgents: readonly string[] = [],
): Profile => ({
  name,
  kind: 'never-issued',
  events: Object.values(routes).reduce((sum, n) => sum + n, 0),
  hours,
  routes: uses(routes),
  agents: uses(agents),
  ownAgents,
})

describe('mergeProfiles', () => {
  it('takes an address with a few requests by a program of nobody else for that program’s, whatever it asked for', () => {
    const parts = (own: readonly string[]): readonly Profile[] => [
      profile('x', [1, 2], { '/p': 990, '/rare': 10 }, { Tool: 1000 }, own),
      profile('y', [9], { '/p': 1, '/rare': 1 }, { Tool: 2 }, own),
    ]
    expect(mergeProfiles(parts(['Tool'])).get('y')).toBe('x')
    expect(mergeProfiles(parts([])).get('y')).toBe('y')
  })

  it('takes the same hours on the same routes for one actor', () => {
    const merged = mergeProfiles([profile('x', [1, 2, 3], { '/p': 100, '/a': 50 }), profile('y', [2, 3], { '/p': 3 })])
    expect(merged.get('y')).toBe('x')
  })

  it('joins groups of addresses that were at work in the same hours, which their largest addresses do not show', () => {
    const addresses = (agent: string, requests: number, first: number): readonly Profile[] =>
      Array.from({ length: 18 }, (_, i) =>
        profile(`${agent}-${i}`, [first + i], { '/p': requests }, { [agent]: requests }),
      )
    const actors = (first: number): number => {
      const chrome = [profile('chrome', [1, 2], { '/p': 60 }, { chrome: 60 }), ...addresses('chrome', 8, 3)]
      const edge = [profile('edge', [300, 301], { '/p': 60 }, { edge: 60 }), ...addresses('edge', 9, first)]
      return new Set(mergeProfiles([...chrome, ...edge]).values()).size
    }
    expect([3, 150].map(actors)).toEqual([1, 2])
  })

  it('keeps other routes and other hours apart', () => {
    const merged = mergeProfiles([
      profile('x', [1, 2, 3], { '/p': 100 }),
      profile('other-route', [1, 2], { '/orders': 20 }),
      profile('other-time', [90, 91], { '/p': 20 }),
    ])
    expect([...merged.values()].sort()).toEqual(['other-route', 'other-time', 'x'])
  })

  it('takes the same mix of routes by the same programs for one actor, whatever the hours', () => {
    const merged = mergeProfiles([
      profile('x', [1, 2], { '/p': 1000, '/a': 600 }, { chrome: 900, app: 700 }),
      profile('next-day', [30, 31], { '/p': 490, '/a': 310 }, { app: 500, edge: 300 }),
      profile('few', [60], { '/p': 3 }, { app: 3 }),
    ])
    expect([...merged.values()]).toEqual(['x', 'x', 'x'])
  })

  it('keeps two thieves apart who do the same with the same program, and meet as strangers do', () => {
    const thieves = [
      profile('x', [1, 2], { '/p': 1000 }, { chrome: 1000 }),
      profile('y', [2, 31], { '/p': 800 }, { chrome: 800 }),
    ]
    const meet = (met: number): number =>
      new Set(mergeProfiles(thieves, [{ a: 'x', b: 'y', met, expected: 30 }]).values()).size
    expect([0, 28, 200].map(meet)).toEqual([1, 2, 1])
  })

  it('keeps two thieves with one program apart by what they read', () => {
    const merged = mergeProfiles([
      profile('profiles', [1, 2], { '/p': 1000, '/a': 300 }, { chrome: 1300 }),
      profile('orders', [30, 31], { '/p': 40, '/orders': 800 }, { chrome: 840 }),
    ])
    expect([...merged.values()].sort()).toEqual(['orders', 'profiles'])
  })
})
