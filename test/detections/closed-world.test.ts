import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const DAYS = 12
const MEMBERS = 400
/** Members who have an old version of the app, and a session from before the logs begin. */
const OLD = 40
const TESTED = 90

const line = (at: number, ip: string, agent: string, who: string, session: string, path: string): string =>
  JSON.stringify({
    time: new Date(at).toISOString(),
    ip,
    user_agent: agent,
    method: path === '/api/login' ? 'POST' : 'GET',
    path,
    status: 200,
    bytes: 900,
    user_id: who,
    session_id: session,
  })

/** Members who log in, some who have not had to for weeks, and on the fourth day a load test with accounts of its own. */
const lines = (): readonly string[] => {
  const dice = new Dice(9)
  const all: [number, string][] = []
  const add = (at: number, ...rest: [string, string, string, string, string]): void => {
    all.push([at, line(at, ...rest)])
  }
  for (let n = 0; n < MEMBERS; n++) {
    const agent = n % 100 === 0 ? 'App/5.1' : `App/7.${n % 9}`
    const common = [`10.${n % 5}.${n % 250}.9`, agent, `m${10_000 + 13 * n}`, dice.hex(20)] as const
    const visits = [0, 1, 2].map(() => START + Math.round(dice.next() * DAYS * DAY)).sort((a, b) => a - b)
    for (const [visit, at] of visits.entries())
      for (const [i, path] of [
        visit === 0 ? '/api/login' : '/api/books/3',
        `/api/orders/${710_000 + n}`,
        '/api/books/7',
      ].entries())
        add(at + 9000 * i, ...common, path)
  }
  for (let n = 0; n < OLD; n++) {
    const common = [`10.9.${n}.9`, 'App/5.1', `m${90_000 + n}`, dice.hex(20)] as const
    const from = START + Math.round(dice.next() * 0.6 * DAYS * DAY)
    for (let i = 0; i < 4; i++)
      add(from + Math.round(dice.next() * 3 * DAY), ...common, i === 0 ? `/api/orders/${810_000 + n}` : '/api/books/7')
  }
  for (let n = 0; n < TESTED; n++) {
    const common = ['203.0.113.77', 'k6/0.52', `t${5000 + n}`, dice.hex(20)] as const
    for (let i = 0; i < 6; i++)
      add(START + 3.5 * DAY + n * 900 + i * 100, ...common, i < 4 ? `/api/orders/${910_000 + n}` : '/api/books/7')
  }
  return all.sort(([a], [b]) => a - b).map(([, text]) => `${text}\n`)
}

it('a load test is named as such, and teaches nobody what an attack looks like', async () => {
  const { report } = await investigateLogs({ files: { 'app.ndjson': lines().join('') } })
  expect(report.verdict.answer).toBe('no-evidence')
  expect(report.actors).toEqual([])
  const cleared = report.cleared.find(({ what }) => what.code === 'cleared/load-test')
  expect(cleared?.what.values).toMatchObject({ address: '203.0.113.77', n: TESTED })
  const { tests } = report.detections.find(({ id }) => id === 'no-log-in-seen') ?? { tests: [] }
  const many = tests.find(({ test, outcome }) => test === 'origin' && outcome === 'mostly-unproven-many')
  expect(many?.attack).toBeGreaterThan(0)
  expect(many?.attack).toBeLessThan(0.5)
})
