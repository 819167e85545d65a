import { describe, expect, it } from 'vitest'
import type { WayIn } from '../../src/domain/report-model.ts'
import { reasonsOf, vectorOf } from '../../src/stages/reconstruct/ways-in.ts'
import { say } from '../../src/text/say.ts'

const way = (vector: string, first: string, code: string): WayIn => ({
  vector,
  level: 'confirmed',
  posterior: 0.999,
  first,
  last: '2025-03-09T10:00:00.000000Z',
  events: 1200n,
  reasons: [{ code, values: { n: 3 } }],
})

describe('the ways by which one actor came in', () => {
  it('are one with its reasons', () => {
    expect(reasonsOf([way('never-issued', '2025-03-01T00:00:00.000000Z', 'reason/never-issued')])).toEqual([
      { code: 'reason/never-issued', values: { n: 3 } },
    ])
  })

  it('are several, each named before its reasons', () => {
    const reasons = reasonsOf([
      way('object-enumeration', '2025-03-01T00:00:00.000000Z', 'reason/foreign-objects'),
      way('never-issued', '2025-03-05T00:00:00.000000Z', 'reason/never-issued'),
    ])
    expect(reasons.map(({ code }) => code)).toEqual([
      'reason/way-in',
      'reason/foreign-objects',
      'reason/way-in',
      'reason/never-issued',
    ])
    expect(reasons[0] && say('en', reasons[0])).toMatch(/^Came in by .+ from 2025-03-01 .+: 1,200 requests\./)
  })

  it('are named by what their detection speaks for', () => {
    expect(['no-log-in-seen', 'object-enumeration', 'unheard-of'].map(vectorOf)).toEqual([
      'never-issued',
      'object-enumeration',
      'unheard-of',
    ])
  })
})
