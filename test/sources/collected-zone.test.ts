import { describe, expect, it } from 'vitest'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'

const HOUR = 3_600_000
const START = Date.UTC(2025, 10, 3, 0, 15, 0)
const numbers = Array.from({ length: 40 }, (_, n) => n)
const iso = (at: number): string => new Date(at).toISOString()
const local = (at: number): string => iso(at).slice(0, 19).replace('T', ' ')

/** A log-in that a server at `shift` writes without a zone. */
const said = (at: number, n: number, shift: number): string =>
  `${local(at + shift)},120 WARN  [org.keycloak.events] (t-1) type="LOGIN_ERROR", realmName="shop", username="m${n}", ipAddress="192.0.2.${n}", error="user_not_found"`

/** Ways in which a collector keeps a line and the moment when it came. */
const KEPT = {
  CRI: (at: number, text: string) => `${iso(at)} stdout F ${text}`,
  'syslog 5424': (at: number, text: string) => `<134>1 ${iso(at)} host-1 keycloak 1 - - ${text}`,
  JSON: (at: number, text: string) => JSON.stringify({ '@timestamp': iso(at), message: text }),
} as const

const zoneIn = (lines: readonly string[]): string => {
  const found = recogniseLines(lines, undefined)?.recognition
  return `${String(found?.zone)}, ${String(found?.zoneFrom)}`
}

describe.each(Object.entries(KEPT))('times without a zone in %s', (_, keep) => {
  const lines = (shift: number, late: (n: number) => number): readonly string[] =>
    numbers.map((n) => keep(START + n * 20_000 + late(n), said(START + n * 20_000, n, shift)))

  it.each([
    [9 * HOUR, '+09:00'],
    [5.75 * HOUR, '+05:45'],
    [-3.5 * HOUR, '-03:30'],
    [0, 'UTC'],
  ])('are %i ms ahead of those of the collector, which names its own: %s', (shift, zone) => {
    expect(zoneIn(lines(shift, (n) => (n % 7) * 500))).toBe(`${zone}, in the log`)
  })

  it('are left alone where the collector was behind, more and more', () => {
    expect(zoneIn(lines(9 * HOUR, (n) => n * 60_000))).toBe('UTC, assumed')
  })

  it('are left alone where the distance is that of no zone', () => {
    expect(zoneIn(lines(0.25 * HOUR, () => 0))).toBe('UTC, assumed')
  })

  it('are left alone where they are few', () => {
    expect(zoneIn(lines(9 * HOUR, () => 0).slice(0, 15))).toBe('UTC, assumed')
  })
})
