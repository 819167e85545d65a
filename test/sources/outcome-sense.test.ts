import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const clock = (n: number): string => new Date(Date.UTC(2026, 10, 2) + n * 61_000).toISOString()
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
const FEW = numbers(40)
/** Every third log-in fails. */
const fails = (n: number): boolean => n % 3 === 2
const ENDED = FEW.map((n) => (fails(n) ? 'logon-failed' : 'logon'))

const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  const { fields } = found.recognition
  return {
    end: fields.outcome?.from ?? fields.action?.from,
    actions: rows.filter(({ reject }) => reject === '').map(({ action }) => action),
  }
}

const records = (members: (n: number) => object, of = FEW): readonly string[] =>
  of.map((n) =>
    JSON.stringify({ ts: clock(n), event: 'login', user: `m${n % 8}`, ip: `192.0.2.${n % 11}`, ...members(n) }),
  )
const told = <T extends string | number>(n: number, good: T, bad: T): T => (fails(n) ? bad : good)

describe('which value of a number is a success', () => {
  it.each([
    ['what went wrong, true', 'failed (nothing is a success)', records((n) => ({ failed: fails(n) }))],
    ['of an error, a number', 'error_code (nothing is a success)', records((n) => ({ error_code: told(n, 0, 1001) }))],
    ['below zero', 'code (0 is a success)', records((n) => ({ code: told(n, 0, -1) }))],
    ['one, and below zero', 'result (1 is a success)', records((n) => ({ result: told(n, 1, -1) }))],
    ['several codes', 'resultCode (0000 is a success)', records((n) => ({ resultCode: told(n, '0000', `E01${n % 2}`) }))],
    ['what a call returned', 'ret (0 is a success)', records((n) => ({ ret: told(n, 0, 1) }))],
    ['a reason beside', 'result (0 is a success)', records((n) => ({ result: told(n, 0, 1), fail_reason: told(n, '', 'PW') }))],
    ['a reason beside, the other way', 'result (1 is a success)', records((n) => ({ result: told(n, 1, 0), fail_reason: told(n, '', 'PW') }))],
    ['a token beside', 'result (0 is a success)', records((n) => ({ result: told(n, 0, 1), ...(!fails(n) && { token: `tok-${n}-abcdef` }) }))],
  ])('%s', async (_, place, lines) => {
    expect(await readAs(lines)).toEqual({ end: place, actions: ENDED })
  }) // biome-ignore format: one case a line

  it('is told of a table too, and of pairs', async () => {
    const table = FEW.map((n) => `${clock(n)},로그인,m${n % 8},192.0.2.${n % 11},${told(n, 0, 1)},${told(n, '', 'PW')}`)
    const header = '접속일시,구분,아이디,접속IP,결과코드,실패사유'
    expect(await readAs([header, ...table])).toEqual({ end: '결과코드 (0 is a success)', actions: ENDED })
    const pairs = FEW.map((n) => `ts=${clock(n)} event=login user=m${n % 8} ip=192.0.2.${n % 11} rc=${told(n, 0, 1)}`)
    expect(await readAs(pairs)).toEqual({ end: 'rc (0 is a success)', actions: ENDED })
  })

  it('is told where log-ins say nothing but how they ended', async () => {
    const lines = FEW.map((n) => JSON.stringify({ login_at: clock(n), user_id: `m${n % 8}`, ip: `192.0.2.${n % 11}`, code: told(n, 0, -7) })) // biome-ignore format: one record
    expect(await readAs(lines)).toEqual({ end: 'code (0 is a success)', actions: ENDED })
  })

  it('leaves a log-out that failed a log-out, and a record without a code what it says', async () => {
    const lines = records((n) => (n === 0 ? { event: 'logout', code: -1 } : n === 1 ? {} : { code: told(n, 0, -1) }))
    const [first, second, ...others] = (await readAs(lines)).actions
    expect([first, second, new Set(others)]).toEqual(['revoke', 'logon', new Set(['logon', 'logon-failed'])])
  })
})

describe('where people come back', () => {
  /** 30 people who come back to their accounts, and mostly get in; and as many guesses from one address. */
  const company = (good: number, bad: number, guesses: boolean): readonly string[] =>
    numbers(240).map((n) => {
      const [who, ends] = [(n >> 1) % 30, n % 14 === 2 ? bad : good]
      const [user, ip, result] = guesses && n % 2 === 1 ? [`v${n % 40}`, '198.51.100.9', bad] : [`m${who}`, `192.0.2.${who}:${40_000 + n}`, ends] // biome-ignore format: a choice
      return JSON.stringify({ ts: clock(n), event: 'login', result, user, ip })
    })

  it.each([
    ['0', company(0, 1, false)],
    ['0', company(0, 1, true)],
    ['1', company(1, 0, false)],
    ['1', company(1, 0, true)],
  ])('it is what they mostly get, whatever one address guesses: %s', async (value, lines) => {
    const { end, actions } = await readAs(lines)
    expect(end).toBe(`result (${value} is a success)`)
    const failed = lines.filter((line) => !line.includes(`"result":${value}`)).length
    expect(actions.filter((action) => action === 'logon-failed')).toHaveLength(failed)
  })
})

describe('what names and words say by themselves stands', () => {
  it.each([
    ['a success of 1, by its name', 'success', records((n) => ({ success: told(n, 1, 0) }))],
    ['a yes and a no that nothing tells apart', 'result', records((n) => ({ result: told(n, 1, 0) }))],
    ['a count of failures beside a success', 'success', records((n) => ({ success: !fails(n), login_fail: n % 5 }))],
    ['words', 'result', records((n) => ({ result: told(n, 'SUCCESS', 'FAIL'), code: 0 }))],
    ['a status, also with its reason', 'status', records((n) => ({ status: told(n, '200 OK', '401 Unauthorized') }))],
  ])('%s', async (_, place, lines) => {
    expect(await readAs(lines)).toEqual({ end: place, actions: ENDED })
  })

  it('a yes, a no and below no', async () => {
    const lines = records((n) => ({ result: n === 5 ? -1 : told(n, 1, 0) }))
    expect((await readAs(lines)).end).toBe('result')
  })
})

describe('words', () => {
  it.each([
    ['OK', 'MISMATCH'],
    ['성공', '불일치'],
    ['성공', '계정 잠금'],
    ['Allow', 'Block'],
    ['granted', 'expired'],
    ['accepted', 'declined'],
    ['正常', '異常'],
    ['OK', 'TIMEOUT'],
  ])('of an outcome that keep somebody out are a failure: %s and %s', async (good, bad) => {
    expect(await readAs(records((n) => ({ result: told(n, good, bad) })))).toEqual({ end: 'result', actions: ENDED })
  })

  it('that nobody knows, beside one of success, are a failure', async () => {
    const lines = records((n) => ({ result: told(n, 'SUCCESS', `U${n}`.slice(0, 2)) }))
    expect(await readAs(lines)).toEqual({ end: 'result (SUCCESS is a success)', actions: ENDED })
  })

  it('but not where something goes on', async () => {
    const lines = records((n) => ({ result: told(n, 'SUCCESS', 'PENDING') }))
    expect(await readAs(lines)).toEqual({ end: 'result', actions: FEW.map(() => 'logon') })
  })

  it.each(['login mismatch', '로그인 차단', 'login: unknown user', 'ログイン 不一致', 'login.user_not_found'])(
    'of a log-in that keep somebody out: %s',
    async (word) => {
      expect((await readAs(records((n) => ({ event: told(n, 'login', word) })))).actions).toEqual(ENDED)
    },
  )

  it.each(['login unblock', '로그인 잠금 해제'])('that let in again are no failure: %s', async (word) => {
    const { actions } = await readAs(records((n) => ({ event: told(n, 'login', word) })))
    expect(actions).not.toContain('logon-failed')
  })

  it('leave the end of a session an end', async () => {
    const { actions } = await readAs(records((n) => ({ event: told(n, 'login', 'login session expired, cancelled') })))
    expect(new Set(actions)).toEqual(new Set(['logon', 'revoke']))
  })

  it.each(['authenticated', 'isValid', 'granted'])('for a yes or a no: %s', async (name) => {
    expect(await readAs(records((n) => ({ [name]: !fails(n) })))).toEqual({ end: name, actions: ENDED })
  })
})
