import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAYS = 4
const CUSTOMERS = 800

interface Read {
  /** Seconds from the start. */
  readonly at: number
  readonly who: string
  readonly ip: string
  readonly order: number
}

/** An order's id says nothing of its neighbours'. */
const idOf = (order: number): string =>
  createHash('sha256')
    .update(`order ${order}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5')

/** Customers read their own order or two, half a minute apart, on some of four days. */
const customers = (dice: Dice): Read[] =>
  Array.from({ length: CUSTOMERS }, (_, n) =>
    Array.from({ length: DAYS }, (_none, day) => (dice.next() < 0.45 ? day : -1))
      .filter((day) => day >= 0)
      .flatMap((day) => {
        const at = 86_400 * (day + 0.3 + 0.5 * dice.next())
        return [0, 1].map((i) => ({
          at: at + i * (8 + 50 * dice.next()),
          who: `k${1000 + n}`,
          ip: `198.51.${n % 90}.${n % 240}`,
          order: 2 * n + i,
        }))
      }),
  ).flat()

/** One account reads `orders` of others on one day, `seconds` apart. */
const sitting = (dice: Dice, seconds: number, { who = 'k5000', day = 2, orders = 200 } = {}): Read[] =>
  Array.from({ length: orders }, (_, i) => ({
    at: 86_400 * (day + 0.4) + i * seconds * (0.6 + 0.8 * dice.next()),
    who,
    ip: '203.0.113.7',
    order: 2 * dice.below(CUSTOMERS),
  }))

/** How many actors, and how many wide readers that are cleared. */
const suspects = async (reads: (dice: Dice) => readonly Read[], start = START): Promise<readonly number[]> => {
  const dice = new Dice(5)
  const text = [...customers(dice), ...reads(dice)]
    .sort((a, b) => a.at - b.at)
    .map(({ at, who, ip, order }) => {
      const time = new Date(start + Math.round(1000 * at)).toISOString()
      return `${JSON.stringify({ time, ip, method: 'GET', path: `/api/orders/${idOf(order)}`, status: 200, bytes: 900, user_agent: 'Mozilla/5.0 Firefox/128', user_id: who })}\n`
    })
    .join('')
  const { report } = await investigateLogs({ files: { 'access.jsonl': text } })
  return [report.actors.length, report.cleared.filter(({ what }) => what.code === 'cleared/wide-reader').length]
}

const actors = async (reads: (dice: Dice) => readonly Read[]): Promise<number> => (await suspects(reads))[0] ?? -1

it('one account that reads two hundred orders of strangers in one sitting, as no people read, is told of, though nothing orders the ids', async () => {
  expect(await actors((dice) => sitting(dice, 1.5))).toBe(1)
})

it('who reads as many in hours, as somebody at work does, is not accused of it', async () => {
  expect(await actors((dice) => sitting(dice, 60))).toBe(0)
})

it('nor is who came to help out on one day, where those at work read as fast, by a program that asks for a whole list', async () => {
  const colleagues = (dice: Dice): Read[] =>
    [6001, 6002].flatMap((who) =>
      Array.from({ length: DAYS }, (_, day) => sitting(dice, 1.5, { who: `k${who}`, day, orders: 60 })).flat(),
    )
  expect(await actors((dice) => [...colleagues(dice), ...sitting(dice, 1.5, { orders: 80 })])).toBe(0)
})

it('but is, where those at work take their time', async () => {
  const colleagues = (dice: Dice): Read[] =>
    [6001, 6002].flatMap((who) =>
      Array.from({ length: DAYS }, (_, day) => sitting(dice, 240, { who: `k${who}`, day, orders: 60 })).flat(),
    )
  expect(await actors((dice) => [...colleagues(dice), ...sitting(dice, 1.5, { orders: 80 })])).toBe(1)
})

it('who works on Friday and on Monday was there all along, and is cleared', async () => {
  const friday = START + 4 * 86_400_000
  const clerks = (dice: Dice): Read[] =>
    [6001, 6002, 6003].flatMap((who) =>
      [0, 3].flatMap((day) => sitting(dice, 240, { who: `k${who}`, day, orders: day === 0 ? 75 : 45 })),
    )
  expect(await suspects(clerks, friday)).toEqual([0, 3])
})
