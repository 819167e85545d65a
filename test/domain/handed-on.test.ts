import { describe, expect, it } from 'vitest'
import { type Crossing, handedOn } from '../../src/domain/handed-on.ts'

const crossing = (a: string, b: string, distance: number, times = 1): Crossing => ({
  a,
  b,
  distance,
  targets: 200,
  times,
})

describe('handedOn', () => {
  it('ties addresses of which each goes on where the one before it stopped', () => {
    expect(handedOn([crossing('a', 'b', 1), crossing('b', 'c', 1), crossing('c', 'a', 2, 2)])).toEqual([
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
    ])
  })

  it('makes nothing of one step', () => {
    expect(handedOn([crossing('a', 'b', 1)])).toEqual([])
  })

  it('makes nothing of next targets that lie anywhere', () => {
    expect(handedOn([crossing('a', 'b', 16, 40), crossing('a', 'b', 9, 2), crossing('a', 'b', 1)])).toEqual([])
  })

  it('sees a walk between whose steps another one works elsewhere', () => {
    const walk = [crossing('a', 'b', 1, 6), crossing('a', 'x', 16, 5), crossing('b', 'x', 16, 5)]
    expect(handedOn(walk)).toEqual([['a', 'b']])
  })

  it('makes nothing of steps among few targets, which lie near by chance', () => {
    expect(handedOn([{ ...crossing('a', 'b', 1, 5), targets: 8 }])).toEqual([])
  })
})
