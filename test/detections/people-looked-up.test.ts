import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAYS = 4

interface Ask {
  /** Seconds from the start. */
  readonly at: number
  readonly ip: string
  readonly path: string
  readonly session?: string
  readonly bytes?: number
}

/** People with sessions look at their own page; a few who have none ask once whether the shop knows their number. */
const shop = (dice: Dice, asks: string): Ask[] => [
  ...Array.from({ length: 400 }, (_, n) =>
    Array.from({ length: 4 }, (_none, i) => ({
      at: dice.next() * DAYS * 86_400,
      ip: `198.51.${n % 90}.${n % 240}`,
      path: i % 2 === 0 ? '/account' : '/news',
      session: `s${n}abcdefghijklmnop`,
    })),
  ).flat(),
  ...Array.from({ length: 25 }, (_, n) => ({
    at: dice.next() * DAYS * 86_400,
    ip: `192.0.2.${n + 1}`,
    path: `${asks}6${10_000_000 + dice.below(89_999_999)}`,
  })),
]

/** One address asks for `people` numbers, from `from` on, `seconds` apart. */
const walk = (
  dice: Dice,
  asks: string,
  {
    people = 200,
    from = 2.2 * 86_400,
    seconds = 3,
    bytes = () => 300 + dice.below(60),
    also = (_i: number): string => '',
  } = {},
): Ask[] =>
  Array.from({ length: people }, (_, i) => ({
    at: from + i * seconds,
    ip: '203.0.113.9',
    path: `${asks}6${10_000_000 + dice.below(89_999_999)}${also(i)}`,
    bytes: bytes(),
  }))

const found = async (asks: string, reads: (dice: Dice) => readonly Ask[]) => {
  const dice = new Dice(7)
  const text = [...shop(dice, asks), ...reads(dice)]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, path, session, bytes = 310 }) =>
        `${JSON.stringify({ time: new Date(START + Math.round(1000 * at)).toISOString(), ip, method: 'GET', path, status: 200, bytes, user_agent: 'Mozilla/5.0', session })}\n`,
    )
    .join('')
  return (await investigateLogs({ files: { 'access.jsonl': text } })).report.actors.map(
    ({ vector, level }) => `${vector} ${level}`,
  )
}

const ASKS = '/api/lookup?telefono='

it('who looks up two hundred people by their numbers, without a log-in, is told of, as likely', async () => {
  expect(await found(ASKS, (dice) => walk(dice, ASKS))).toEqual(['missing-authentication likely'])
})

it('a till that asks so on all days is not', async () => {
  expect(await found(ASKS, (dice) => walk(dice, ASKS, { from: 3600, seconds: 1600 }))).toEqual([])
})

it('nor is a route that answers everybody alike', async () => {
  expect(await found(ASKS, (dice) => walk(dice, ASKS, { bytes: () => 310 }))).toEqual([])
})

it('nor a scanner of mails that follows signed links', async () => {
  const signed = (i: number): string => `&sig=${(i * 7919 + 1e9).toString(36)}`
  expect(await found('/api/offer?telefono=', (dice) => walk(dice, '/api/offer?telefono=', { also: signed }))).toEqual(
    [],
  )
})

it('nor one that follows links which end a subscription', async () => {
  expect(await found('/list/unsubscribe?email=', (dice) => walk(dice, '/list/unsubscribe?email='))).toEqual([])
})
