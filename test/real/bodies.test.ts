import { expect, it } from 'vitest'
import { Dice } from './companies/dice.ts'
import { investigateLogs } from './investigate-logs.ts'

const START = Date.UTC(2026, 1, 2)
const DAY = 86_400_000
const MEMBERS = 150

/** A service whose orders are asked for by POST: members read their own; one of them walks through 500 of all. */
const logs = (): string => {
  const dice = new Dice(11)
  const lines: { readonly at: number; readonly text: string }[] = []
  const ask = (at: number, member: number, ip: string, path: string, body?: object): void => {
    const who = { user_id: `m-${1000 + member}`, session_id: `s-${member}-${Math.floor((at - START) / DAY)}-abcdefgh` }
    const answer = { status: 200, bytes: 900 + dice.below(300), user_agent: 'Mozilla/5.0 Chrome/144.0' }
    const record = {
      time: new Date(at).toISOString(),
      ip,
      method: body === undefined ? 'GET' : 'POST',
      path,
      ...answer,
      ...who,
      body,
    }
    lines.push({ at, text: JSON.stringify(record) })
  }
  for (let day = 0; day < 8; day++)
    for (let member = 0; member < MEMBERS; member++) {
      if (!dice.chance(0.4)) continue
      const [at, ip] = [START + day * DAY + dice.below(DAY - 600_000), `10.1.${member % 20}.${member}`]
      ask(at, member, ip, '/home')
      for (let n = dice.below(3); n >= 0; n--)
        ask(at + 20_000 * (n + 1), member, ip, '/api/orders/detail', {
          orderId: 50_000 + member * 7 + dice.below(7),
          password: 'hunter2',
        })
    }
  for (let n = 0; n < 500; n++)
    ask(START + 5 * DAY + n * 4000, 42, '203.0.113.9', '/api/orders/detail', { orderId: 50_000 + n })
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => `${text}\n`)
    .join('')
}

it('objects that are named in request bodies count as those in queries do', async () => {
  const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': logs() } })
  expect(report.sources[0]?.fields.body).toEqual({ from: 'body.orderId', how: 'recognised' })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  expect(report.actors[0]?.topAddresses[0]?.name).toBe('203.0.113.9')
  // 500 orders of 7 a member.
  expect(accounts.size).toBeGreaterThan(60)
  expect(accounts.size).toBeLessThanOrEqual(72)
})
