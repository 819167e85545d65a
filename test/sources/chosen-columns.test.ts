import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import type { EventField } from '../../src/domain/case-config.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 40 }, (_, n) => n)
const clock = (n: number): string => `13:${String(n).padStart(2, '0')}:00`

/** The plan of lines, and what both readings make of them. */
const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, { match: '*' })
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  const from = (field: EventField): string | undefined => found.recognition.fields[field]?.from
  return { ...found.recognition, from, rows: rows.filter(({ reject }) => reject === '') }
}

/** A table of requests with further columns. */
const requests = (names: string, cells: (n: number) => string): readonly string[] => [
  `time,method,uri,status,${names}`,
  ...numbers.map((n) => `2026-11-02T${clock(n)}Z,GET,/orders/${n},200,${cells(n)}`),
]
/** The same as JSON. */
const records = (members: (n: number) => object): readonly string[] =>
  numbers.map((n) =>
    JSON.stringify({ time: `2026-11-02T${clock(n)}Z`, method: 'GET', uri: `/orders/${n}`, status: 200, ...members(n) }),
  )

describe('a field of all records', () => {
  it.each([
    ['a table', requests('remote_addr,x_real_ip', (n) => `192.0.2.${n},${n === 7 ? '203.0.113.66' : '-'}`)],
    ['JSON', records((n) => ({ remote_addr: `192.0.2.${n}`, x_real_ip: n === 7 ? '203.0.113.66' : '' }))],
    ['JSON without it', records((n) => ({ remote_addr: `192.0.2.${n}`, ...(n === 7 && { x_real_ip: '203.0.113.66' }) }))], // biome-ignore format: one line
  ])('is not what one record has, as a header that one client sends: %s', async (_, lines) => {
    const { from, rows } = await readAs(lines)
    expect(from('src_ip')).toBe('remote_addr')
    expect(rows.map(({ src_ip }) => src_ip)).toEqual(numbers.map((n) => `192.0.2.${n}`))
  })

  it('is the better-named one where most records have it', async () => {
    const lines = requests('remote_addr,x_real_ip', (n) => `198.51.100.1,${n % 10 === 0 ? '-' : `192.0.2.${n}`}`)
    expect((await readAs(lines)).from('src_ip')).toBe('x_real_ip')
  })

  it('and of accounts, which not all have, the number where one in four is known by it', async () => {
    const seldom = (share: number) => (n: number) => ({ user_id: n % share === 1 ? `${n}0` : '', username: `m${n}` })
    expect((await readAs(records(seldom(40)))).from('principal')).toBe('username')
    expect((await readAs(records(seldom(4)))).from('principal')).toBe('user_id')
  })

  /** Ten nurses, each at an address of her own, who look at one patient after another. */
  const ward = (n: number) => ({ client_ip: `10.0.0.${n % 10}`, user: `nurse${n % 10}`, patient_id: `MRN${700 + n}` })
  const many = Array.from({ length: 200 }, (_, n) => n)
  const written = (members: (n: number) => object): readonly string[] =>
    many.map(
      (n) =>
      JSON.stringify({ time: `2026-11-02T13:${String(n % 60).padStart(2, '0')}:00Z`, method: 'GET', uri: '/chart', status: 200, ...members(n) }), // biome-ignore format: one record
    )

  it('and of accounts who uses the program, not whom he looks at, which is what the request names', async () => {
    const { from, rows } = await readAs(written(ward))
    expect([from('principal'), from('body')]).toEqual(['user', 'patient_id'])
    expect(rows[7]).toMatchObject({ principal: 'nurse7', query: 'patient_id=MRN707' })
  })

  it.each([
    ['uri', (n: number) => `/chart,nurse${n % 10}`, '/chart', (n: number) => `patient_id=MRN${700 + n}`],
    ['uri', (n: number) => `/chart?tab=1,nurse${n % 10}`, '/chart', (n: number) => `tab=1&patient_id=MRN${700 + n}`],
  ])('in tables, too', async (target, cells, page, query) => {
    const lines = [
      `time,client_ip,method,${target},user,patient_id,status`,
      ...many.map((n) => `2026-11-02T13:${String(n % 60).padStart(2, '0')}:00Z,10.0.0.${n % 10},GET,${cells(n)},MRN${700 + n},200`), // biome-ignore format: one record
    ]
    const { from, rows } = await readAs(lines)
    expect(from('principal')).toBe('user')
    expect(rows.map((row) => [row.path, row.query])).toEqual(many.map((n) => [page, query(n)]))
  })

  it('but the customer who stays at his address, whatever user the program runs as', async () => {
    const own = (n: number) => ({ ...ward(n), user: `worker${Math.floor(n / 10) % 10}`, customer_id: `c${n % 10}` })
    expect((await readAs(written((n) => ({ ...own(n), patient_id: undefined })))).from('principal')).toBe('customer_id')
  })

  it('and of accounts who asks, not what was asked for', async () => {
    const asked = (n: number) => ({ user: `m${n % 40}x`, variables: { playerId: `p${n}` } })
    const { from } = await readAs(written(asked))
    expect([from('principal'), from('body')]).toEqual(['user', 'variables.playerId'])
  })

  it('is the target of a request, not the route it belongs to', async () => {
    const both = records((n) => ({ uri: undefined, resource: '/orders/{id}', path: `/orders/${n}` }))
    expect((await readAs(both)).rows.map(({ path }) => path)).toEqual(numbers.map((n) => `/orders/${n}`))
    const alone = records(() => ({ uri: undefined, resource: '/orders/{id}' }))
    expect(new Set((await readAs(alone)).rows.map(({ path }) => path))).toEqual(new Set(['/orders/{id}']))
  })
})

describe('a name that resembles another', () => {
  const members = (names: string): readonly string[] => requests(names, (n) => `김민아,u${n},192.0.2.${n},10.0.0.9`)
  it.each([
    ['회원명,회원ID', '회원ID'],
    ['사용자,아이디', '아이디'],
    ['会員名,会員ID', '会員ID'],
    ['user_name,mem_id', 'mem_id'],
    ['user,actor', 'actor'],
    ['nickname,enduser.id', 'enduser.id'],
  ])('an account is a number or an actor before it is a name: %s', async (names, account) => {
    const { from, rows } = await readAs(members(`${names},ip,server_ip`))
    expect(from('principal')).toBe(account)
    expect(rows.map(({ principal }) => principal)).toEqual(numbers.map((n) => `u${n}`))
  })

  it.each([
    ['cf_connecting_ip,remote_addr', 'cf_connecting_ip'],
    ['remip,auth_device_ip', 'remip'],
    ['access_device_ip,auth_device_ip', 'access_device_ip'],
  ])('an address is that of who asks: %s', async (names, address) => {
    expect((await readAs(members(`name,user_id,${names}`))).from('src_ip')).toBe(address)
  })
})

describe('a zone that stands in a column of its own', () => {
  it.each([
    ['Asia/Seoul', 'Asia/Seoul'],
    ['+0900', '+09:00'],
    ['KST', 'Asia/Seoul'],
    ['(GMT+9:00)Seoul', '+09:00'],
    ['UTC-3', '-03:00'],
  ])('is the zone of the times: %s', async (written, zone) => {
    const lines = numbers.map((n) => `2026-11-02 ${clock(n)},${written},192.0.2.${n},GET,/orders/${n},200`)
    const read = await readAs(['time,timezone,ip,method,url,status', ...lines])
    expect([read.zone, read.zoneFrom]).toEqual([zone, 'in the log'])
  })

  it.each([
    ['that differs', (n: number) => ({ timezone: n % 2 === 0 ? 'Asia/Seoul' : 'UTC' })],
    ['of the place that an address is in', () => ({ geo: { timezone: 'Asia/Seoul' } })],
    ['of no such place', () => ({ timezone: 'Nowhere/Else' })],
  ])('is none: %s', async (_, more) => {
    const lines = numbers.map(
      (n) =>
      JSON.stringify({ time: `2026-11-02 ${clock(n)}`, ip: `192.0.2.${n}`, method: 'GET', url: '/', status: 200, ...more(n) }), // biome-ignore format: one line
    )
    expect((await readAs(lines)).zoneFrom).toBe('assumed')
  })

  it('and a time that says its own is not moved by it', async () => {
    const lines = requests('ip,timezone', (n) => `192.0.2.${n},Asia/Seoul`)
    const { rows } = await readAs(lines)
    expect(String(rows[0]?.time)).toBe(String(Date.UTC(2026, 10, 2, 13) * 1000))
  })
})

describe('a table of log-ins', () => {
  const table = (header: string, cell: (n: number) => string): readonly string[] => [
    header,
    ...numbers.map((n) => `2026-11-02 ${clock(n)},m${n},192.0.2.${n},${cell(n)}`),
  ]
  it.each([
    ['login_time,username,ip_address,failure_reason', '', 'BAD_CREDENTIALS'],
    ['login_time,username,ip_address,is_failed', 'false', 'true'],
    ['login_time,username,ip_address,error_code', '0', '1326'],
    ['로그인일시,아이디,접속IP,실패사유', '', '비밀번호 불일치'],
  ])('may tell only what went wrong: %s', async (header, good, bad) => {
    const { rows } = await readAs(table(header, (n) => (n % 5 === 0 ? bad : good)))
    expect(rows.map(({ action }) => action)).toEqual(numbers.map((n) => (n % 5 === 0 ? 'logon-failed' : 'logon')))
  })

  it.each(['last_login_time,username,ip_address,error_code', 'sent_at,username,ip_address,error_code'])(
    'is none by errors alone: %s',
    async (header) => {
      const { rows } = await readAs(table(header, (n) => (n % 5 === 0 ? '7' : '0')))
      expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['']))
    },
  )
})

describe('a number is a time', () => {
  const table = (name: string, cell: (n: number) => string): readonly string[] => [
    `${name},ip,method,uri,status`,
    ...numbers.map((n) => `${cell(n)},192.0.2.${n},GET,/orders/${n},200`),
  ]
  const second = (n: number): number => Date.UTC(2026, 10, 2, 13, n, 7) / 1000
  it.each([
    ['ts', (n: number) => (second(n) * 1000).toExponential().toUpperCase()],
    ['접속일시', (n: number) => (second(n) / 86_400 + 25_569).toFixed(10)],
    ['time', (n: number) => (second(n) / 86_400 + 25_569).toFixed(6)],
  ])('of an exponent, or of days: %s', async (name, cell) => {
    const { rows } = await readAs(table(name, cell))
    expect(rows.map(({ time }) => Number(time))).toEqual(numbers.map((n) => second(n) * 1e6))
  })

  it.each([
    ['ts', (n: number) => `1.762${67 + n}E+12`],
    ['time', (n: number) => `46${n + 100}.5`],
    ['amount', (n: number) => (second(n) / 86_400 + 25_569).toFixed(10)],
  ])('only where it tells the second, and days only by name: %s', (name, cell) => {
    expect(recogniseLines(table(name, cell), { match: '*' })).toBeNull()
  })
})

describe('how a log-in ended', () => {
  const logIns = (more: (failed: boolean) => object): readonly string[] =>
    numbers.map(
      (n) =>
      JSON.stringify({ ts: `2026-11-02T${clock(n)}Z`, event: 'login', user: `m${n}`, ip: `192.0.2.${n}`, ...more(n % 5 === 0) }), // biome-ignore format: one record
    )
  const ended = numbers.map((n) => (n % 5 === 0 ? 'logon-failed' : 'logon'))
  it.each([
    ['NG', (failed: boolean) => ({ result: failed ? 'NG' : 'OK' })],
    ['F', (failed: boolean) => ({ result: failed ? 'F' : 'S' })],
    ['X', (failed: boolean) => ({ 결과: failed ? 'X' : 'O' })],
    ['비정상', (failed: boolean) => ({ 결과: failed ? '비정상' : '정상' })],
    ['a status', (failed: boolean) => ({ status: failed ? 401 : 200 })],
    ['an error in words', (failed: boolean) => ({ error: failed ? 'bad_password' : null })],
    ['a reason in words', (failed: boolean) => ({ fail_reason: failed ? 'wrong password' : '' })],
  ])('is told beside it: %s', async (_, more) => {
    const { rows } = await readAs(logIns(more))
    expect(rows.map(({ action }) => action)).toEqual(ended)
  })

  it.each([
    ['statuses none of which is an error', () => ({ status: 200 })],
    ['a number that may be anything', (odd: boolean) => ({ error: odd ? 0 : 17 })],
    ['errors not in words of failure', (odd: boolean) => ({ error: odd ? 'retried once' : '' })],
    ['an outcome that only holds such a letter', () => ({ result: 'fine, exact' })],
  ])('is a success where nothing tells a failure: %s', async (_, more) => {
    const { rows } = await readAs(logIns(more))
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['logon']))
  })
})

describe('who is acted upon', () => {
  it('is not who acts, whatever other logs call the same', async () => {
    const { from, principalCandidates } = await readAs([
      'event_time,actor,actor_ip,action,target_user,result',
      ...numbers.map(
        (n) => `2026-11-02T${clock(n)}Z,admin${n % 3},192.0.2.${n % 3},login,u${n},${n % 4 === 0 ? 'fail' : 'success'}`,
      ),
    ])
    expect(from('principal')).toBe('actor')
    expect(principalCandidates).not.toContain('target_user')
  })
})
