import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bind, sql } from '../../src/engine/sql.ts'
import { anyTime, clfFractionTime } from '../../src/sources/shared/line-time.ts'
import { timeOfAny } from '../../src/sources/shared/times.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const ZONES = ['UTC', '+09:00', '-03:30', 'Asia/Seoul', 'America/New_York']
const EARLIEST = BigInt(Date.UTC(1990, 0, 1)) * 1000n

/** Text → microseconds, by both readers; what lies before 1990 is no time. */
const readings = async (texts: readonly string[], zone: string) => {
  const rows = await engine().rows<{ any: string; line: string }>(sql`
    SELECT toString(toUnixTimestamp64Micro(${timeOfAny(sql`x`, zone)})) AS any, toString(toUnixTimestamp64Micro(${anyTime.sql(sql`x`, zone)})) AS line
    FROM (SELECT t.1 AS n, t.2 AS x FROM (SELECT arrayJoin(arrayZip(arrayEnumerate(${bind('Array(String)', texts)}), ${bind('Array(String)', texts)})) AS t)) ORDER BY n`)
  const bytes = texts.map((text) => Buffer.from(text).toString('latin1'))
  const known = (micro: string | bigint): string => (BigInt(micro) < EARLIEST ? 'none' : String(micro))
  return texts.map((text, i) => ({
    text,
    any: known(rows[i]?.any ?? '0'),
    line: known(rows[i]?.line ?? '0'),
    plain: known(anyTime.plain(bytes[i] ?? '', zone) ?? 0n),
  }))
}

const at = (...parts: Parameters<typeof Date.UTC>): string => String(Date.UTC(...parts) * 1000)

describe('a time', () => {
  it('is read as it is written, or not at all', async () => {
    const noon = at(2025, 9, 10, 3)
    const texts: readonly (readonly [string, string])[] = [
      ['2025-10-10T12:00:00+09:00', noon], ['2025-10-10T12:00:00.000000+0900', noon], ['2025-10-10T03:00:00Z', noon], ['2025-10-10 03:00:00 UTC', noon],
      ['2025-10-10 12:00:00', noon], ['2025/10/10 12:00:00', noon], ['2025.10.10 12:00:00,000', noon], ['2025-10-10 12:00', noon], ['2025-10-10T12:00+09:00', noon],
      ['1760065200', noon], ['1760065200000', noon], ['1760065200000000', noon], ['1760065200000000000', noon], ['1760065200.000', noon],
      ['20251010120000', noon], ['20251010120000000', noon], ['20251010T030000Z', noon], ['20251010 120000.000', noon], ['20251010T120000+0900', noon], ['10.10.2025 12:00:00', noon], ['10.10.2025 12:00', noon],
      ['2025. 10. 10. 오후 12:00:00', noon], ['2025-10-10 오후 12:00', noon], ['2025. 10. 10. 오전 12:00', at(2025, 9, 9, 15)], ['2025-10-10 PM 1:05:06', at(2025, 9, 10, 4, 5, 6)], ['2025.10.10 13:05', at(2025, 9, 10, 4, 5)], ['2025-3-4 9:05', at(2025, 2, 4, 0, 5)],
      ['2025-10-10 12:00:00 PM', noon], ['2025-10-10 12:00:00 AM', at(2025, 9, 9, 15)], ['2025/10/10 01:05:06PM', at(2025, 9, 10, 4, 5, 6)], ['2025-10-10 12:00:00+09', noon], ['2025-10-10 12:00:00.000+09', noon], ['2025/10/10 - 12:00:00', noon], ['2025.10.10 12:00:00:000', noon], ['2025-10-10 12:00:00:00', 'none'], ['20251010 12:00:00', noon], ['20251010 12:00:00,000', noon], ['20251010T03:00:00Z', noon], ['20251010 12:00:00 KST', noon], ['20251310 12:00:00', 'none'],
      ['2025년 10월 10일 12시 00분 00초', noon], ['2025년 10월 10일 12:00', noon], ['2025년 10월 10일 (금) 오후 12:00:00', noon], ['2025年10月10日 12時0分', noon], ['2025年10月10日 午後1:05', at(2025, 9, 10, 4, 5)],
      ['Oct 10, 2025 @ 12:00:00.000', noon], ['Oct 10, 2025 12:00:00 PM', noon], ['Oct 10, 2025, 1:05:06 PM', at(2025, 9, 10, 4, 5, 6)], ['Oct 10 2025 12:00:00', noon], ['October 10, 2025 at 12:00', noon],
      ['Fri, 10 Oct 2025 03:00:00 GMT', noon], ['10 Oct 2025 12:00:00 +0900', noon], ['10-OCT-2025 12:00:00.000', noon], ['10-Oct-2025 12:00:00,000', noon],
      ['Fri Oct 10 12:00:00.000000 2025', noon], ['Fri Oct 10 12:00:00 KST 2025', noon], ['Fri Oct 10 03:00:00 UTC 2025', noon], ['Sat Mar  4 09:05:00 2023', at(2023, 2, 4, 0, 5)],
      ['2025-10-10T12:00:00.000+09:00[Asia/Seoul]', noon], ['2025-10-10T03:00Z[UTC]', noon], ['2025-10-10T12:00:00+09:00[x y]', 'none'],
      ['Feb 30, 2025 @ 12:00:00.000', 'none'], ['31 Apr 2025 12:00:00', 'none'], ['Fri Oct 10 25:00:00 2025', 'none'], ['Fri Oct 10 12:00:00 IST 2025', 'none'], ['2025-10-10 12:00:00 BST', 'none'], ['2025년 13월 10일 12시 00분', 'none'],
      ['20251310120000', 'none'], ['20250229120000', 'none'], ['20251010250000', 'none'], ['31.02.2025 12:00:00', 'none'], ['2025. 2. 30. 오후 1:00', 'none'], ['99999999999999', 'none'], ['12345678901234567', 'none'],
      ['Thu Oct 09 22:00:00 EST 2025', noon], ['Thu Oct 09 23:00:00 EDT 2025', noon], ['2025-10-09 21:00:00 CST', noon], ['2025-10-09 20:00:00.000 MST', noon], ['2025-10-09 20:00:00,000 PDT', noon], ['2025-10-10 05:00:00 CEST', noon], ['20251009 19:00:00 PST', noon],
      ['2025-10-10 12:00:00 UTC+9', noon], ['2025-10-10 12:00:00 GMT+09:00', noon], ['2025-10-09T23:30:00 UTC-03:30', noon], ['2025-10-10 12:00:00 UTC+', 'none'],
      ['Fri Oct 10 2025 12:00:00 GMT+0900 (Korean Standard Time)', noon], ['Fri Oct 10 2025 12:00:00 GMT+0900 (한국 표준시)', noon], ['10 Oct 2025 12:00:00 +0900 (KST)', noon],
      ['10-OCT-25 12.00.00.000000 PM', noon], ['10-OCT-25 12.00.00 PM +09:00', noon], ['10-OCT-2025 03.00.00.000000000 AM UTC', noon], ['10-OCT-25 13.00.00 PM', 'none'], ['31-APR-25 12.00.00 PM', 'none'], ['2025-10-10-12.00.00.000000', noon], ['2025-10-10-25.00.00', 'none'], ['2025-10-10 12:00:00 pm', noon],
      ['1.7600652E9', noon], ['1.760065200e+09', noon], ['1.7600652E+12', noon], ['1.7600652e15', noon], ['1.7600652E18', noon], ['1.7600652E10', 'none'], ['1.760065200123E9', at(2025, 9, 10, 3, 0, 0, 123)], ['45940.5', noon], ['45940.50000001', at(2025, 9, 10, 3, 0, 0, 1)], ['45940.54237', at(2025, 9, 10, 4, 1, 1)], ['25940.5', 'none'], ['45940', 'none'],
      ['10/Oct/2025:12:00:00 +0900', noon], ['10/Oct/2025:12:00:00.000', noon],
      ['2016-12-31T23:59:60Z', at(2017, 0, 1)],
      ['2025-10-10T25:00:00Z', 'none'], ['2025-10-10T12:75:00Z', 'none'], ['2025-10-10T12:00:61Z', 'none'], ['2025-00-10T12:00:00Z', 'none'], ['2025-10-00T12:00:00Z', 'none'],
      ['2025-02-29T12:00:00Z', 'none'], ['0000-10-10T12:00:00Z', 'none'], ['2025-10-1  T12:00:00Z', 'none'], ['2025-10-10', 'none'], ['20251010', 'none'],
      ['+1760065200', 'none'], ['1760065200.5e1', 'none'], ['-', 'none'], ['', 'none'], ['now', 'none'],
    ] // biome-ignore format: a table
    const found = await readings(texts.map(([text]) => text), 'Asia/Seoul') // biome-ignore format: one line
    expect(found).toEqual(texts.map(([text, time]) => ({ text, any: time, line: time, plain: time })))
  })

  it.each(ZONES)('that is mangled is the same to both readers, or no time to both: %s', async (zone) => {
    const whole = ['2025-10-10T13:55:36.123Z', '2025-10-10 13:55:36', '2025-03-09T02:30:00', '2025-10-10T13:55:36+09:00', '2025/10/10 13:55', '1760104536.789', '1760104536789', '20251010135536', '20251010T135536.25Z', '10.10.2025 13:55:36', '2025. 10. 9. PM 1:55:36', '2025-10-9 13:55', 'Oct 10, 2025 @ 13:55:36.789', 'Fri, 10 Oct 2025 13:55:36 GMT', 'Fri Oct 10 13:55:36 2025', '10-OCT-2025 1:55:36 PM', '2025-10-10 01:55:36 PM', '2025.10.10 13:55:36:123', '2025/10/10 - 13:55:36', '10-OCT-25 01.55.36.25 PM +09:00', '2025-10-10-13.55.36.25', '2025-10-10 13:55:36.5 PST', '2025-10-10 13:55:36 UTC+9', '1.760104536789E9', '1.760104536789E+12', '45940.57995123', 'Fri Oct 10 13:55:36 CEST 2025', 'Fri Oct 10 2025 13:55:36 GMT+0900 (Korean Standard Time)', '2025-10-10 13:55:36.25+09', '20251010 13:55:36.5'] // biome-ignore format: a list
    const edit = fc.tuple(
      fc.nat(28),
      fc.nat(2),
      fc.constantFrom('', '0', '9', '-', ':', ' ', 'T', '.', '+', 'Z', 'e', '/', '\xff'),
    )
    const mangled = fc.tuple(fc.constantFrom(...whole), fc.array(edit, { minLength: 1, maxLength: 2 })).map(([text, edits]) => edits.reduce((all, [start, gone, put]) => all.slice(0, start) + put + all.slice(start + gone), text)) // biome-ignore format: one chain
    const texts = fc.sample(mangled, { numRuns: 3000, seed: 11 }).filter((text) => /^[\x20-\x7e]*$/.test(text))
    const found = await readings(texts, zone)
    expect(found.filter(({ any, plain, line }) => any !== plain || line !== plain)).toEqual([])
    expect(found.filter(({ plain }) => plain !== 'none').length).toBeGreaterThan(150)
  })

  it('of HAProxy has digits behind the second, or no fraction', async () => {
    const texts = [
      '06/Feb/2025:12:14:14.655',
      '06/Feb/2025:12:14:14.6',
      '06/Feb/2025:12:14:14.+7655',
      '06/Feb/2025:12:14:14.-7',
      '06/Feb/2025:12:14:14.',
    ]
    const rows = await engine().rows<{ micro: string }>(sql`
      SELECT toString(toUnixTimestamp64Micro(${clfFractionTime.sql(sql`x`, 'UTC')})) AS micro
      FROM (SELECT t.1 AS n, t.2 AS x FROM (SELECT arrayJoin(arrayZip(arrayEnumerate(${bind('Array(String)', texts)}), ${bind('Array(String)', texts)})) AS t)) ORDER BY n`)
    const second = BigInt(at(2025, 1, 6, 12, 14, 14))
    const expected = [655_000n, 600_000n, 0n, 0n, 0n].map((fraction) => String(second + fraction))
    expect(rows.map(({ micro }) => micro)).toEqual(expected)
    expect(texts.map((text) => String(clfFractionTime.plain(text, 'UTC')))).toEqual(expected)
  })
})
