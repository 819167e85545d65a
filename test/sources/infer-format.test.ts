import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { inferFormat } from '../../src/sources/web-access/infer-format.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 40 }, (_, n) => n)
const second = (n: number): string => String(n % 60).padStart(2, '0')

/** Formats that people wrote themselves and nobody declared. */
const WRITTEN: Readonly<Record<string, (n: number) => string>> = {
  'names behind the time': (n) =>
    `192.0.2.${n} [12/Jan/2026:02:43:${second(n)} +0900] "GET /my/${n} HTTP/2.0" 200 ${100 + n} "-" "Mozilla/5.0 (X11; Linux)" sid=${n % 3 === 0 ? '-' : `w9VF3YsrVE0T${n}`} rt=0.0${n}`,
  'time first, method and path as words': (n) =>
    `2026-01-12T02:43:${second(n)}.123Z 192.0.2.${n} "CN=${n}" GET /files/${n}?a=1 200 ${100 + n} 0.0${n} "Mozilla/5.0 (X11; Linux)"`,
  'a time of two words, tabs': (n) =>
    `2026-01-12 02:43:${second(n)}\t192.0.2.${n}\tGET\t/files/${n}\t200\t${100 + n}\tcurl/8.5.0`,
  'a time of two words, spaces alone': (n) =>
    `2026-01-12 02:43:${second(n)},123 INFO     access 192.0.2.${n}:5000${n % 10} - "GET /files/${n} HTTP/1.1" 200 ${100 + n}`,
  'bars alone, no request line': (n) =>
    `2026-01-12 02:43:${second(n)}.123Z|192.0.2.${n}|${n % 3 === 0 ? '-' : `u${n}@mail.example`}|GET|/files/${n}|200|${100 + n}|Mozilla/5.0 (X11; Linux)`,
  'an address in angles, no protocol': (n) =>
    `[12/Jan/2026:02:43:${second(n)} +0000] 10.0.0.${n % 3} <192.0.2.${n}> ${n % 3 === 0 ? '-' : `4000${n}`} "GET /files/${n}" 200 ${100 + n} "Mozilla/5.0 (X11; Linux)"`,
  'like a known one, but that it names accounts': (n) =>
    `192.0.2.${n} ${n % 9 === 0 ? `u${n}` : '-'} [12/Jan/2026:02:43:${second(n)} +0000] "GET /a/${n} HTTP/2.0" 200 ${100 + n} "-" "Mozilla/5.0 (X11; Linux)" sid=${n % 9 === 0 ? `w9VF3YsrVE0T${n}` : '-'}`,
  'the status before the request, another size behind it': (n) =>
    `1768182180.${100 + n}\t192.0.2.${n}\t0.012\t200\t${100 + n}\tGET\thttps\tshop.example\t/files/${n}\t420\tICN54-C1\tMozilla/5.0%20(X11)`,
  'as an edge writes, whose pairs are of few things': (n) =>
    `[2026-01-12T02:43:${second(n)}.123Z] GET /files/${n}?page=${n} HTTP/2 200 - ${100 + n} 30${n} "Mozilla/5.0 (X11; Linux)" xff="192.0.2.${n}" auth="shop.example" up=10.0.0.5:80`,
  'pairs between the words, which alone tell no request': (n) =>
    `2026-01-12T02:43:${second(n)}.123Z 192.0.2.${n} sess=${n % 3 === 0 ? '-' : `w9VF3YsrVE0T${n}`} sub=${n % 3 === 0 ? '-' : `m${n}`} "GET /files/${n}" 200 ${100 + n}B ${n}ms ua="Mozilla/5.0 (X11; Linux)"`,
  'bars between': (n) =>
    `[12/Jan/2026:02:43:${second(n)} +0000] | 10.0.0.1 | 192.0.2.${n} | "GET /files/${n} HTTP/1.1" | 200 | ${100 + n} | "Mozilla/5.0 (X11; Linux)"`,
}

describe('a format of requests that nobody declared', () => {
  it.each(Object.keys(WRITTEN))('%s: is read off the lines', async (name) => {
    const lines = numbers.map((n) => WRITTEN[name]?.(n) ?? '')
    const found = recogniseLines(lines, undefined)
    expect(found?.kind).toBe('web-access')
    const kind = SOURCES.find(({ id }) => id === 'web-access')
    if (kind === undefined || found === null) throw new Error('not recognised')
    const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), lines)
    expect(rows.map(({ reject }) => reject)).toEqual(numbers.map(() => ''))
    expect(rows.map(({ src_ip }) => src_ip)).toEqual(numbers.map((n) => `192.0.2.${n}`))
    expect(rows.map(({ bytes }) => Number(bytes))).toEqual(numbers.map((n) => 100 + n))
    expect(new Set(rows.map(({ method, status }) => `${method} ${status}`))).toEqual(new Set(['GET 200']))
  })

  it('is not taken for one of a balancer that names itself where this one has an address', async () => {
    const line = (n: number): string =>
      `2026-01-12T02:43:${second(n)}.123+09:00 192.0.2.${n}:4000 10.0.0.5:80 0.000 0.012 0.000 200 200 320 ${1000 + n} "GET https://shop.example:443/a/${n} HTTP/1.1" "curl/8.5.0" ECDHE TLSv1.2`
    const { rows } = await readAsWeb(numbers.map(line))
    expect(rows.map(({ src_ip, path, bytes }) => [src_ip, path, bytes])).toEqual(
      numbers.map((n) => [`192.0.2.${n}`, `/a/${n}`, '0']),
    )
  })

  it('is read behind a header of syslog, whose day is padded', () => {
    const line = (n: number): string =>
      `Jul  6 02:43:${second(n)} cache01 varnishncsa[811]: 17832960${10 + n}.123 192.0.2.${n} GET "https://www.daily.example/a/${n}" 200 ${100 + n} hit sub=${n % 3 === 0 ? '-' : `9000${n}`} "Mozilla/5.0 (X11; Linux)"`
    const lines = numbers.map(line)
    const found = recogniseLines(lines, undefined)
    expect(found?.kind).toBe('syslog')
    const kind = SOURCES.find(({ id }) => id === 'syslog')
    if (kind === undefined || found === null) throw new Error('not recognised')
    expect(found.recognition.fields.src_ip).toBeDefined()
    expect(inferFormat(lines)).toBeNull()
  })

  it('is not read into lines that are written differently, or that are no requests', () => {
    expect(inferFormat(numbers.map((n) => `2026-01-12T02:43:${second(n)}Z worker ${'x '.repeat(n)} done`))).toBeNull()
    expect(inferFormat(numbers.map((n) => `2026-01-12T02:43:${second(n)}Z worker started job ${n}`))).toBeNull()
  })

  it('takes bytes with their unit, and no counter of requests for a session', async () => {
    const lines = numbers.map(
      (n) =>
        `2026/01/12 02:43:${second(n)} [web-1/Ab12Cd34Ef-0000${10 + n}] "GET http://shop.example/files/${n} HTTP/1.1" from 192.0.2.${n}:5000${n % 10} - 200 ${100 + n}B in 1.2${n}ms`,
    )
    const { recognition, rows } = await readAsWeb(lines)
    expect(recognition.fields.credential).toBeUndefined()
    expect(rows.map(({ bytes }) => Number(bytes))).toEqual(numbers.map((n) => 100 + n))
  })

  it('takes the number behind a dash for the bytes, and not the dash', async () => {
    const lines = numbers.map((n) => `2026-01-12T02:43:${second(n)}.123Z GET /files/${n} 200 1.2${n} ms - ${100 + n}`)
    const { rows } = await readAsWeb(lines)
    expect(rows.map(({ bytes }) => Number(bytes))).toEqual(numbers.map((n) => 100 + n))
  })

  it('knows who and whence in one word', async () => {
    const lines = many.map(
      (n) =>
        `192.0.2.254 2026-01-12T02:43:${second(n)}Z ns01 : Context mina${n % 25}@198.51.100.${n % 25} - Vserver 192.0.2.10:443 - GET /files/${n} - -`,
    )
    const { rows } = await readAsWeb(lines)
    expect(rows.map(({ src_ip }) => src_ip)).toEqual(many.map((n) => `198.51.100.${n % 25}`))
    expect(rows.map(({ principal }) => principal)).toEqual(many.map((n) => `mina${n % 25}`))
  })

  it('takes names in brackets for accounts where each comes from a place of its own, and threads for none', async () => {
    const line = (n: number, thread: string, name: string): string =>
      `2026-01-12 02:43:${second(n)}.123 INFO [${thread}] [${name}] [198.51.100.${n % 25}] GET /files/${n} 200 ${100 + n}`
    const named = await readAsWeb(many.map((n) => line(n, `http-nio-8080-exec-${(n * 7) % 30}`, `mina${n % 25}`)))
    expect(named.rows.map(({ principal }) => principal)).toEqual(many.map((n) => `mina${n % 25}`))
    expect(named.recognition.fields.credential).toBeUndefined()
    const unnamed = await readAsWeb(
      many.map((n) => line(n, `http-nio-8080-exec-${(n * 7) % 30}`, `task${(n * 11) % 31}`)),
    )
    expect(unnamed.recognition.fields.principal).toBeUndefined()
    expect(unnamed.recognition.fields.credential).toBeUndefined()
  })
})

const many = Array.from({ length: 120 }, (_, n) => n)

const readAsWeb = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === 'web-access')
  if (kind === undefined || found?.kind !== 'web-access') throw new Error(`read as ${found?.kind}`)
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), lines)
  return { recognition: found.recognition, rows }
}
