import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SourcePlan } from '../../src/domain/source-plan.ts'
import { bind, sql } from '../../src/engine/sql.ts'
import type { Case } from '../../src/store/case.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { part } from '../tokens/make-token.ts'
import { logLines, makeScratch, type Scratch } from '../intake/scratch.ts'

const START = Date.UTC(2026, 2, 1)

/** Log-ins in UTC, and a first use four seconds after each, by a clock on the wall nine hours ahead. */
const writeLogs = (scratch: Scratch): void => {
  const session = (n: number): string => (n * 7919 + 0xabc000).toString(16).padStart(32, 'a5')
  const at = (n: number, shift = 0): string => new Date(START + n * 61_000 + shift * 1000).toISOString()
  const auth = Array.from({ length: 80 }, (_, n) =>
    JSON.stringify({
      timestamp: at(n),
      event: 'login_success',
      user_id: `u${n}`,
      session_id: session(n),
      client_ip: `192.0.2.${n}`,
    }),
  )
  const access = Array.from({ length: 80 }, (_, n) =>
    JSON.stringify({
      time: at(n, 4 + 9 * 3600)
        .slice(0, 19)
        .replace('T', ' '),
      method: 'GET',
      path: `/me/${n}`,
      status: 200,
      session_id: session(n),
      client_ip: `192.0.2.${n}`,
    }),
  )
  scratch.write('auth/auth.jsonl', `${auth.join('\n')}\n`)
  scratch.write('api/access.jsonl', `${access.join('\n')}\n`)
  scratch.write('web/access.log', logLines(20))
}

/** Requests with whole tokens, each issued `age` seconds before, by a clock on the wall nine hours ahead. */
const writeTokens = (scratch: Scratch, age: (n: number) => number): void => {
  const lines = Array.from({ length: 80 }, (_, n) => {
    const at = START + n * 61_000
    const token = [
      { alg: 'HS256', kid: 'k1' },
      { sub: `u${n}`, iat: Math.floor(at / 1000) - age(n) },
    ].map(part)
    return JSON.stringify({
      time: new Date(at + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      method: 'GET',
      path: `/me/${n}`,
      status: 200,
      authorization: `Bearer ${token.join('.')}.c2ln`,
      client_ip: `192.0.2.${n}`,
    })
  })
  scratch.write('api/access.jsonl', `${lines.join('\n')}\n`)
}

const zonesOf = (plans: readonly SourcePlan[]): Readonly<Record<string, string>> =>
  Object.fromEntries(plans.map(({ name, zone, zoneFrom }) => [name, `${zone} ${zoneFrom}`]))

/** Eighty requests as the edge logs them, with an offset, and as the application behind it does, `apart` seconds later, by a clock on the wall. */
const writeRequestsTwice = (
  scratch: Scratch,
  { shift, apart, scattered = false }: { shift: number; apart: number; scattered?: boolean },
): void => {
  const at = (n: number): number => START + n * 10_000
  const edge = Array.from({ length: 80 }, (_, n) => {
    const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at(n)).toUTCString()) ?? []
    return `192.0.2.${n} - - [${day}/${month}/${year}:${time} +0000] "GET /goods/${n} HTTP/1.1" 200 512 "-" "curl/8"`
  })
  const app = Array.from({ length: 80 }, (_, n) =>
    JSON.stringify({
      time: new Date(at(n) + (shift + apart + (scattered ? n * 1000 : 0)) * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
      method: 'GET',
      path: `/goods/${n}`,
      status: 200,
      user_id: `u${n}`,
      client_ip: `192.0.2.${n}`,
    }),
  )
  scratch.write('edge/access.log', `${edge.join('\n')}\n`)
  scratch.write('app/app.jsonl', `${app.join('\n')}\n`)
}

/** Visits of three minutes as the edge logs them, with an offset, and the log-ins in them as a service in Korea does, by a clock on the wall. */
const writeVisits = (
  scratch: Scratch,
  { shift, late }: { readonly shift: number; readonly late: (n: number) => number },
): void => {
  const numbers = Array.from({ length: 80 }, (_, n) => n)
  const edge = numbers.flatMap((n) =>
    [0, 90, 180].map((after) => {
      const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(START + n * 61_000 + after * 1000).toUTCString()) ?? [] // biome-ignore format: one match
      return `192.0.2.${n} - - [${day}/${month}/${year}:${time} +0000] "GET /goods/${n + after} HTTP/1.1" 200 512 "-" "curl/8"`
    }),
  )
  const logIns = numbers.map((n) => {
    const at = new Date(START + n * 61_000 + (shift + late(n)) * 1000).toISOString().slice(0, 19).replace('T', ' ')
    return `${at},u${n},192.0.2.${n},${n % 5 === 0 ? '실패' : '성공'}`
  })
  scratch.write('web/access.log', `${edge.join('\n')}\n`)
  scratch.write('app/login.csv', `로그인일시,아이디,접속IP,로그인결과\n${logIns.join('\n')}\n`)
}

const spanOf = async (theCase: Case, source: string): Promise<readonly string[]> => {
  const { first, last } = await theCase.engine.row<{ first: string; last: string }>(sql`
    SELECT toString(min(time)) AS first, toString(max(time)) AS last FROM evidence.event WHERE source = ${bind('String', source)}`)
  return [first, last]
}

describe('time zones', () => {
  it('that nobody declares are deduced where credentials tell them, and said to be', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeLogs(scratch)
    await acquire(theCase, [scratch.logs])
    const { plans, problems, ledger } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({
      'api/access': '+09:00 deduced',
      'auth/auth': 'UTC in the log',
      'web/access': 'UTC in the log',
    })
    expect(problems).toEqual([
      {
        code: 'ingest/zone-deduced',
        values: { source: 'api/access', zone: '+09:00', reference: 'auth/auth', pairs: 80, of: 80 },
      },
    ])
    expect(ledger.map(({ received }) => Number(received)).toSorted((a, b) => a - b)).toEqual([20, 80, 80])
    expect(await spanOf(theCase, 'api/access')).toEqual(['2026-03-01 00:00:04.000000', '2026-03-01 01:20:23.000000'])
    expect(await ingest(theCase)).toEqual({ plans, problems, ledger })
  })

  it('that nobody declares are deduced where another source logs the same requests', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeRequestsTwice(scratch, { shift: -5.5 * 3600, apart: 40 })
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'app/app': '-05:30 deduced', 'edge/access': 'UTC in the log' })
    expect(problems.map(({ code }) => code)).toEqual(['ingest/zone-deduced'])
    expect(await spanOf(theCase, 'app/app')).toEqual(['2026-03-01 00:00:40.000000', '2026-03-01 00:13:50.000000'])
  })

  it.each([
    ['nine hours', 9 * 3600, '+09:00 deduced'],
    ['no time at all', 0, 'UTC assumed'],
  ])('of log-ins without a credential are deduced from visits of the same addresses: %s', async (_, shift, zone) => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeVisits(scratch, { shift, late: (n) => 5 * (n % 20) })
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'app/login': zone, 'web/access': 'UTC in the log' })
    expect(problems.map(({ code }) => code)).toEqual([shift === 0 ? 'ingest/zone-assumed' : 'ingest/zone-deduced'])
  })

  it('of log-ins are left as they are where these have nothing to do with the visits', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeVisits(scratch, { shift: 9 * 3600, late: (n) => 677 * n })
    await acquire(theCase, [scratch.logs])
    expect(zonesOf((await ingest(theCase)).plans)).toMatchObject({ 'app/login': 'UTC assumed' })
  })

  it('are deduced where another source tells the same log-ins', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeVisits(scratch, { shift: 5.75 * 3600, late: () => 0 })
    rmSync(path.join(scratch.logs, 'web'), { recursive: true })
    const told = Array.from({ length: 80 }, (_, n) =>
      JSON.stringify({ time: new Date(START + n * 61_000 + 2000).toISOString(), event: 'login_success', user: `u${n}`, ip: `192.0.2.${n}` }),
    ) // biome-ignore format: one record
    scratch.write('sso/auth.jsonl', `${told.join('\n')}\n`)
    await acquire(theCase, [scratch.logs])
    expect(zonesOf((await ingest(theCase)).plans)).toMatchObject({
      'app/login': '+05:45 deduced',
      'sso/auth': 'UTC in the log',
    })
  })

  it('that nobody declares are deduced from what tokens say themselves, where they are fresh', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeTokens(scratch, (n) => 3 + (n % 20))
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'api/access': '+09:00 deduced' })
    expect(problems).toEqual([
      { code: 'ingest/zone-of-tokens', values: { source: 'api/access', zone: '+09:00', pairs: 80, of: 80 } },
    ])
    expect(await spanOf(theCase, 'api/access')).toEqual(['2026-03-01 00:00:00.000000', '2026-03-01 01:20:19.000000'])
  })

  it('are left as they are where tokens live long', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeTokens(scratch, (n) => 3 + 977 * n)
    await acquire(theCase, [scratch.logs])
    expect(zonesOf((await ingest(theCase)).plans)).toMatchObject({ 'api/access': 'UTC assumed' })
  })

  it('are left as they are where the sources share no moments, or not at one distance', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeRequestsTwice(scratch, { shift: 0, apart: 0, scattered: true })
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'app/app': 'UTC assumed' })
    expect(problems).toEqual([{ code: 'ingest/zone-assumed', values: { source: 'app/app' } }])
  })

  it('that are declared otherwise than other sources tell are kept, and doubted', async () => {
    const scratch = makeScratch("sources:\n  - { match: '**/api/*', zone: UTC }\n")
    const theCase = await scratch.open()
    writeLogs(scratch)
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'api/access': 'UTC declared' })
    expect(problems).toEqual([
      {
        code: 'ingest/zone-shift',
        values: { source: 'api/access', issuer: 'auth/auth', shift: '+09:00', pairs: 80, of: 80 },
      },
    ])
  })

  it('that are declared put all sources on one time line', async () => {
    const scratch = makeScratch("sources:\n  - { match: '**/api/*', zone: Asia/Seoul, host: api-1 }\n")
    const theCase = await scratch.open()
    writeLogs(scratch)
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'api/access': 'Asia/Seoul declared' })
    expect(problems).toEqual([])
    expect(
      await theCase.engine.rows(sql`
        SELECT source, toString(min(time)) AS first, toString(max(time)) AS last FROM evidence.event
        WHERE source != 'web/access' GROUP BY source ORDER BY source`),
    ).toEqual([
      { source: 'api/access', first: '2026-03-01 00:00:04.000000', last: '2026-03-01 01:20:23.000000' },
      { source: 'auth/auth', first: '2026-03-01 00:00:00.000000', last: '2026-03-01 01:20:19.000000' },
    ])
  })
})
