import { describe, expect, it } from 'vitest'
import type { SourceConfig } from '../../src/domain/case-config.ts'
import { forwardedIn } from '../../src/domain/source-plan.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const CONNECTION = '198.51.100.7'
/** What a list says with one and with two trusted proxies; the rest was written by the client. */
const LISTS: readonly { readonly list: string; readonly one: string; readonly two: string }[] = [
  { list: '192.0.2.1', one: '192.0.2.1', two: '192.0.2.1' },
  { list: '203.0.113.66, 192.0.2.1, 198.51.100.9', one: '198.51.100.9', two: '192.0.2.1' },
  { list: '203.0.113.66,192.0.2.1:4711,  [2001:DB8::9]:443', one: '2001:db8::9', two: '192.0.2.1' },
  { list: 'unknown, ::ffff:192.0.2.1', one: '192.0.2.1', two: '' },
  { list: ', ,192.0.2.1', one: '192.0.2.1', two: '' },
  { list: '192.0.2.1, ', one: '', two: '192.0.2.1' },
  { list: '-', one: CONNECTION, two: CONNECTION },
  { list: '', one: CONNECTION, two: CONNECTION },
] // biome-ignore format: a table

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"'

interface Log {
  readonly name: string
  readonly config?: Partial<SourceConfig>
  readonly head?: readonly string[]
  readonly line: (connection: string, list: string) => string
}

const LOGS: readonly Log[] = [
  {
    name: 'web-access, declared',
    config: { format: COMBINED },
    line: (connection, list) => `${connection} - - [10/Oct/2025:13:55:36 +0900] "GET / HTTP/1.1" 200 5 "-" "curl" "${list}"`,
  },
  {
    name: 'json-lines',
    line: (connection, list) => JSON.stringify({ time: '2025-10-10T13:55:36Z', remote_addr: connection, x_forwarded_for: list, method: 'GET', uri: '/', status: 200 }),
  },
  {
    name: 'a table',
    head: ['time;remote_addr;method;uri;status;x_forwarded_for'],
    line: (connection, list) => `2025-10-10T13:55:36Z;${connection};GET;/;200;${list}`,
  },
  {
    name: 'W3C',
    head: ['#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Forwarded-For'],
    line: (connection, list) => `2025-10-10 13:55:36 ${connection} GET / 200 ${list.replaceAll(' ', '') || '-'}`,
  },
] // biome-ignore format: a table

type Hop = readonly [connection: string, list: string]

const linesOf = ({ head = [], line }: Log, hops: readonly Hop[]): readonly string[] => [
  ...head,
  ...hops.map(([connection, list]) => line(connection, list)),
]

const addresses = async (
  lines: readonly string[],
  config: Partial<SourceConfig> | undefined,
  proxies: number | undefined,
): Promise<readonly string[]> => {
  const declared = { match: '*', ...config, ...(proxies === undefined ? {} : { proxies }) }
  const recognised = recogniseLines(lines, declared)
  const kind = SOURCES.find(({ id }) => id === recognised?.kind)
  if (recognised === null || kind === undefined) throw new Error('not recognised')
  const plan = { ...planFor(kind, recognised.recognition), ...(proxies === undefined ? {} : { proxies }) }
  if (proxies !== undefined) expect(forwardedIn(plan)).toBeDefined()
  const rows = await expectAgreement(engine(), kind, plan, lines)
  return rows.filter(({ reject }) => reject === '').map(({ src_ip }) => src_ip)
}

describe.each(LOGS)('X-Forwarded-For in $name', (log) => {
  const lines = linesOf(
    log,
    LISTS.map(({ list }) => [CONNECTION, list]),
  )

  it('is the entry that the outermost trusted proxy wrote, and the connection where none was sent', async () => {
    expect(await addresses(lines, log.config, 1)).toEqual(LISTS.map(({ one }) => one))
    expect(await addresses(lines, log.config, 2)).toEqual(LISTS.map(({ two }) => two))
  })

  it('is not believed where no proxy is declared', async () => {
    expect(new Set(await addresses(lines, log.config, undefined))).toEqual(new Set([CONNECTION]))
  })

  it('tells the clients where every connection is a balancer of the company', async () => {
    const hops = (list: (i: number) => string): readonly Hop[] =>
      Array.from({ length: 40 }, (_, i) => [`10.1.2.${1 + (i % 4)}`, list(i)])
    const told = hops((i) => (i % 5 === 0 ? '-' : `192.0.2.${i}, 10.1.9.9`))
    expect(await addresses(linesOf(log, told), log.config, undefined)).toEqual(
      told.map(([connection, list]) => (list === '-' ? connection : list.split(',')[0])),
    )
    const unknown = hops((i) => (i % 3 === 0 ? `unknown, 192.0.2.${i}` : `192.0.2.${i}, 10.1.9.9`))
    expect(await addresses(linesOf(log, unknown), log.config, undefined)).toEqual(unknown.map((_, i) => `192.0.2.${i}`))
    const own = linesOf(
      log,
      hops((i) => `10.9.9.${i}`),
    )
    expect(new Set(await addresses(own, log.config, undefined)).size).toBe(4)
  })
})

it('is read so where the only address is such a list', async () => {
  const lines = LISTS.filter(({ list }) => list.length > 1).map(
    ({ list }) =>
      `[2025-12-31T16:37:40.479Z] "GET / HTTP/1.1" 200 - 0 9 1 1 "${list}" "curl" "id" "app.example" "10.0.0.1:80"`,
  )
  expect(await addresses(lines, undefined, 2)).toEqual(
    LISTS.filter(({ list }) => list.length > 1).map(({ two }) => two),
  )
})
