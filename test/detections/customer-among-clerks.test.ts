import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAY = 86_400_000
const DAYS = 5
const CUSTOMERS = 400
const CLERKS = 9
const OFFICE = '192.0.2.10'
const HOME = '198.51.100.44'

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly path: string
}

const customerOf = (n: number): string => `kd${(6151 * (n + 31)) % 900_001}`
const bills = Array.from({ length: CUSTOMERS }, (_, n) => [0, 1, 2].map((k) => new Dice(5000 + 3 * n + k).hex(10)))
const billOf = (n: number, k: number): string => `/api/bills/${bills[n]?.[k] ?? ''}`

/** Customers read their bills and other pages; clerks in the office read anybody's, five days long. */
const ordinary = (dice: Dice): Line[] => {
  const lines: Line[] = []
  for (let n = 0; n < CUSTOMERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (!dice.chance(0.5)) continue
      const at = START + Math.round((day + 0.25 + 0.7 * dice.next()) * DAY)
      const paths = ['/api/me', billOf(n, dice.below(3)), '/tariffs', '/news', '/contact', billOf(n, dice.below(3))]
      paths.forEach((path, i) =>
        lines.push({ at: at + i * 8000, ip: n === 7 ? HOME : `10.${n % 7}.${n % 250}.7`, who: customerOf(n), path }),
      )
    }
  for (let clerk = 0; clerk < CLERKS; clerk++)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 22; i++)
        lines.push({
          at: START + day * DAY + (8 + 9 * dice.next()) * 3_600_000,
          ip: OFFICE,
          who: `kdstaff${clerk}`,
          path: billOf(dice.below(CUSTOMERS), dice.below(3)),
        })
  return lines
}

/** Somebody who reads, on the third day and the fourth, the bills of sixty, slowly. */
const reading = (dice: Dice, who: string, ip: string): readonly Line[] =>
  Array.from({ length: 60 }, (_, i) => ({
    at: START + 2.4 * DAY + i * 1_500_000 + dice.below(600_000),
    ip,
    who,
    path: billOf(20 + 6 * i, i % 3),
  }))

/** What a customer asks for on a day beside it. */
const ownLife = (who: string, ip: string): readonly Line[] =>
  ['/tariffs', '/news', '/contact', '/api/me'].map((path, i) => ({ at: START + 1.5 * DAY + i * 9000, ip, who, path }))

const investigate = async (beside: (dice: Dice) => readonly Line[]) => {
  const dice = new Dice(41)
  const text = [...ordinary(dice), ...beside(dice)]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, who, path }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status: 200, bytes: 700, user_agent: 'Mozilla/5.0 (X11)', user_id: who })}\n`,
    )
    .join('')
  return investigateLogs({ files: { 'access.jsonl': text } })
}

it('clerks who read steadily do not vouch for a customer who reads others from home', async () => {
  const { report, accounts } = await investigate((dice) => reading(dice, customerOf(7), HOME))
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  expect(accounts.size).toBeGreaterThan(45)
})

it('they do for one of theirs in the office who is there on two days and looks at other pages too', async () => {
  const { report } = await investigate((dice) => [
    ...reading(dice, 'kdstaff77', OFFICE),
    ...ownLife('kdstaff77', OFFICE),
  ])
  expect(report.verdict.answer).toBe('no-evidence')
})

it('and for one who works from home and has no life of his own there', async () => {
  const { report } = await investigate((dice) => reading(dice, 'kdstaff77', '203.0.113.90'))
  expect(report.verdict.answer).toBe('no-evidence')
})
