import { describe, expect, it } from 'vitest'
import { deduceZones } from '../../src/domain/zones.ts'

const shift = (source: string, reference: string, quarters: number) => ({
  source,
  reference,
  quarters,
  pairs: 90,
  of: 100,
})

describe('deduceZones', () => {
  it('reads a source by the one whose zone is known, whichever of the two is named first', () => {
    expect(deduceZones([shift('app', 'edge', 36)], ['edge'], ['app'])).toEqual(
      new Map([['app', { zone: '+09:00', reference: 'edge', pairs: 90, of: 100 }]]),
    )
    expect(deduceZones([shift('edge', 'app', 14)], ['edge'], ['app']).get('app')?.zone).toBe('-03:30')
  })

  it('goes on from what it deduced, and shares a zone where there is no shift', () => {
    const zones = deduceZones([shift('app', 'log-ins', 0), shift('app', 'edge', 36)], ['edge'], ['app', 'log-ins'])
    expect(zones.get('log-ins')).toMatchObject({ zone: '+09:00', reference: 'app' })
  })

  it('deduces nothing without a known zone, from one that contradicts another, or beyond the zones that there are', () => {
    expect(deduceZones([shift('app', 'log-ins', 36)], [], ['app', 'log-ins']).size).toBe(0)
    expect(deduceZones([shift('app', 'a', 36), shift('app', 'b', 4)], ['a', 'b'], ['app']).size).toBe(0)
    expect(deduceZones([shift('app', 'edge', 60)], ['edge'], ['app']).size).toBe(0)
    expect(deduceZones([shift('app', 'edge', 0)], ['edge'], ['app']).size).toBe(0)
  })
})
