import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const DAYS = 7
const MEMBERS = 300
const memberOf = (n: number): string => `u${['k', 'q', 'v'][n % 3] ?? ''}${(n * 7919 + 13) % 99_991}x`

/**
 * Members read their own orders; three of them help out at a shop and read those of 25 customers each on working days. Inner machines pass
 * each request on and log it once more, under addresses of their own. A thief reads for an hour, from six addresses that are nobody else's.
 */
const lines = (thief: boolean): string => {
  const dice = new Dice(5)
  const all: [number, string][] = []
  const add = (at: number, ip: string, who: number, path: string): void => {
    const line = { method: 'GET', path, status: 200, bytes: 400 + dice.below(900), user_id: memberOf(who) }
    all.push([at, `${JSON.stringify({ time: new Date(at).toISOString(), ip, ...line })}\n`])
    all.push([
      at + 3,
      `${JSON.stringify({ time: new Date(at + 3).toISOString(), ip: `10.244.0.${dice.below(6)}`, ...line })}\n`,
    ])
  }
  const orderOf = (n: number): string => `/api/orders/${((n * 104_729) % 900_001).toString(36)}z${n}q`
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (thief && n === 151 && day === 3)
        for (let i = 0; i < 60; i++)
          add(START + 3.4 * DAY + 60_000 * i, `203.0.113.${i % 6}`, n, orderOf(dice.below(MEMBERS)))
      if (!dice.chance(0.6)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.9 * DAY)
      for (const [i, path] of ['/help', orderOf(n), '/news'].entries())
        add(at + 20_000 * i, `81.2.${n % 250}.${n % 7}`, n, path)
      if (n % 100 === 0 && day < 5)
        for (let i = 0; i < 12; i++)
          add(at + 3_600_000 + 60_000 * i, `81.2.${n % 250}.${n % 7}`, n, orderOf(n + 1 + dice.below(25)))
    }
  return all
    .sort((a, b) => a[0] - b[0])
    .map(([, line]) => line)
    .join('')
}

const found = async (thief: boolean): Promise<readonly string[]> => {
  const { report } = await investigateLogs({ files: { 'app.ndjson': lines(thief) } })
  return report.actors.map(({ vector }) => vector)
}

it('the addresses of machines that pass on what many ask are no places of those who ask', async () => {
  expect(await found(false)).toEqual([])
})

it('who has as many addresses to himself is found beside them', async () => {
  expect(await found(true)).toEqual(['object-enumeration'])
})
