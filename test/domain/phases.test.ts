import { describe, expect, it } from 'vitest'
import { phasesOf } from '../../src/domain/phases.ts'

type Count = readonly [hour: number, events: bigint]

/** Hours after midnight, with so many events in each. */
const shapeOf = (...counts: readonly Count[]): readonly string[] => {
  const hours = counts.map(([hour, events]) => ({ hour: new Date(Date.UTC(2026, 2, 1, hour)).toISOString(), events }))
  return phasesOf(hours).map(
    ({ kind, from, to, events }) => `${kind} ${from.slice(8, 13)}-${to.slice(8, 13)} ${events}`,
  )
}

describe('the phases of an actor', () => {
  it('are none without an event', () => {
    expect(phasesOf([])).toEqual([])
  })

  it('are one burst where less than six hours lie between two hours with events', () => {
    expect(shapeOf([1, 5n], [7, 5n])).toEqual(['burst 01T01-01T08 10'])
  })

  it('are two, and a pause between them, where six hours do', () => {
    expect(shapeOf([1, 5n], [8, 5n])).toEqual(['burst 01T01-01T02 5', 'pause 01T02-01T08 0', 'burst 01T08-01T09 5'])
  })

  it('begin with probes where all before the bulk stay below a twentieth', () => {
    expect(shapeOf([0, 2n], [10, 2n], [20, 96n])).toEqual([
      'probe 01T00-01T01 2',
      'pause 01T01-01T10 0',
      'probe 01T10-01T11 2',
      'pause 01T11-01T20 0',
      'burst 01T20-01T21 96',
    ])
    expect(shapeOf([0, 5n], [20, 95n])[0]).toMatch(/^burst/)
  })

  it('call no later stretch a probe, however small', () => {
    expect(shapeOf([0, 99n], [20, 1n]).at(-1)).toBe('burst 01T20-01T21 1')
  })
})
