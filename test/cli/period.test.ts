import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodIn, readTime } from '../../src/stages/period.ts'

const inUtc = (text: string, zone: string): readonly [string | undefined, string | undefined] => {
  const time = readTime(text)
  if (time === null) throw new Error(`not a time: ${text}`)
  const { from, to } = periodIn(zone, time, time)
  return [from, to]
}

describe('a time that a person wrote', () => {
  it.each([
    ['2026-03-01', 'Asia/Seoul', '2026-02-28T15:00:00.000000Z'],
    ['2026-03-01', '+09:00', '2026-02-28T15:00:00.000000Z'],
    ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000000Z'],
    ['2026-03-01T09:30', 'Asia/Seoul', '2026-03-01T00:30:00.000000Z'],
    ['2026-03-01 09:30:15.25', 'Asia/Seoul', '2026-03-01T00:30:15.250000Z'],
    ['2026-03-01T09:30:15.123456789Z', 'Asia/Seoul', '2026-03-01T09:30:15.123456Z'],
    ['2026-03-01T09:00:00-0330', 'Asia/Seoul', '2026-03-01T12:30:00.000000Z'],
    ['2026-03-01T09:00:00+09', 'UTC', '2026-03-01T00:00:00.000000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000000Z'],
  ])('%s in %s is %s', (text, zone, utc) => {
    expect(inUtc(text, zone)).toEqual([utc, utc])
  })

  it('that came twice is taken in whole', () => {
    expect(inUtc('2026-11-01T01:30', 'America/New_York')).toEqual([
      '2026-11-01T05:30:00.000000Z',
      '2026-11-01T06:30:00.000000Z',
    ])
  })

  it('that clocks skipped is read on the offset before', () => {
    expect(inUtc('2026-03-08T02:30', 'America/New_York')[0]).toBe('2026-03-08T07:30:00.000000Z')
  })

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-03-01T24:01',
    '20260301',
    '2026-03-01T09:00+9',
    '1 March',
  ])('%j is none', (text) => {
    expect(readTime(text)).toBeNull()
  })

  it('means the same instant whichever way it is written', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
        const [from, to] = inUtc(wall.format(instant), zone)
        const utc = `${instant.toISOString().slice(0, 19)}.000000Z`
        expect([from, to]).toContain(utc)
      }),
    )
  })
})
