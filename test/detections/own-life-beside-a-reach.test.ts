import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const DAYS = 7
const MEMBERS = 250
const ORDERS = 1000
const PHONE = 'ShopApp/5.2.1 (Android 14)'
const SCRIPT = 'python-requests/2.31.0'
const THIEF = 17

interface Read {
  readonly at: number
  readonly who: number
  readonly ip: string
  readonly agent: string
  readonly session: string
  readonly path: string
}

const homeOf = (n: number): string => `203.0.${n % 100}.${1 + (n >> 2)}`
const ownerOf = (order: number): number => (order * 7919) % MEMBERS
const path = (order: number): string => `/api/orders/${10_000 + order * 2}`
const ordersOf = (n: number): readonly number[] =>
  Array.from({ length: ORDERS }, (_, order) => order).filter((order) => ownerOf(order) === n)

const visit = (n: number, at: number, orders: readonly number[]): readonly Read[] =>
  orders.map((order, i) => ({
    at: at + i * 40_000,
    who: n,
    ip: homeOf(n),
    agent: PHONE,
    session: `s${n}x${at.toString(36)}abcdefghij`,
    path: path(order),
  }))

/** Members look at some of their own orders, a few days in the week. */
const ordinary = (): readonly Read[] => {
  const dice = new Dice(11)
  const all: Read[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (n === THIEF || !dice.chance(0.5)) continue
      const at = START + day * 24 * HOUR + Math.round((8 + 12 * dice.next()) * HOUR)
      const own = ordersOf(n)
      all.push(...visit(n, at, [dice.of(own), dice.of(own)]))
    }
  return all
}

const REACH = START + 5 * 24 * HOUR + 15 * HOUR

/** All orders of the others in turn, by a script, from elsewhere. */
const reach = (): readonly Read[] =>
  Array.from({ length: ORDERS }, (_, order) => order)
    .filter((order) => ownerOf(order) !== THIEF)
    .map((order, i) => ({
      at: REACH + i * 2000,
      who: THIEF,
      ip: '198.51.100.77',
      agent: SCRIPT,
      session: 'thief0session0abcdefghij',
      path: path(order),
    }))

const lineOf = ({ at, who, ip, agent, session, path: asked }: Read): string =>
  `${JSON.stringify({ ts: new Date(at).toISOString(), ip, method: 'GET', path: asked, status: 200, bytes: 900, user_id: `m${who}`, session_id: session, user_agent: agent })}\n`

const firstOf = async (own: readonly Read[]) => {
  const all = [...ordinary(), ...own, ...reach()].toSorted((a, b) => a.at - b.at)
  const { report } = await investigateLogs({ files: { 'access.jsonl': all.map(lineOf).join('') } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  return report.sinceWhen?.firstConfirmed?.time
}

describe('what an account that walks through the orders of others does besides', () => {
  const [one = 0, two = 0, three = 0] = ordersOf(THIEF)

  it('is no part of it on the day of the walk, though one of its orders was looked at on another', async () => {
    const own = [
      ...visit(THIEF, REACH - 30 * HOUR, [one]),
      ...visit(THIEF, REACH - 3 * HOUR, [one, two]),
      ...visit(THIEF, REACH + 30 * HOUR, [three]),
    ]
    expect(await firstOf(own)).toBe(new Date(REACH).toISOString().replace('Z', '000Z'))
  })

  it('is none where its own orders lie among those that it walks through', async () => {
    expect(await firstOf(visit(THIEF, REACH - 40 * HOUR, [one, three]))).toBe(
      new Date(REACH).toISOString().replace('Z', '000Z'),
    )
  })
})
