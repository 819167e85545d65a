import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { asBytes } from './examples/example.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

interface Record {
  readonly type: string
  readonly result: string
}

const PAIR = [{ type: 'user.session.start', result: 'SUCCESS' }]

/** Actions that both readings give to records of one log. */
const actionsOf = async (records: readonly Record[], member = 'cust'): Promise<readonly unknown[]> => {
  const lines = records.map(({ type, result }, n) =>
    JSON.stringify({
      time: `2026-07-05T15:00:${n + 10}Z`,
      event: { type, outcome: { result } },
      [member]: `C${n % 3}`,
      client: { ip: '192.0.2.7' },
    }),
  )
  const found = recogniseLines(lines, { match: '*' })
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (found === null || kind === undefined) throw new Error('not recognised')
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), lines.map(asBytes))
  return rows.map(({ action, principal }) => `${String(action)} ${String(principal)}`)
}

describe('the words of a log of log-ins', () => {
  it.each([
    ['a session that failed to start is a log-in that failed', 'user.session.failed', 'FAILURE', 'logon-failed'],
    ['and so is a start whose outcome is a failure', 'user.session.start', 'FAILURE', 'logon-failed'],
    ['a start that succeeds opens a session', 'user.session.start', 'SUCCESS', 'issue'],
    ['a session that is found invalid is no log-in', 'session.invalid', 'FAILURE', ''],
    ['nor one that could not be renewed', 'session.refresh', 'FAILURE', ''],
    ['nor one that was looked up in vain', 'session lookup failed', 'FAILURE', ''],
    ['a token that was not granted names no password', 'token.grant', 'FAILURE', ''],
    ['a forgotten password that is asked for anew', 'password_reset_requested', 'SUCCESS', 'reset'],
    ['and one in Korean', '비밀번호 재설정 완료', '성공', 'reset'],
    ['a log-in after a reset is a log-in', 'login after password reset', 'SUCCESS', 'logon'],
    ['a reset that failed is none', 'password_reset', 'FAILURE', ''],
    ['a password that was checked is a log-in', 'user.human.password.check.succeeded', 'SUCCESS', 'logon'],
    ['or one that failed', 'user.human.password.check.failed', 'FAILURE', 'logon-failed'],
    ['a token that was added is one that was issued', 'user.token.v2.added', 'SUCCESS', 'issue'],
    ['and one that was removed has ended', 'user.token.removed', 'SUCCESS', 'revoke'],
    ['an attempt has ended where there is an outcome', 'user_login_attempt', 'SUCCESS', 'logon'],
    ['or one that failed', 'user_login_attempt', 'FAILURE', 'logon-failed'],
    ['a log-in without an error is one', 'login', 'LOGIN_NO_ERROR', 'logon'],
    ['and one with an error is none', 'login', 'LOGIN_ERROR_INVALID_PASSWORD', 'logon-failed'],
    ['Korean', '세션 생성', '실패', 'logon-failed'],
  ])('%s', async (_, type, result, action) => {
    expect(await actionsOf([...PAIR, { type, result }, ...PAIR])).toEqual(['issue C0', `${action} C1`, 'issue C2'])
  })

  it.each(['cust', 'mbr', 'acct', 'usr', 'emp_no', 'subscriber', 'who'])(
    'a person may be called %s',
    async (member) => {
      expect(await actionsOf([...PAIR, ...PAIR], member)).toEqual(['issue C0', 'issue C1'])
    },
  )
})
