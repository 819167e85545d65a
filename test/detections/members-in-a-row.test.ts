import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAY = 86_400_000
const START = Date.UTC(2025, 2, 3)
const MEMBERS = 900

/** Two weeks of a shop whose members are numbered one after another and read their own page; its staff reads `things` of them. */
const shop = (things: string, first: number): { readonly text: string; readonly taken: ReadonlySet<string> } => {
  const dice = new Dice(7)
  const rows: { readonly at: number; readonly who: string; readonly ip: string; readonly path: string }[] = []
  for (let day = 0; day < 14; day++) {
    for (let n = 0; n < MEMBERS; n++)
      if (dice.chance(0.2))
        rows.push({ at: START + day * DAY + dice.below(DAY), who: `${70_001 + n}`, ip: `198.51.100.${n % 250}`, path: '/me' }) // biome-ignore format: one row
    for (let n = 0; n < 18; n++) {
      if (dice.next() < 0.3 || (n === 4 && day > 6)) continue
      const morning = START + day * DAY + 9 * 3_600_000
      for (let at = morning + dice.below(3_600_000); at < morning + 8 * 3_600_000; at += 60_000 + dice.below(1_500_000))
        rows.push({ at, who: `s${1100 + n}`, ip: '192.0.2.9', path: `/admin/${things}/${first + dice.below(MEMBERS)}` })
    }
  }
  const taken = new Set<string>()
  for (const day of [11, 13])
    for (let i = 0, at = START + day * DAY + 2 * 3_600_000; i < 120; i++, at += 4000 + dice.below(9000)) {
      const whom = String(first + dice.below(MEMBERS))
      taken.add(whom)
      rows.push({ at, who: 's1104', ip: '203.0.113.66', path: `/admin/${things}/${whom}` })
    }
  const lines = rows
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, who, ip, path }) =>
      JSON.stringify({ time: new Date(at).toISOString(), ip, user: who, method: 'GET', path, status: 200, bytes: 900, user_agent: 'Firefox/140.0' }), // biome-ignore format: one record
    )
  return { text: `${lines.join('\n')}\n`, taken }
}

it('names the members whom staff read, though their numbers leave none free by which to tell them from chance', async () => {
  const { text, taken } = shop('members', 70_001)
  const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': text } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
  expect(new Set(accounts.keys())).toEqual(taken)
})

it('takes numbers of orders for no members', async () => {
  const { text } = shop('orders', 70_001)
  const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': text } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
  expect(accounts.size).toBe(0)
})
