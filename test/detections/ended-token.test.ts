import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-ended-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const PEOPLE = 400
const at = (second: number): string => new Date(Date.UTC(2026, 2, 1) + 1000 * second).toISOString()

interface After {
  /** Seconds after the log-out. */
  readonly seconds: number
  readonly ip: string
  readonly agent: string
}

interface Company {
  /** What happens to the session of person i after its log-out; null for nothing. */
  readonly after: (i: number) => After | null
  /** Address of person i an hour after the log-in. */
  readonly moved?: (i: number) => string
  readonly logOut?: boolean
  /** The log-out is a request, and no log tells of its revocation. */
  readonly byRequest?: 'POST /logout' | 'DELETE /v1/sessions/current'
  /** Seconds from the first request to the last before the log-out. */
  readonly stays?: number
}

const homeOf = (i: number): string => `198.51.100.${i % 200}`
const agentOf = (i: number): string => `Mozilla/5.0 (program ${i % 40})`

/** People log in, read their orders, come back two hours later and log out. */
const logs = ({ after, moved = homeOf, logOut = true, byRequest, stays = 7200 }: Company): readonly string[] =>
  Array.from({ length: PEOPLE }, (_, i) => {
    const [token, user, start] = [`tok-${i}-abcdefghijklmnop`, `u-${1000 + i}`, i * 60]
    const auth = (event: string, second: number) => ({ ts: at(second), event, user_id: user, token, ip: homeOf(i) })
    const read = (second: number, ip: string, user_agent: string) => ({
      ts: at(second),
      ip,
      method: 'GET',
      path: `/orders/${77_000 + i}`,
      status: 200,
      user_id: user,
      token,
      user_agent,
    })
    const late = after(i)
    return [
      auth('TOKEN_ISSUED', start),
      read(start + 2, homeOf(i), agentOf(i)),
      read(start + stays, moved(i), agentOf(i)),
      ...(logOut && byRequest === undefined ? [auth('TOKEN_REVOKED', start + stays + 100)] : []),
      ...(byRequest === undefined
        ? []
        : [
            {
              ...read(start + stays + 100, moved(i), agentOf(i)),
              method: byRequest.split(' ')[0],
              path: byRequest.split(' ')[1],
            },
          ]),
      ...(late === null ? [] : [read(start + stays + 100 + late.seconds, late.ip, late.agent)]),
    ]
  })
    .flat()
    .map((record) => JSON.stringify(record))

let made = 0
const reportOf = async (lines: readonly string[]): Promise<Report> => {
  const dir = path.join(root, String(made++))
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'log.jsonl'), `${lines.join('\n')}\n`)
  const theCase = await openCase(path.join(dir, 'case'), { create: true })
  try {
    return await investigate(theCase, { paths: [path.join(dir, 'log.jsonl')] })
  } finally {
    await theCase.close()
  }
}

const outcomeOf = (report: Report) => report.detections.find(({ id }) => id === 'ended-token')

/** An expiry that stands in the token itself. */
const jwt = (i: number, issued: number, expires: number): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'HS256', typ: 'JWT', kid: 'k1' })
  return `${head}.${part({ sub: `u-${1000 + i}`, iat: issued, exp: expires })}.${'c2lnbmF0dXJl'.repeat(3)}`
}

describe('ended-token', () => {
  it('finds sessions that a thief goes on using after their log-out, and takes requests on their way for none', async () => {
    const report = await reportOf(
      logs({
        after: (i) =>
          i % 20 < 2 ? { seconds: i % 20 === 0 ? 86_400 : 20, ip: '203.0.113.9', agent: 'curl/8.5.0' } : null,
      }),
    )
    expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { likely: { value: 20n } } })
    expect(report.actors).toHaveLength(1)
    expect(report.entryVectors[0]?.id).toBe('ended-token')
    expect(report.impact.accounts.likely.value).toBe(20n)
  })

  it.each([
    ['finds them where the log-out is a request only', 'POST /logout', 10, '203.0.113.9', 'found'],
    ['takes no request for an end after which people read on', 'POST /logout', 2, '', 'could-not-look'],
    ['finds them where to log out is to delete the session', 'DELETE /v1/sessions/current', 10, '203.0.113.9', 'found'],
    [
      'takes no such deletion for an end after which people read on',
      'DELETE /v1/sessions/current',
      2,
      '',
      'could-not-look',
    ],
  ] as const)('%s', async (_, byRequest, one, elsewhere, outcome) => {
    const after = (i: number): After | null =>
      i % one === 0
        ? { seconds: 80_000 + i, ip: elsewhere === '' ? homeOf(i) : elsewhere, agent: elsewhere === '' ? agentOf(i) : 'curl/8.5.0' } // biome-ignore format: one record
        : null
    const report = await reportOf(logs({ byRequest, after }))
    expect(outcomeOf(report)?.outcome).toBe(outcome)
    expect(report.impact.accounts.likely.value).toBe(outcome === 'found' ? 40n : 0n)
  })

  it.each([
    ['finds them where the password was reset, after which no session goes on', 10, '203.0.113.9', 'found'],
    ['takes no reset for an end after which people read on', 2, '', 'could-not-look'],
  ])('%s', async (_, one, elsewhere, outcome) => {
    const later = (i: number): After => ({ seconds: 80_000 + i, ip: elsewhere === '' ? homeOf(i) : elsewhere, agent: elsewhere !== '' ? 'curl/8.5.0' : agentOf(i) }) // biome-ignore format: one record
    const lines = logs({ after: (i) => (i % one === 0 ? later(i) : null) }).map((line) => {
      if (!line.includes('TOKEN_REVOKED')) return line
      const { token: _token, ...rest } = JSON.parse(line) as Record<string, unknown>
      return JSON.stringify({ ...rest, event: 'PASSWORD_RESET' })
    })
    const report = await reportOf(lines)
    expect(outcomeOf(report)?.outcome).toBe(outcome)
    expect(report.impact.accounts.likely.value).toBe(outcome === 'found' ? 40n : 0n)
  })

  it('finds them where sessions last minutes, so that nobody shows how owners move', async () => {
    const report = await reportOf(
      logs({
        stays: 240,
        after: (i) =>
          i % 5 === 0 ? { seconds: 40_000 + 60 * i, ip: `203.0.113.${i % 3}`, agent: 'curl/8.5.0' } : null,
      }),
    )
    expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { confirmed: { value: 80n } } })
    expect(report.impact.accounts.confirmed.value).toBe(80n)
  })

  it.each([
    ['finds tokens that expired and are still served', 0, { outcome: 'found', hits: { likely: { value: 16n } } }],
    [
      'asks for no expiry where most tokens are first seen after it: the clocks differ',
      61_200,
      { outcome: 'could-not-look', reasons: [{ code: 'detection/expired-before-use', values: { n: 400, of: 400 } }] },
    ],
  ])('%s', async (_, ahead, expected) => {
    const start = Date.UTC(2026, 2, 1) / 1000 - ahead
    const lines = Array.from({ length: PEOPLE }, (__, n) => n).flatMap((i) => {
      const token = jwt(i, start + 60 * i, start + 60 * i + 10_800)
      const read = (second: number, ip: string, user_agent: string): string =>
        JSON.stringify({ ts: at(second), ip, method: 'GET', path: `/orders/${77_000 + i}`, status: 200, user_id: `u-${1000 + i}`, token, user_agent }) // biome-ignore format: one line of log
      return [
        JSON.stringify({ ts: at(60 * i), event: 'TOKEN_ISSUED', user_id: `u-${1000 + i}`, token, ip: homeOf(i) }),
        read(60 * i + 2, homeOf(i), agentOf(i)),
        read(60 * i + 7200, homeOf(i), agentOf(i)),
        ...(i % 25 === 0 ? [read(60 * i + 40_000, `203.0.113.${i % 4}`, agentOf(3))] : []),
      ]
    })
    const report = await reportOf(lines)
    expect(outcomeOf(report)).toMatchObject(expected)
  })

  it('accuses no owner of a forgotten tab, where the service never looks: it says that the service does not', async () => {
    const report = await reportOf(
      logs({ after: (i) => (i % 2 === 0 ? { seconds: 3000 + i, ip: homeOf(i), agent: agentOf(i) } : null) }),
    )
    expect(report.actors).toEqual([])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(outcomeOf(report)?.reasons).toContainEqual({
      code: 'detection/served-on-revoked',
      values: { n: 200, of: 400, share: 50 },
    })
  })

  it('accuses nobody where phones move about, before the end as after it', async () => {
    const drawn = (i: number, of: number, what: number): number => ((i + 1) * 7919 * what + i * i * 31) % of
    const away = (i: number, what: number): string => `203.0.113.${drawn(i, 251, what)}`
    const report = await reportOf(
      logs({
        moved: (i) => (drawn(i, 3, 5) === 0 ? away(i, 2) : homeOf(i)),
        after: (i) =>
          drawn(i, 7, 3) < 2
            ? { seconds: 4000, ip: drawn(i, 2, 11) === 0 ? away(i, 13) : homeOf(i), agent: agentOf(i) }
            : null,
      }),
    )
    expect(report.actors).toEqual([])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found', hits: { possible: { value: 0n } } })
  })

  it('cannot look where nothing shows when a session ends', async () => {
    const report = await reportOf(logs({ logOut: false, after: () => null }))
    expect(outcomeOf(report)).toMatchObject({
      outcome: 'could-not-look',
      reasons: [{ code: 'detection/no-session-ends' }],
    })
  })
})
