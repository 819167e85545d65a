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

describe('where people try again', () => {
  /** Everybody comes once; every third is refused first and tries again after `seconds`. */
  const company = (good: string | number, bad: string | number, seconds: number): readonly string[] =>
    numbers(60).flatMap((n) => {
      const at = (second: number): string => new Date(Date.UTC(2026, 10, 2) + (n * 900 + second) * 1000).toISOString()
      const one = (second: number, result: string | number): string =>
        JSON.stringify({ ts: at(second), event: 'login', result_code: result, user: `m${n}`, ip: `192.0.2.${n}` })
      return n % 3 === 0 ? [one(0, bad), one(seconds, good)] : [one(0, good)]
    })

  it.each([
    [0, 1],
    [1, 0],
    ['B', 'C'],
    ['C', 'B'],
  ])('it is what they get at last: %s after %s', async (good, bad) => {
    const { end, actions } = await readAs(company(good, bad, 20))
    expect(end).toBe(`result_code (${good} is a success)`)
    expect(actions.filter((action) => action === 'logon-failed')).toHaveLength(20)
  })

  it('but not where they come back hours later', async () => {
    expect((await readAs(company('B', 'C', 700))).end).toBe('result_code')
  })

  it('nor where as many are refused after they were let in', async () => {
    const lines = [
      ...company('B', 'C', 20),
      ...company('C', 'B', 20).map((line) => line.replaceAll('192.0.2.', '198.51.100.')),
    ]
    expect((await readAs(lines)).end).toBe('result_code')
  })
})

describe('where people log out', () => {
  /** Everybody comes once from an address of all, every third in vain, hours apart; who got in logs out, or nobody does. */
  const company = (good: number, bad: number, leave: boolean): readonly string[] =>
    numbers(60).flatMap((n) => {
      const at = (hours: number): string => new Date(Date.UTC(2026, 10, 2) + (n * 5 + hours) * 3_600_000).toISOString()
      const one = (event: string, hours: number, more: object): string =>
        JSON.stringify({ ts: at(hours), event, user: `m${n}`, ip: '192.0.2.7', ...more })
      const isIn = n % 3 !== 0
      return [one('login', 0, { result: isIn ? good : bad }), ...(leave && isIn ? [one('logout', 2, {})] : [])]
    })

  it.each([
    [0, 1],
    [1, 0],
  ])('it is what they had before: %s, not %s', async (good, bad) => {
    const { end, actions } = await readAs(company(good, bad, true))
    expect(end).toBe(`result (${good} is a success)`)
    expect(actions.filter((action) => action === 'logon-failed')).toHaveLength(20)
  })

  it('but a guess where nobody does', async () => {
    expect((await readAs(company(0, 1, false))).end).toBe('result (1 is a success)')
  })
})

describe('what names and words say by themselves stands', () => {
  it.each([
    ['a success of 1, by its name', 'success', records((n) => ({ success: told(n, 1, 0) }))],
    [
      'a yes and a no that nothing tells apart, which is said',
      'result (1 is a success)',
      records((n) => ({ result: told(n, 1, 0) })),
    ],
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

  it.each([
    'login unblock',
    'login unblocked',
    'LOGIN_UNLOCKED',
    '로그인 잠금 해제',
    '로그인 5회 실패 잠금 해제',
    '로그인 실패 횟수 초기화',
    'login failure count reset',
    'login lock cleared',
  ])('that let in again are no log-in, and none that failed: %s', async (word) => {
    const { actions } = await readAs(records((n) => ({ event: told(n, 'login', word) })))
    expect(actions).toEqual(FEW.map((n) => (fails(n) ? '' : 'logon')))
  })

  it.each([
    'login failed: account not unlocked',
    '로그인 실패: 잠금 해제 필요',
    'Login failed. Unlock mail sent.',
    'login locked',
  ])('of a log-in that waits to be let in again are a failure: %s', async (word) => {
    expect((await readAs(records((n) => ({ event: told(n, 'login', word) })))).actions).toEqual(ENDED)
  })

  it.each(['account unlocked, login success', '로그인 성공 (잠금 해제)'])(
    'of who got in again are a log-in: %s',
    async (word) => {
      const { actions } = await readAs(records((n) => ({ event: told(n, 'login failed', word) })))
      expect(actions).toEqual(FEW.map((n) => (fails(n) ? 'logon' : 'logon-failed')))
    },
  )

  it.each([
    ['LOGIN_OK', 'LOGIN_NG'],
    ['login ok', 'login NG'],
    ['LOGIN_OK', 'LOGIN_KO'],
    ['로그인OK', '로그인NG'],
  ])('may end in a no: %s and %s', async (good, bad) => {
    expect((await readAs(records((n) => ({ event: told(n, good, bad) })))).actions).toEqual(ENDED)
  })

  it.each(['LOGIN_NGINX', 'login_korea', 'login page ngo'])(
    'of which a no is but a part say nothing: %s',
    async (word) => {
      const { actions } = await readAs(records((n) => ({ event: told(n, 'login', word) })))
      expect(actions).not.toContain('logon-failed')
    },
  )

  it.each([
    ['A', 'R'],
    ['A', 'D'],
    ['0', '9'],
    ['1', '9'],
  ])('of one letter or digit: %s and %s', async (good, bad) => {
    const { end, actions } = await readAs(records((n) => ({ result: told(n, good, bad) })))
    expect({ end, actions }).toEqual({ end: `result (${good} is a success)`, actions: ENDED })
  })

  it.each([
    ['S', 'F'],
    ['ACK', 'NAK'],
    ['T', 'F'],
    ['OK', 'NG'],
  ])('of a yes and a no: %s and %s', async (good, bad) => {
    expect(await readAs(records((n) => ({ result: told(n, good, bad) })))).toEqual({ end: 'result', actions: ENDED })
  })

  it('of letters that nobody knows stay what they are', async () => {
    const lines = records((n) => ({ result: told(n, 'B', 'C') }))
    expect(await readAs(lines)).toEqual({ end: 'result', actions: FEW.map(() => 'logon') })
  })

  it('leave the end of a session an end', async () => {
    const { actions } = await readAs(records((n) => ({ event: told(n, 'login', 'login session expired, cancelled') })))
    expect(new Set(actions)).toEqual(new Set(['logon', 'revoke']))
  })

  it.each(['authenticated', 'isValid', 'granted'])('for a yes or a no: %s', async (name) => {
    expect(await readAs(records((n) => ({ [name]: !fails(n) })))).toEqual({ end: name, actions: ENDED })
  })
})

describe('where no name tells the end of log-ins, a column does in words', () => {
  it.each([
    ['state', 'SUCCESS', 'FAIL'],
    ['decision', 'allow', 'deny'],
    ['statusText', 'OK', 'Unauthorized'],
    ['처리결과', '성공', '실패'],
    ['resultMessage', '정상 처리되었습니다.', '비밀번호가 일치하지 않습니다.'],
    ['note_text', 'login ok', 'wrong password'],
  ])('%s: %s and %s', async (name, good, bad) => {
    const { end, actions } = await readAs(records((n) => ({ [name]: told(n, good, bad) })))
    expect({ end, actions }).toEqual({ end: name, actions: ENDED })
  })

  it('or one of reasons, which holds nothing where nothing went wrong', async () => {
    expect(await readAs(records((n) => ({ reason: told(n, '', 'WRONG_PASSWORD') })))).toEqual({
      end: 'reason',
      actions: ENDED,
    })
  })

  it.each([
    ['device_state', 'approved', 'locked'],
    ['mfa_state', 'success', 'failed'],
    ['response', 'welcome', 'teapot'],
    ['state', 'SUCCESS', 'SUCCESS'],
    ['remember', 'true', 'false'],
    ['reason', 'scheduled', 'WRONG_PASSWORD'],
  ])('but not %s: %s and %s', async (name, good, bad) => {
    const { end, actions } = await readAs(records((n) => ({ [name]: told(n, good, bad) })))
    expect({ end, actions: new Set(actions) }).toEqual({ end: 'event', actions: new Set(['logon']) })
  })
})
