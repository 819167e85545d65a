import { expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 30 }, (_, n) => n)
const padded = (n: number): string => String(n).padStart(3, '0')

const record = (n: number, members: object): string =>
  JSON.stringify({
    ts: `2026-11-02T13:${String(n).padStart(2, '0')}:00Z`,
    method: 'GET',
    uri: `/orders/${n}`,
    ...members,
  })

const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  return expectAgreement(engine(), kind, planFor(kind, found.recognition), lines)
}

const OF_192_0_2_0 = 3_221_225_984

it.each([
  ['padded', (n: number) => `192.000.002.${padded(n)}`],
  ['a single host of a database', (n: number) => `192.0.2.${n}/32`],
  ['a socket of Java', (n: number) => `/192.0.2.${n}:40${padded(n)}`],
  ['a socket of Java with its name', (n: number) => `pc-${n}.example/192.0.2.${n}:40${padded(n)}`],
  ['a peer of gRPC', (n: number) => `ipv4:192.0.2.${n}:40${padded(n)}`],
  ['RFC 7239', (n: number) => `for="192.0.2.${n}:4711";proto=https`],
  ['one number', (n: number) => OF_192_0_2_0 + n],
  ['one number with a sign', (n: number) => OF_192_0_2_0 + n - 2 ** 32],
  ['IPv4 within IPv6', (n: number) => `::ffff:192.0.2.${n}`],
  ['the same in hexadecimal', (n: number) => `0:0:0:0:0:ffff:c000:2${n.toString(16).padStart(2, '0')}`],
])('an address written as %s is the address', async (_, write) => {
  const rows = await readAs(numbers.map((n) => record(n, { client_ip: write(n), status: 200 })))
  expect(rows.map(({ src_ip }) => src_ip)).toEqual(numbers.map((n) => `192.0.2.${n}`))
})

it('writes IPv6 as one text, however a program does', async () => {
  const ways = ['2001:db8:0:0:0:0:0:1', '2001:DB8::1', '[2001:db8::1]:443', '2001:db8::1/128', '2001:0db8:0000::0001']
  const rows = await readAs(numbers.map((n) => record(n, { client_ip: ways[n % ways.length], status: 200 })))
  expect(new Set(rows.map(({ src_ip }) => src_ip))).toEqual(new Set(['2001:db8::1']))
})

it('leaves a network, a host and what is no address as they are, and takes nobody for none', async () => {
  const others = ['10.0.0.0/8', 'web.example', 'unknown', '999.999.999.999', '4711']
  const lines = numbers.map((n) => record(n, { client_ip: n < 5 ? others[n] : `192.0.2.${n}`, status: 200 }))
  const rows = await readAs([...lines, ...numbers.map((n) => record(n, { client_ip: `192.0.2.${n}`, status: 200 }))])
  expect(rows.slice(0, 5).map(({ src_ip }) => src_ip)).toEqual(
    others.map((other) => (other === 'unknown' ? '' : other)),
  )
})

it('takes no number for an address where the name says no address', async () => {
  const rows = await readAs(numbers.map((n) => record(n, { client: OF_192_0_2_0 + n, status: 200 })))
  expect(new Set(rows.map(({ src_ip }) => src_ip))).toEqual(new Set(['']))
})

it.each(['200 OK', '200.0', 'HTTP/1.1 200', 'HTTP/1.1 200 OK', 'HTTP 200', 'TCP_MISS/200'])(
  'a status written as %s is the status',
  async (status) => {
    const rows = await readAs(numbers.map((n) => record(n, { ip: '192.0.2.1', status })))
    expect(new Set(rows.map((row) => Number(row['status'])))).toEqual(new Set([200]))
  },
)

it.each([
  ['Spring', ['OK', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR']],
  ['.NET', ['OK', 'NotFound', 'InternalServerError']],
  ['gRPC', ['OK', 'NOT_FOUND', 'INTERNAL']],
])('reads statuses by their names, as %s has them', async (_, names) => {
  const rows = await readAs(numbers.map((n) => record(n, { ip: '192.0.2.1', status: names[n % 3] })))
  expect(rows.map((row) => Number(row['status']))).toEqual(numbers.map((n) => [200, 404, 500][n % 3]))
})

it('takes no words of an order for statuses', async () => {
  const rows = await readAs(numbers.map((n) => record(n, { ip: '192.0.2.1', status: ['OK', 'CREATED', 'SHIPPED'][n % 3] }))) // biome-ignore format: one line
  expect(new Set(rows.map((row) => Number(row['status'])))).toEqual(new Set([0]))
})

it('takes nothing else for a status', async () => {
  const rows = await readAs(
    numbers.map((n) => record(n, { ip: '192.0.2.1', status: n < 2 ? ['200.5', '200OK'][n] : 200 })),
  )
  expect(rows.slice(0, 3).map((row) => Number(row['status']))).toEqual([0, 0, 200])
})

it.each(['--', 'unknown', '[anonymous]', '<anonymous>', '?'])('knows that %s is nobody', async (nobody) => {
  const rows = await readAs(numbers.map((n) => record(n, { ip: '192.0.2.1', status: 200, user: n % 2 ? nobody : `m${n}` }))) // biome-ignore format: one line
  expect(rows.map(({ principal }) => principal)).toEqual(numbers.map((n) => (n % 2 ? '' : `m${n}`)))
})

it('reads methods of a table whatever their capitals', async () => {
  const lines = numbers.map((n) => `2026-11-02T13:${String(n).padStart(2, '0')}:00Z,Get,/orders/${n},200,192.0.2.1`)
  const rows = await readAs(['ts,method,url,status,ip', ...lines])
  expect(rows.filter(({ reject }) => reject === '').map(({ method }) => method)).toEqual(numbers.map(() => 'GET'))
})

it('reads the native log of Squid', async () => {
  const lines = numbers.map(
    (n) => `17626697${10 + n}.120     51 192.0.2.${n} TCP_MISS/200 ${700 + n} GET http://shop.example/orders/${n} - HIER_DIRECT/198.51.100.4 text/html`, // biome-ignore format: one line
  )
  const rows = await readAs(lines)
  expect(rows.map((row) => [row['src_ip'], Number(row['status']), Number(row['bytes']), row['path']])).toEqual(
    numbers.map((n) => [`192.0.2.${n}`, 200, 700 + n, `/orders/${n}`]),
  )
})

it('reads a request line that has its quotes', async () => {
  const lines = numbers.map(
    (n) =>
    JSON.stringify({ ts: `2026-11-02T13:${String(n).padStart(2, '0')}:00Z`, ip: `192.0.2.${n}`, request: `"POST /orders/${n}?a=1 HTTP/1.1"`, status: 200 }), // biome-ignore format: one record
  )
  const rows = await readAs(lines)
  expect(rows.map(({ method, path, query }) => [method, path, query])).toEqual(
    numbers.map((n) => ['POST', `/orders/${n}`, 'a=1']),
  )
})
