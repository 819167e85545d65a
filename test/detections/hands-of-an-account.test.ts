import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const DAYS = 8
const CUSTOMERS = 200
const SYNC = { ip: '203.0.113.9', agent: 'orders-sync/2.1' }

const orderOf = (n: number, k: number): string => `/api/orders/${new Dice(900 + 4 * n + k).hex(14)}`

interface Origin {
  readonly ip: string
  readonly agent: string
}

/**
 * Requests name sessions, and the log of log-ins says whose they are. A partner's program reads the orders of a hundred on
 * three days; `old` reads as much on the first, with a session from before the logs begin.
 */
const logs = (old: Origin): { readonly 'access.jsonl': string; readonly 'auth.jsonl': string } => {
  const dice = new Dice(5)
  const requests: { readonly at: number; readonly line: object }[] = []
  const logIns: { readonly at: number; readonly line: object }[] = []
  const visit = (at: number, who: string, { ip, agent }: Origin, paths: readonly string[], gap: number): void => {
    const session = dice.hex(24)
    if (who !== '')
      logIns.push({ at, line: { event: 'login', user_id: who, session_id: session, ip, user_agent: agent } })
    paths.forEach((path, i) =>
      requests.push({
        at: at + 500 + Math.round(i * gap * (0.5 + dice.next())),
        line: { ip, user_agent: agent, method: 'GET', path, status: 200, bytes: 700, session_id: session },
      }),
    )
  }
  for (let n = 0; n < CUSTOMERS; n++)
    for (let day = 0; day < DAYS; day++)
      if (dice.chance(0.4))
        visit(
          START + (day + 0.3 + 0.6 * dice.next()) * DAY,
          `m${n}`,
          { ip: `198.51.100.${n}`, agent: `Mozilla/5.0 (${n % 9})` },
          ['/shop', orderOf(n, 0), orderOf(n, 1), orderOf(n, 2), '/news'],
          9000,
        )
  const ofAHundred = (day: number) =>
    Array.from({ length: 100 }, (_, i) => orderOf((i * 7 + day * 31) % CUSTOMERS, i % 3))
  for (const day of [2, 4, 6]) visit(START + (day + 0.1) * DAY, 'partner', SYNC, ofAHundred(day), 400)
  visit(START + 0.1 * DAY, '', old, ofAHundred(0), 400)
  const written = (lines: typeof requests): string =>
    [...lines]
      .sort((a, b) => a.at - b.at)
      .map(({ at, line }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...line })}\n`)
      .join('')
  return { 'access.jsonl': written(requests), 'auth.jsonl': written(logIns) }
}

const accused = async (old: Origin): Promise<readonly string[]> =>
  (await investigateLogs({ files: logs(old) })).report.actors.map(({ vector }) => vector)

it('a session whose account no log names is judged as the account that alone uses its address and program', async () => {
  expect(await accused(SYNC)).toEqual([])
})

it('from another address it is judged by itself', async () => {
  expect(await accused({ ...SYNC, ip: '203.0.113.77' })).toEqual(['object-enumeration'])
})
