import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 3, 6)
const DAYS = 10
const MEMBERS = 500
const DAY = 86_400_000
const THIEF = 444

const memberOf = (n: number): string => String(70_000 + 3 * n)

interface Read {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly order: number
}

/** Members read their orders under their own names, one to three of them; `numberOf` says what an order is called. */
const own = (numberOf: (member: number, i: number) => number): readonly Read[] => {
  const dice = new Dice(8)
  return Array.from({ length: MEMBERS * 4 }, (_, i) => {
    const n = i % MEMBERS
    return {
      at: START + Math.round(dice.next() * DAYS * DAY),
      ip: `198.51.100.${n % 250}`,
      who: memberOf(n),
      order: numberOf(n, dice.below(1 + (n % 3))),
    }
  })
}

const investigated = async (reads: readonly Read[]) => {
  const text = [...reads]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, who, order }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/users/${who}/orders/${order}`, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: who })}\n`,
    )
    .join('')
  return investigateLogs({ files: { 'access.jsonl': text } })
}

const running = (member: number, i: number): number => 510_000 + 3 * member + i

it('orders of others that one asks for under its own name are others’, and those of nobody known are told apart', async () => {
  const walk = Array.from({ length: 240 }, (_, i) => ({
    at: START + 6 * DAY + i * 1500,
    ip: '203.0.113.9',
    who: memberOf(THIEF),
    order: 510_000 + i,
  }))
  const { report, accounts } = await investigated([...own(running), ...walk])
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  expect([...accounts.keys()].sort()).toEqual(Array.from({ length: 80 }, (_, n) => memberOf(n)).sort())
  expect(report.impact.unownedObjects.likely.value).toBeGreaterThan(50n)
})

it('where every account counts its orders from one, the same number is each one’s own', async () => {
  const { report } = await investigated(own((_, i) => 1 + i))
  expect(report.actors).toEqual([])
})
