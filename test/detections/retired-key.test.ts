import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-retired-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const START = Date.UTC(2026, 2, 1) / 1000
/** People log in one a minute; after this one, the service signs with the next key. */
const CHANGED = 150
const PEOPLE = 600

interface Use {
  readonly account: number
  readonly second: number
  readonly ip: string
  readonly agent: string
  readonly token: string
  /** Whether the log of log-ins knows it. */
  readonly issued: boolean
}

const homeOf = (i: number): string => `198.51.100.${(i * 7919) % 241}`
const agentOf = (i: number): string => `Mozilla/5.0 (program ${(i * 104_729) % 37})`

const jwt = (account: number, kid: string | null, issued: number): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'RS256', typ: 'JWT', ...(kid === null ? {} : { kid }) })
  const body = part({
    sub: `u-${account}`,
    iat: START + issued,
    exp: START + issued + 21_600,
    jti: account * 7 + issued,
  })
  return `${head}.${body}.${'c2lnbmF0dXJl'.repeat(3)}`
}

const ordinary = (keyOf: (i: number) => string | null, issued: (i: number) => boolean = () => true): readonly Use[] =>
  Array.from({ length: PEOPLE }, (_, i) => ({
    account: 1000 + i,
    second: 60 * i,
    ip: homeOf(i),
    agent: agentOf(i),
    token: jwt(1000 + i, keyOf(i), 60 * i),
    issued: issued(i),
  }))

/** Tokens for people who logged in long ago, made by somebody else towards the end. */
const forged = (kid: string, count = 30): readonly Use[] =>
  Array.from({ length: count }, (_, n) => ({
    account: 1000 + 5 * n,
    second: 24_000 + 200 * n,
    ip: `203.0.113.${n % 3}`,
    agent: 'python-requests/2.31.0',
    token: jwt(1000 + 5 * n, kid, 24_000 + 200 * n - 30),
    issued: false,
  }))

const linesOf = (uses: readonly Use[]): readonly string[] =>
  [...uses]
    .sort((a, b) => a.second - b.second)
    .flatMap(({ account, second, ip, agent, token, issued }) => {
      const at = (shift: number): string => new Date(1000 * (START + second + shift)).toISOString()
      const read = { ts: at(3), ip, method: 'GET', path: `/orders/${77_000 + account}`, status: 200, user_id: `u-${account}`, token, user_agent: agent } // biome-ignore format: one line of log
      return [
        ...(issued
          ? [{ ts: at(0), event: 'TOKEN_ISSUED', user_id: `u-${account}`, token, ip, user_agent: agent }]
          : []),
        read,
        { ...read, ts: at(40), path: '/cart' },
      ]
    })
    .map((record) => JSON.stringify(record))

const changing = (i: number): string => (i < CHANGED ? 'k-2024' : 'k-2025')

let made = 0
const reportOf = async (uses: readonly Use[]): Promise<Report> => {
  const dir = path.join(root, String(made++))
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'log.jsonl'), `${linesOf(uses).join('\n')}\n`)
  const theCase = await openCase(path.join(dir, 'case'), { create: true })
  try {
    return await investigate(theCase, { paths: [path.join(dir, 'log.jsonl')] })
  } finally {
    await theCase.close()
  }
}

const outcomeOf = (report: Report) => report.detections.find(({ id }) => id === 'retired-key')

describe('retired-key', () => {
  it('finds tokens of a key that was replaced, as one actor and not as never issued besides', async () => {
    const report = await reportOf([...ordinary(changing), ...forged('k-2024')])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { likely: { value: 30n } } })
    expect(report.detections.find(({ id }) => id === 'never-issued')).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['retired-key'])
    expect(report.actors[0]?.reasons[0]).toMatchObject({ code: 'reason/key-retired', values: { n: 30, kid: 'k-2024' } })
    expect(report.impact.accounts.likely.value).toBe(30n)
  })

  it('finds tokens of a key by which no proven token was signed', async () => {
    const report = await reportOf([...ordinary(() => 'k-2025'), ...forged('k-2019')])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['retired-key'])
    expect(report.actors[0]?.reasons[0]).toMatchObject({ code: 'reason/key-never-seen' })
  })

  it('leaves tokens forged with the key in use to never-issued', async () => {
    const report = await reportOf([...ordinary(changing), ...forged('k-2025')])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
  })

  it('accuses nobody of a server that still signs with the old key, and whose log is not here', async () => {
    const old = (i: number): boolean => i >= CHANGED && (i * 31) % 20 === 0
    const report = await reportOf(ordinary((i) => (old(i) ? 'k-2024' : changing(i)), (i) => !old(i))) // biome-ignore format: one call
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors).toEqual([])
  })

  it('cannot look where tokens do not name their key', async () => {
    const report = await reportOf(ordinary(() => null))
    expect(outcomeOf(report)).toMatchObject({
      outcome: 'could-not-look',
      reasons: [{ code: 'detection/no-key-ids' }],
    })
  })
})
