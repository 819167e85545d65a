import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const clock = (n: number): string => new Date(Date.UTC(2026, 10, 2) + n * 61_000).toISOString()
const FEW = Array.from({ length: 30 }, (_, n) => n)

const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  return { found: found.recognition, rows: rows.filter(({ reject }) => reject === '') }
}

const events = (of: (n: number) => string): readonly string[] =>
  FEW.map((n) => JSON.stringify({ ts: clock(n), event: of(n), user: `m${n % 8}`, ip: `192.0.2.${n % 11}` }))
const actions = async (of: (n: number) => string): Promise<readonly unknown[]> =>
  (await readAs(events(of))).rows.map(({ action }) => action)
const third = (good: string, bad: string) => (n: number) => (n % 3 === 2 ? bad : good)
const ENDED = FEW.map(third('logon', 'logon-failed'))

describe('a log-in whose end is a letter', () => {
  it.each([
    ['LOGIN_S', 'LOGIN_F'],
    ['login.s', 'login.f'],
    ['USER-LOGIN-Y', 'USER-LOGIN-N'],
    ['로그인_O', '로그인_X'],
    ['LOGINS', 'LOGINF'],
    ['LOGIN_OK', 'LOGIN_ERR'],
    ['LOGIN_ACK', 'LOGIN_REJ'],
  ])('%s is told from %s', async (good, bad) => {
    expect(await actions(third(good, bad))).toEqual(ENDED)
  })

  it('is told of a table too, whose other words stay what they are', async () => {
    const rows = FEW.map(
      (n) => `${clock(n)},${n === 5 ? 'LOGOUT_S' : third('LOGIN_S', 'LOGIN_F')(n)},m${n % 8},192.0.2.7`,
    )
    const read = await readAs(['time,event,user,ip', ...rows])
    expect(read.found.fields.action?.from).toBe('event (_F at its end is a failure)')
    expect(read.rows.map(({ action }) => action)).toEqual(ENDED.map((action, n) => (n === 5 ? 'revoke' : action)))
  })

  it('is expected where the sample has successes only', async () => {
    const { found } = await readAs(events(() => 'LOGIN_S'))
    expect(found.fields.action?.from).toBe('event (_F at its end is a failure)')
  })

  it.each([
    ['letters of the services that vouch', (n: number) => `LOGIN_${'KNF'[n % 3] ?? ''}`],
    ['a letter more than the two', (n: number) => `LOGIN_${'SFK'[n % 3] ?? ''}`],
    ['one letter that may be anything', () => 'LOGIN_F'],
    ['a number behind it', (n: number) => `LOGIN_${n % 2}`],
  ])('is none by %s', async (_, of) => {
    expect(new Set(await actions(of))).toEqual(new Set(['logon']))
  })
})

describe('who came in, as Korean tables of access say', () => {
  const HEADER = '일시,사용자,접속IP,이벤트,접속결과'
  const came = (word: string, header = HEADER, target = ''): readonly string[] => [
    header,
    ...FEW.map((n) => `${clock(n)},m${n % 8},192.0.2.${n % 11},${word},${third('허용', '거부')(n)}${target}`),
  ]

  it('came, where the table says how it ended', async () => {
    expect((await readAs(came('접속'))).rows.map(({ action }) => action)).toEqual(ENDED)
  })

  it('looked at a page, where the table says at which', async () => {
    const { rows } = await readAs(came('접속', `${HEADER},요청URL`, ',/orders/77001'))
    expect(new Set(rows.map(({ action, path }) => `${String(action)} ${String(path)}`))).toEqual(
      new Set([' /orders/77001']),
    )
  })

  it('is told by a whole word with its end, and not by what was tried elsewhere', async () => {
    expect(await actions(third('접속성공', '접속 차단'))).toEqual(ENDED)
    expect(await actions((n) => ['LOGIN', 'DB 접속 실패', '접속종료'][n % 3] ?? '')).toEqual(
      FEW.map((n) => ['logon', '', 'revoke'][n % 3]),
    )
  })
})

describe('a URL that begins with its host', () => {
  const asked = (url: (n: number) => string): readonly string[] =>
    FEW.map((n) => JSON.stringify({ ts: clock(n), method: 'GET', url: url(n), status: 200, ip: `192.0.2.${n % 11}` }))

  it('is one in JSON too', async () => {
    const { found, rows } = await readAs(asked((n) => `shop.example/orders/${77_001 + n}?page=${n}`))
    expect(found.fields.url?.from).toBe('url (without scheme)')
    expect(rows[3]).toMatchObject({ host: 'shop.example', path: '/orders/77004', query: 'page=3' })
  })

  it('is a path, where what comes first is none', async () => {
    const { rows } = await readAs(asked((n) => `index.php/orders/${77_001 + n}`))
    expect(rows[3]).toMatchObject({ host: '', path: '/index.php/orders/77004' })
    const many = await readAs(asked((n) => `u${n}.files/orders/${n}`))
    expect(many.rows[3]).toMatchObject({ host: '', path: '/u3.files/orders/3' })
  })
})
