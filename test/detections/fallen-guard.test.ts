import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAYS = 14
const SUBSCRIBERS = 900
const DAY = 86_400_000

const numberOf = (n: number): string => `0107${String((n * 7919) % 1_000_000).padStart(7, '0')}`

interface Request {
  readonly at: number
  readonly ip: string
  readonly path: string
  readonly account?: string
  readonly status?: number
}

/**
 * Subscribers read the usage of their own number; a part of the visits come with a session that has run out, some from a
 * carrier's few addresses, and look at notices too. Until `opens` these are refused, from then on answered. A stranger
 * reads 150 numbers at six addresses.
 */
const requests = (opens: number, stranger: boolean): readonly Request[] => {
  const dice = new Dice(5)
  const all: Request[] = []
  const usage = (n: number): string => `/api/v3/subscribers/${numberOf(n)}/usage`
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < SUBSCRIBERS; n++) {
      if (dice.next() > 0.25) continue
      const at = START + Math.round((day + dice.next()) * DAY)
      const ip = dice.next() < 0.3 ? `192.0.2.${n % 12}` : `10.${n % 200}.${n % 250}.7`
      const named = dice.next() < 0.75
      const status = named || day >= opens ? 200 : 401
      all.push({ at, ip, path: '/api/v3/notices' })
      all.push({ at: at + 900, ip, path: usage(n), status, ...(named ? { account: `U${n}` } : {}) })
      all.push({ at: at + 9000, ip, path: `/api/v3/plans/${1 + (n % 30)}` })
    }
  if (stranger)
    for (let i = 0; i < 150; i++)
      all.push({ at: START + 10 * DAY + i * 4000, ip: `203.0.113.${1 + (i % 6)}`, path: usage((i * 5) % SUBSCRIBERS) })
  return all.sort((a, b) => a.at - b.at)
}

const investigated = async (opens: number, stranger: boolean) => {
  const text = requests(opens, stranger)
    .map(
      ({ at, ip, path, account, status = 200 }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status, bytes: 700, user_agent: 'okhttp/4.12', user_id: account })}\n`,
    )
    .join('')
  return (await investigateLogs({ files: { 'access.jsonl': text } })).report
}

it('who walks through a route whose guard fell is found among those who read on without noticing, and alone', async () => {
  const { actors } = await investigated(5, true)
  expect(actors.map(({ vector, addresses }) => [vector, addresses.value])).toEqual([['missing-authentication', 6n]])
})

it('those who read on are accused of nothing', async () => {
  expect((await investigated(5, false)).actors).toEqual([])
})
