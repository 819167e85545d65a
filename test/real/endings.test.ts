import { expect, it } from 'vitest'
import { Dice } from './companies/dice.ts'
import { investigateLogs } from './investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 400

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
/** Shop and number in base64, with few digits or many. */
const orderOf = (n: number): string => Buffer.from(`${1 + (n % 9)}:${7_100_000 + 3 * n}`).toString('base64url')

it('an order is its owner’s as data and as a document, and ids before an ending are learned among their siblings', async () => {
  const dice = new Dice(5)
  const lines: string[] = []
  const write = (at: number, ip: string, who: string, path: string): void => {
    lines.push(
      `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: 'Mozilla/5.0', method: 'GET', path, status: 200, bytes: 900, user_id: who })}\n`,
    )
  }
  for (let day = 0; day < 8; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (day > 0 && !dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
      write(at, `10.0.${n % 250}.9`, memberOf(n), `/orders/${orderOf(n)}.json`)
      write(at + 9000, `10.0.${n % 250}.9`, memberOf(n), '/prices')
    }
  const victims = Array.from({ length: 120 }, (_, i) => 30 + 3 * i)
  victims.forEach((n, i) =>
    write(START + 5 * DAY + i * 9000, '203.0.113.4', memberOf(MEMBERS - 1), `/invoices/${orderOf(n)}.pdf`),
  )
  for (let n = 0; n < MEMBERS; n += 2)
    write(START + 6 * DAY + n * 1000, `10.0.${n % 250}.9`, memberOf(n), `/invoices/${orderOf(n)}.pdf`)
  const { report, accounts } = await investigateLogs({ files: { 'shop.ndjson': lines.join('') } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  expect(new Set(accounts.keys())).toEqual(new Set(victims.map(memberOf)))
})
