import { describe, expect, it } from 'vitest'
import { mergeProfiles, type Profile } from '../../src/domain/merge-profiles.ts'
import { phasesOf } from '../../src/domain/phases.ts'
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

const profile = (name: string, hours: readonly number[], routes: Readonly<Record<string, number>>): Profile => ({
  name,
  kind: 'never-issued',
  events: Object.values(routes).reduce((sum, n) => sum + n, 0),
  hours,
  routes: Object.entries(routes).map(([route, events]) => ({ route, events })),
})

describe('mergeProfiles', () => {
  it('takes the same hours on the same routes for one actor', () => {
    const merged = mergeProfiles([profile('x', [1, 2, 3], { '/p': 100, '/a': 50 }), profile('y', [2, 3], { '/p': 3 })])
    expect(merged.get('y')).toBe('x')
  })

  it('keeps other routes and other hours apart', () => {
    const merged = mergeProfiles([
      profile('x', [1, 2, 3], { '/p': 100 }),
      profile('other-route', [1, 2], { '/orders': 20 }),
      profile('other-time', [90, 91], { '/p': 20 }),
    ])
    expect([...merged.values()].sort()).toEqual(['other-route', 'other-time', 'x'])
  })
})

describe('phasesOf', () => {
  it('names the probe, the bursts and the pauses', () => {
    const hours = [
      { hour: '2025-04-14T03:00:00Z', events: 4n },
      { hour: '2025-06-24T01:00:00Z', events: 500n },
      { hour: '2025-06-24T02:00:00Z', events: 700n },
      { hour: '2025-06-25T01:00:00Z', events: 300n },
    ]
    expect(phasesOf(hours).map(({ kind, events }) => [kind, events])).toEqual([
      ['probe', 4n],
      ['pause', 0n],
      ['burst', 1200n],
      ['pause', 0n],
      ['burst', 300n],
    ])
  })

  it('has no phases without events', () => {
    expect(phasesOf([])).toEqual([])
  })
})
