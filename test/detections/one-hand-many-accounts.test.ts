import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAY = 86_400_000
const START = Date.UTC(2025, 5, 2)
const MEMBERS = 800
const HANDS = 6
const booking = (n: number): number => 700_100 + n
const memberOf = (n: number): string => `m${1000 + n}`
const homeOf = (n: number): string => `198.${20 + (n % 9)}.${n % 251}.${1 + (n % 199)}`
/** Addresses of people's homes all over the place. */
const poolOf = (n: number): string => `203.${10 + (n % 40)}.${(n * 37) % 251}.7`

/** A week in which members read their own booking, and six accounts, one after another, all that follow one upon the other. */
const log = (elsewhere: (n: number) => string): string => {
  const dice = new Dice(11)
  const rows: { readonly at: number; readonly who: string; readonly ip: string; readonly path: string }[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < 7; day++) {
      if (!dice.chance(0.3)) continue
      const at = START + day * DAY + 6 * 3_600_000 + dice.below(15 * 3_600_000)
      ;['/search', `/cars/${dice.below(90)}`, `/bookings/${booking(n)}/contract`].forEach((path, i) =>
        rows.push({ at: at + i * 9000, who: memberOf(n), ip: homeOf(n), path }),
      )
      // People at the places that the six come from, where anybody else does.
      if (dice.chance(0.5)) rows.push({ at: at + 40_000, who: memberOf(n), ip: elsewhere(n), path: `/bookings/${booking(n)}/contract` }) // biome-ignore format: one row
    }
  for (let i = 0, at = START + 2 * DAY; i < 260; i++, at += 400_000 + dice.below(1_900_000))
    rows.push({ at, who: `m${9000 + dice.below(HANDS)}`, ip: poolOf(dice.below(60)), path: `/bookings/${booking(300 + i)}/contract` }) // biome-ignore format: one row
  return rows
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, who, ip, path }) =>
      JSON.stringify({ time: new Date(at).toISOString(), ip, user: who, method: 'GET', path, status: 200, bytes: 900, user_agent: 'app/5' }), // biome-ignore format: one record
    )
    .join('\n')
}

it('lets accounts that share a stock of addresses, where nobody else is, not speak for each other', async () => {
  const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': log(homeOf) } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
  expect(accounts.size).toBeGreaterThan(230)
})

it('lets them where others are at these addresses, too: there they are anybody’s', async () => {
  const { report } = await investigateLogs({ files: { 'access.jsonl': log((n) => poolOf(n % 60)) } })
  expect(report.actors).toEqual([])
})
