import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAYS = 14
const DAY = 86_400_000
const CUSTOMERS = 600
const COURIER = 999
const SELLER = 2000
const SELLERS = 80

interface Read {
  readonly at: number
  readonly ip: string
  readonly who: number
  readonly path: string
}

const orderOf = (n: number, i = 0): string => `2026${String(40_000 + 3 * n + i)}`

/** Customers read their orders, and sellers those of their buyers; a courier's account fetches a hundred and twenty orders each evening, always from one machine. */
const shop = (): Read[] => {
  const dice = new Dice(12)
  const all: Read[] = []
  for (let n = 0; n < CUSTOMERS; n++)
    for (let i = 0; i < 4; i++)
      all.push({
        at: START + Math.round(dice.next() * DAYS * DAY),
        ip: `198.51.100.${n % 250}`,
        who: n,
        path: `/orders/${orderOf(n, dice.below(2))}`,
      })
  for (let day = 0; day < DAYS; day++)
    for (let i = 0; i < 120; i++)
      all.push({
        at: START + Math.round((day + 0.8 + 0.04 * dice.next()) * DAY),
        ip: '192.0.2.40',
        who: COURIER,
        path: `/api/partner/orders/${orderOf(dice.below(CUSTOMERS))}`,
      })
  for (let seller = 0; seller < SELLERS; seller++)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 14; i++)
        all.push({
          at: START + Math.round((day + 0.4 + 0.02 * dice.next()) * DAY),
          ip: `192.0.2.${100 + seller}`,
          who: SELLER + seller,
          path: `/orders/${orderOf((7 * seller + dice.below(40)) % CUSTOMERS)}`,
        })
  return all
}

/** By day, at home, with the same account: `orders` on each of six days. */
const atHome = (orders: (day: number) => readonly string[]): readonly Read[] =>
  [1, 3, 6, 8, 10, 12].flatMap((day) =>
    orders(day).map((order, i) => ({
      at: START + Math.round((day + 0.45) * DAY) + i * 20_000,
      ip: '203.0.113.7',
      who: COURIER,
      path: `/orders/${order}`,
    })),
  )

const accused = async (beside: readonly Read[]) => {
  const text = [...shop(), ...beside]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, who, path }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: `k${who}` })}\n`,
    )
    .join('')
  return (await investigateLogs({ files: { 'access.jsonl': text } })).report.actors.length
}

it('who works there and reads a few orders of nobody known at home, as a customer does, is accused of nothing', async () => {
  expect(await accused(atHome((day) => [orderOf(5000 + (day % 2))]))).toBe(0)
})

it('who reads there those of others is', async () => {
  expect(
    await accused(atHome((day) => Array.from({ length: 4 }, (_, i) => orderOf((41 * day + 7 * i) % CUSTOMERS)))),
  ).toBe(1)
})
