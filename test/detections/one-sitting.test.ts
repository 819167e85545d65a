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

/** Tutors read orders of their own forty-five customers from the office, eight a day on two days; the first on some of them. */
const tutors = (dice: Dice, days: readonly number[] = [2], many = 4): Read[] =>
  Array.from({ length: many }, (_none, tutor) => tutor).flatMap((tutor) =>
    (tutor === 0 ? days : [1, 2]).flatMap((day) =>
      Array.from({ length: 8 }, (_, i) => ({
        at: 86_400 * (day + 0.31) + 600 * tutor + i * 40 * (0.6 + 0.8 * dice.next()),
        who: `k${7000 + tutor}`,
        ip: '192.0.2.30',
        order: 2 * (45 * tutor + ((7 * i + 11 * day) % 45)),
      })),
    ),
  )

/** The first tutor's evening: `people` from the one numbered `from`, two orders each. */
const evening = (dice: Dice, from: number, people = 45): Read[] =>
  Array.from({ length: 2 * people }, (_, i) => ({
    at: 86_400 * 2.6 + i * 1.5 * (0.6 + 0.8 * dice.next()),
    who: 'k7000',
    ip: '203.0.113.7',
    order: 2 * from + ((i * 7) % (2 * people)),
  }))

it('who reads from home, all at once, the people of whom he read some at his desk, is not accused of it', async () => {
  expect(await actors((dice) => [...tutors(dice), ...evening(dice, 0)])).toBe(0)
})

it('nor where he read but four of them there, which hardly any other list would hold', async () => {
  const four = (dice: Dice): Read[] => tutors(dice).filter(({ who }, i) => who !== 'k7000' || i < 4)
  expect(await actors((dice) => [...four(dice), ...evening(dice, 0)])).toBe(0)
})

it('but is, when they are strangers to what he does there', async () => {
  expect(await actors((dice) => [...tutors(dice), ...evening(dice, 400)])).toBe(1)
})

it('or when his list holds what all others work on as well', async () => {
  expect(await actors((dice) => [...tutors(dice), ...evening(dice, 0, 180)])).toBe(1)
})

it('or when he tried some of the list from where nobody works', async () => {
  const tried = (read: Read): Read => (read.who === 'k7000' ? { ...read, ip: '203.0.113.90' } : read)
  expect(await actors((dice) => [...tutors(dice).map(tried), ...evening(dice, 0)])).toBe(1)
})

/** Each at home, where nobody else is. */
const atHome = (read: Read): Read => ({ ...read, ip: `203.0.113.${90 + Number(read.who.slice(1)) - 7000}` })

it('nor is he where all work at home, and he did as they do on two days', async () => {
  expect(await actors((dice) => [...tutors(dice, [1, 2], 5).map(atHome), ...evening(dice, 0)])).toBe(0)
})

it('but is, when they are strangers to him who works there', async () => {
  expect(await actors((dice) => [...tutors(dice, [1, 2], 5).map(atHome), ...evening(dice, 400)])).toBe(1)
})
