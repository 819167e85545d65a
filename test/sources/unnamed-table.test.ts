import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const FEW = Array.from({ length: 40 }, (_, n) => n)
/** Local, of Seoul. */
const at = (n: number, everyDays = 0): string =>
  new Date(Date.UTC(2025, 10, 9, 15, 5, 11) + n * 37_000 + n * everyDays * 86_400_000).toISOString().replace('T', ' ').slice(0, 19) // biome-ignore format: one time
/** As UTC, in microseconds. */
const micro = (time: string): string => `${Date.parse(`${time}Z`)}000`
const fails = (n: number): boolean => n % 3 === 2
const ip = (n: number): string => `203.0.113.${(n % 11) + 7}`
const user = (n: number): string => ['mina', 'juno', 'hana', 'doyun', 'u-1001', 'kim.cs', 'seoyeon'][n % 7] ?? ''

const recognised = (lines: readonly string[]) => recogniseLines(lines, undefined)
const readAs = async (lines: readonly string[]) => {
  const found = recognised(lines)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  return { ...found, rows: rows.filter(({ reject }) => reject === '') }
}

describe('a table without its header', () => {
  it('is read by what its cells show: log-ins', async () => {
    const { kind, recognition, rows } = await readAs(
      FEW.map((n) => `${at(n)}|${user(n)}|${ip(n)}|로그인|${fails(n) ? '실패' : '성공'}|PC`),
    )
    expect([kind, recognition.format]).toEqual([
      'delimited',
      '|column 1 time|column 2 user|column 3 client ip|column 4 event|column 5 result|column 6',
    ])
    expect(rows.map(({ action }) => action)).toEqual(FEW.map((n) => (fails(n) ? 'logon-failed' : 'logon')))
    expect(rows[1]).toMatchObject({ principal: 'juno', src_ip: '203.0.113.8' })
    expect(Object.values(recognition.fields).map(({ how }) => how)).not.toContain('declared')
  })

  it('is read so: requests, whose client is the address that differs most', async () => {
    const { rows, recognition } = await readAs(
      FEW.map(
        (n) =>
          `${at(n)},10.0.0.${n % 3},${ip(n)},${user(n)},GET,/orders/${77_001 + n}?page=1,${n % 5 === 4 ? 404 : 200}`,
      ),
    )
    expect(rows[4]).toMatchObject({
      src_ip: '203.0.113.11',
      method: 'GET',
      path: '/orders/77005',
      status: '404',
      principal: '',
    })
    expect(recognition.fields.principal).toBeUndefined()
  })

  it('may have its day and its clock apart', async () => {
    const { rows } = await readAs(FEW.map((n) => `${at(n).replace(' ', ',')},${ip(n)},GET,/orders/${77_001 + n},200`))
    expect(rows[0]).toMatchObject({ src_ip: '203.0.113.7', time: micro(at(0)) })
  })

  it.each([
    ['sales', (n: number) => `${at(n)},${77_001 + n},${user(n)},상품${n % 5},${500 + n},카드`],
    ['connections', (n: number) => `${at(n)},${ip(n)},${40_000 + n},10.0.0.${n % 3},443,TCP,${500 + n},ALLOW`],
    [
      'a yes and a no of which nobody tells what they are of',
      (n: number) => `${at(n)},${user(n)},${ip(n)},${fails(n) ? 'N' : 'Y'}`,
    ],
    [
      'log-ins from two addresses that differ alike',
      (n: number) => `${at(n)},${user(n)},${ip(n)},198.51.100.${(n % 11) + 1},LOGIN`,
    ],
    ['rows of different lengths', (n: number) => `${at(n)},${user(n)},${ip(n)},LOGIN${',x'.repeat(n % 3)}`],
  ])('is none of ours: %s', (_, row) => {
    expect(recognised(FEW.map(row))?.kind).not.toBe('delimited')
  })
})

describe('years of two digits', () => {
  const table = (time: (n: number) => string, header = 'time,ip,method,url,status'): readonly string[] => [
    header,
    ...FEW.map((n) => `${time(n)},${ip(n)},GET,/orders/${77_001 + n},200`),
  ]
  const KOREAN = '접속일시,접속IP,메소드,URL,상태코드'
  const apart = (n: number, days = 0): readonly [string, string, string, string] => {
    const [year = '', month = '', rest = ''] = at(n, days).slice(2).split('-')
    return [year, month, ...rest.split(' ')] as unknown as readonly [string, string, string, string]
  }

  it.each([
    ['yy-mm-dd', 'time (yy/mm/dd)', 0, (n: number) => at(n).slice(2), undefined],
    ['yy/mm/dd of many days', 'time (yy/mm/dd)', 1, (n: number) => at(n, 1).slice(2).replaceAll('-', '/'), undefined],
    ['in Korean', '접속일시 (yy/mm/dd)', 0, (n: number) => at(n).slice(2).replaceAll('-', '/'), KOREAN],
    ['dd/mm/yy', 'time (dd/mm/yy)', 1, (n: number) => { const [y, m, d, t] = apart(n, 1); return `${d}/${m}/${y} ${t}` }, undefined],
    ['mm/dd/yy', 'time (mm/dd/yy)', 1, (n: number) => { const [y, m, d, t] = apart(n, 1); return `${m}/${d}/${y} ${t}` }, undefined],
    ['the name of the month', 'time', 0, (n: number) => { const [y, , d, t] = apart(n); return `${d}-NOV-${y} ${t}` }, undefined],
  ])('are read where the order is told: %s', async (_, place, days, time, header) => {
    const { recognition, rows } = await readAs(table(time, header))
    expect(recognition.fields.time?.from).toBe(place)
    expect(rows.map((row) => row['time'])).toEqual(FEW.map((n) => micro(at(n, days))))
  }) // biome-ignore format: one case a line

  it('are not, where a day fits two orders; in Korea the year stands first', async () => {
    const day = (n: number): string => `26-11-27 ${at(n).slice(11)}`
    expect(recognised(table(day))).toBeNull()
    const { rows } = await readAs(table(day, KOREAN))
    expect(rows[0]).toMatchObject({ time: micro('2026-11-27 15:05:11') })
  })
})
