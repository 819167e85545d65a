import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 40 }, (_, n) => n)
/** Not in order, as requests of several workers are not. */
const happened = (n: number): number => Date.UTC(2026, 10, 2) + (n ^ 1) * 61_000
const clock = (at: number): string => new Date(at).toISOString()
/** A collector takes them in one after another, minutes later. */
const taken = (n: number): string => clock(Date.UTC(2026, 10, 2, 1) + n * 500)

const readAs = async (members: (n: number) => object) => {
  const lines = numbers.map((n) =>
    JSON.stringify({ ip: `192.0.2.${n}`, method: 'GET', uri: `/orders/${n}`, status: 200, ...members(n) }),
  )
  const found = recogniseLines(lines, { match: '*' })
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), lines)
  const times = rows.map(({ time }) => Number(BigInt(time ?? '0') / 1000n))
  return { time: found.recognition.fields.time, times }
}

describe('where a collector wrote @timestamp', () => {
  it.each([
    ['time', (n: number) => ({ '@timestamp': taken(n), time: clock(happened(n)) })],
    ['ts', (n: number) => ({ '@timestamp': taken(n), ts: happened(n) / 1000 })],
    ['nginx.time_iso8601', (n: number) => ({ '@timestamp': taken(n), nginx: { time_iso8601: clock(happened(n)) } })],
  ])('the time of the event is the one before it: %s', async (from, members) => {
    const { time, times } = await readAs(members)
    expect(time).toEqual({ from, how: 'guessed' })
    expect(times).toEqual(numbers.map(happened))
  })
})

describe('@timestamp is the time of the event', () => {
  it.each([
    ['where the other is later', (n: number) => ({ '@timestamp': clock(happened(n)), time: taken(n) })],
    ['where the other is of a log-in before', (n: number) => ({ '@timestamp': clock(happened(n)), auth_time: happened(n) / 1000 - 600 * n })],
    ['where the other is of when something was made', (n: number) => ({ '@timestamp': clock(happened(n)), created_at: clock(happened(n) - 86_400_000 * (n + 1)) })],
    ['where the other says no offset', (n: number) => ({ '@timestamp': clock(happened(n)), time: clock(happened(n) - 18_000_000).slice(0, 19) })],
    ['where the other stays', (n: number) => ({ '@timestamp': clock(happened(n)), time: clock(Date.UTC(2026, 10, 1)) })],
    ['where few have the other', (n: number) => ({ '@timestamp': clock(happened(n)), ...(n % 4 === 0 && { time: clock(happened(n) - 60_000) }) })],
  ])('%s', async (_, members) => {
    const { time, times } = await readAs(members)
    expect(time).toEqual({ from: '@timestamp', how: 'recognised' })
    expect(times).toEqual(numbers.map(happened))
  }) // biome-ignore format: one case a line
})
