import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import type { EventField } from '../../src/domain/case-config.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

/** Where fields come from, and what both readings make of the lines. */
const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (found === null || kind === undefined) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  const from = (field: EventField): string | undefined => found.recognition.fields[field]?.from
  return { kind: found.kind, from, rows: rows.filter(({ reject }) => reject === '') }
}

const numbers = Array.from({ length: 60 }, (_, n) => n)
const time = (n: number): string => `06/Mar/2026:10:00:${String(n).padStart(2, '0')} +0900`
const NAMES = ['mina.kim', 'juno', 'hana', 'seo', 'dahye', 'kyu', 'pat', 'choi', 'rin', 'bora', 'gang', 'yuri']
const nameOf = (n: number): string => NAMES[n % 12] ?? ''
/** Everybody at two addresses. */
const address = (n: number): string => `192.0.2.${2 * (n % 12) + (n % 5 === 0 ? 1 : 0)}`
const drawn = (n: number): string =>
  createHash('md5')
    .update(`${n % 12}`)
    .digest('hex')

describe('columns that servers write in their own order', () => {
  it('hold the session in the place of the user, where that stands in the place of the identity', async () => {
    const { from, rows } = await readAs(
      numbers.map((n) => `${address(n)} ${nameOf(n)} ${drawn(n)} [${time(n)}] "GET /my/${n} HTTP/1.1" 200 512`),
    )
    expect([from('principal'), from('credential')]).toEqual(['$ident', '$remote_user'])
    expect(rows.map(({ principal }) => principal)).toEqual(numbers.map(nameOf))
    const ids = await readAs(
      numbers.map((n) => `${address(n)} - ${drawn(n)} [${time(n)}] "GET /my/${n} HTTP/1.1" 200 512`),
    )
    expect([ids.from('principal'), ids.from('credential')]).toEqual(['$remote_user', undefined])
  })

  it('name who asked beside the address, and no domain, city or upstream', async () => {
    const line = (n: number, word: string): string => `${address(n)} ${word} "GET /my/${n} HTTP/1.1" 200 [${time(n)}]`
    expect((await readAs(numbers.map((n) => line(n, nameOf(n))))).from('principal')).toBe('$n_extra2')
    const hosts = await readAs(numbers.map((n) => line(n, `s${n % 3}.shop.example`)))
    expect([hosts.from('principal'), hosts.from('host')]).toEqual([undefined, '$n_extra2'])
    expect(hosts.rows[4]?.host).toBe('s1.shop.example')
    const cities = await readAs(numbers.map((n) => line(n, NAMES[(n * 7) % 11] ?? '')))
    expect(cities.from('principal')).toBeUndefined()
  })

  it('name the host behind the address or before the request, where no place is for it', async () => {
    const lighttpd = await readAs(
      numbers.map((n) => `${address(n)} shop.example - [${time(n)}] "GET /a/${n} HTTP/1.1" 200 512 "-" "curl/8.5.0"`),
    )
    expect([lighttpd.from('host'), lighttpd.from('principal')]).toEqual(['$ident', undefined])
    const apisix = await readAs(
      numbers.map((n) => `${address(n)} - - [${time(n)}] shop.example "GET /a/${n} HTTP/1.1" 200 512 0.01 "-" "curl/8.5.0" 10.0.1.7:80 200 0.01 "http://shop.example"`), // biome-ignore format: one line
    )
    expect(apisix.rows.map(({ host }) => host)).toEqual(numbers.map(() => 'shop.example'))
  })

  it('keep the size of an answer before a blank, and nobody in quotes is nobody', async () => {
    const { rows } = await readAs(numbers.map((n) => `${address(n)} - ${nameOf(n)} [${time(n)}] "GET /a HTTP/1.1" 200 ${512 + n} `)) // biome-ignore format: one line
    expect(rows.map(({ bytes }) => Number(bytes))).toEqual(numbers.map((n) => 512 + n))
    const quoted = await readAs(
      numbers.map((n) => `${address(n)} "-" "-" [${time(n)}] "GET /a HTTP/1.1" 200 512 "-" "curl/8.5.0"`),
    )
    expect(new Set(quoted.rows.map(({ principal }) => principal))).toEqual(new Set(['']))
  })

  it('are those of Confluence: user, thread, address, an open request, milliseconds', async () => {
    const { rows } = await readAs(
      numbers.map((n) => `[${time(n)}] ${nameOf(n)} http-nio-8090-exec-${n % 9} ${address(n)} GET /pages/${n}?a=1 HTTP/1.1 200 ${n}ms ${700 + n} https://wiki.example/ Mozilla/5.0 (X11)`), // biome-ignore format: one line
    )
    expect(rows[3]).toMatchObject({ principal: 'seo', src_ip: address(3), method: 'GET', path: '/pages/3', status: '200', user_agent: 'Mozilla/5.0 (X11)' }) // biome-ignore format: one row
  })

  it('have the session of ASP.NET in a folder of the path, which is no part of the route', async () => {
    const session = (n: number): string => `${drawn(n).replace(/[^a-z]/g, 'x')}${drawn(n)}`.slice(0, 24)
    const paths = numbers.map((n) => (n % 9 === 0 ? '/login.aspx' : `/(A(an0n${n})S(${session(n)}))/cart.aspx`))
    const iis = await readAs([
      '#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-status cs(User-Agent)',
      ...numbers.map((n) => `2026-03-06 10:00:${10 + (n % 50)} GET ${paths[n]} - ${address(n)} 200 curl/8.5.0`),
    ])
    expect([iis.kind, iis.from('credential')]).toEqual(['w3c-extended', '(path session)'])
    expect(iis.rows.map(({ path }) => path)).toEqual(numbers.map((n) => (n % 9 === 0 ? '/login.aspx' : '/cart.aspx')))
    expect(iis.rows.map(({ credential }) => String(credential) === '0')).toEqual(numbers.map((n) => n % 9 === 0))
    const plain = await readAs(
      numbers.map((n) => `${address(n)} - - [${time(n)}] "GET ${paths[n]} HTTP/1.1" 200 512 "-" "curl/8.5.0"`),
    )
    expect([plain.from('credential'), plain.rows[1]?.path]).toEqual(['(path session)', '/cart.aspx'])
  })

  it('have one cookie in a column of Tomcat', async () => {
    const { from, rows } = await readAs([
      '#Fields: date time c-ip cs-method cs-uri sc-status bytes x-C(JSESSIONID)',
      ...numbers.map((n) => `2026-03-06 10:00:${10 + (n % 50)} ${address(n)} GET /a/${n} 200 512 ${n % 4 === 0 ? '-' : `"${drawn(n)}"`}`), // biome-ignore format: one line
    ])
    expect(from('credential')).toBe('x-C(JSESSIONID)')
    expect(rows.map(({ credential }) => String(credential) === '0')).toEqual(numbers.map((n) => n % 4 === 0))
  })
})

describe('columns of exports', () => {
  it('have letters of their types behind Azure’s names', async () => {
    const { from } = await readAs(
      numbers.map((n) => JSON.stringify({ TimeGenerated: `2026-03-06T10:00:${10 + (n % 50)}Z`, httpMethod_s: 'GET', requestUri_s: `/a/${n}`, requestQuery_s: 'a=1', clientIP_s: address(n), httpStatus_d: 200, sentBytes_d: 512, host_s: 'shop.example' })), // biome-ignore format: one record
    )
    expect((['src_ip', 'query', 'status', 'bytes', 'host'] as const).map(from)).toEqual(['clientIP_s', 'requestQuery_s', 'httpStatus_d', 'sentBytes_d', 'host_s']) // biome-ignore format: two lists
  })

  it('call who asked the host, as Tomcat’s valve for JSON does', async () => {
    const { from } = await readAs(
      numbers.map((n) => JSON.stringify({ host: address(n), user: '-', time: `[${time(n)}]`, request: `GET /a/${n} HTTP/1.1`, statusCode: '200', size: '512' })), // biome-ignore format: one record
    )
    expect([from('src_ip'), from('host')]).toEqual(['host', undefined])
  })

  it('are pairs with blanks, some of them in quotes', async () => {
    const { rows } = await readAs(
      numbers.map((n) => `ts=${time(n)} cip=${address(n)} st=200 bytes=512 req="GET /a/${n} HTTP/1.1" ua="Mozilla/5.0 (X11)"`), // biome-ignore format: one line
    )
    expect(rows[3]).toMatchObject({ src_ip: address(3), method: 'GET', path: '/a/3', status: '200', user_agent: 'Mozilla/5.0 (X11)' }) // biome-ignore format: one row
  })

  it('hold a request that members of theirs tell more of', async () => {
    const { kind, from } = await readAs(
      numbers.map((n) => JSON.stringify({ instant: { epochSecond: 1772758800 + n, nanoOfSecond: 250_000_000 }, message: `GET /a/${n} 200 ${address(n)} ${nameOf(n)}`, contextMap: { clientIp: address(n), userId: nameOf(n) } })), // biome-ignore format: one record
    )
    expect([kind, from('principal'), from('time')]).toEqual(['json-lines', 'contextMap.userId', expect.stringContaining('nanoOfSecond')]) // biome-ignore format: two lists
  })

  it('hold the line behind a time of Fluent Bit', async () => {
    const line = (n: number): string => `${address(n)} - - [${time(n)}] "GET /a/${n} HTTP/1.1" 200 512 "-" "curl/8.5.0"`
    for (const begin of ['[1772758800.250000, ', '[[1772758800.250000, {}], ']) {
      const { kind, rows } = await readAs(numbers.map((n) => `${begin}${JSON.stringify({ log: line(n), stream: 'stdout' })}]`)) // biome-ignore format: one line
      expect([kind, rows.length, rows[7]?.path]).toEqual(['prefixed', 60, '/a/7'])
    }
  })

  it('hold the line in a payload of Kafka or a body of OpenTelemetry', async () => {
    const line = (n: number): string => `${address(n)} - - [${time(n)}] "GET /a/${n} HTTP/1.1" 200 512 "-" "curl/8.5.0"`
    for (const wrap of [
      (n: number) => ({ topic: 'access', offset: n, ts: 1772758800000 + n, payload: line(n) }),
      (n: number) => ({ timeUnixNano: `${1772758800 + n}000000000`, body: { stringValue: line(n) }, attributes: [] }),
    ]) {
      const { kind, rows } = await readAs(numbers.map((n) => JSON.stringify(wrap(n))))
      expect([kind, rows.length, rows[7]?.path]).toEqual(['json-envelope', 60, '/a/7'])
    }
  })
})
