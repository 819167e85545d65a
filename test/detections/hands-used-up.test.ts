import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const HOUR = 3_600_000
const PEOPLE = 320
const PROGRAMS = Array.from(
  { length: 7 },
  (_, n) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/13${n}.0.0.0 Safari/537.36`,
)

interface World {
  /** So many accounts are made, one after another, from three addresses, and read four things of others and a thing of their own each. */
  readonly usedUp?: number
  /** So many workers take turns at a tablet, on two days, and read four things of others each time. */
  readonly turns?: number
  /** So many customers log in at a tablet of the shop, one after another, once, and read what is theirs, which they read at home, too. */
  readonly customers?: number
  /** So many people of a class log in at the same time, once, behind one address, and read four things of others each. */
  readonly atOnce?: number
}

/** Everybody looks after his own three things, on the first day and on some others, at home. */
const lines = ({ usedUp = 0, turns = 0, customers = 0, atOnce = 0 }: World): Record<string, string> => {
  const dice = new Dice(31)
  const requests: string[] = []
  const things = Array.from({ length: PEOPLE }, () => Array.from({ length: 3 }, () => `le_${dice.hex(12)}`))
  const visit = (at: number, user: string, ip: string, agent: string, paths: readonly string[], step = 9000): void =>
    paths.forEach((path, i) => {
      const time = new Date(at + step * i).toISOString()
      requests.push(JSON.stringify({ time, ip, user, method: 'GET', path, status: 200, bytes: 700, user_agent: agent }))
    })
  const read = (of: readonly string[]): readonly string[] => ['/me', ...of.map((thing) => `/leases/${thing}`)]
  const ofOthers = (n: number): readonly string[] =>
    [0, 1, 2, 3].map((i) => things[(n * 4 + i) % PEOPLE]?.[i % 3] ?? '')
  const [program, tablet, later] = ['HeadlessChrome/129.0.0.0', 'Leases/3.1 (iPad)', START + 3 * DAY]
  for (let day = 0; day < 6; day++)
    for (let n = 0; n < PEOPLE; n++)
      if (day === 0 || dice.chance(0.3))
        visit(
          START + day * DAY + dice.below(DAY - HOUR),
          `p${4000 + n}`,
          `10.${n % 50}.${n}.7`.replace('10.', '90.'),
          PROGRAMS[n % 7] ?? '',
          read(things[n] ?? []),
        )
  for (let k = 0; k < usedUp; k++)
    for (const [i, path] of read([`le_own${k}abc`, ...ofOthers(k)]).entries())
      visit(later + k * 300_000 + i * 20_000, `p${9000 + k}`, `203.0.113.${(k + i) % 3}`, program, [path])
  for (let k = 0; k < 2 * turns; k++)
    visit(later + (k % 2) * DAY + k * 300_000, `w${k >> 1}`, '203.0.113.9', tablet, read(ofOthers(k)))
  for (let k = 0; k < customers; k++)
    visit(later + k * 300_000, `p${4000 + k}`, '203.0.113.9', tablet, read(things[k] ?? []))
  for (let k = 0; k < atOnce; k++) visit(later + k * 1000, `c${k}`, '203.0.113.9', tablet, read(ofOthers(k)), 60_000)
  return { 'app.jsonl': `${requests.toSorted().join('\n')}\n` }
}

describe('accounts that one hand uses up one after another', () => {
  it('are found, though each reads a few things only, and none of their things is taken for theirs', async () => {
    const { report, accounts } = await investigateLogs({ files: lines({ usedUp: 16 }) })
    expect(report.actors.map(({ vector, level }) => [vector, level])).toEqual([['object-enumeration', 'likely']])
    expect(report.actors[0]?.reasons).toContainEqual({ code: 'reason/one-after-another', values: { n: 16 } })
    expect(accounts.size).toBe(64)
    expect([...accounts.keys()].every((account) => /^p4\d{3}$/.test(account))).toBe(true)
  })

  it.each<[string, World]>([
    ['who come back', { turns: 16 }],
    ['who are there together', { atOnce: 16 }],
    ['who read their own', { customers: 40 }],
  ])('are not people at one place %s', async (_, world) => {
    const { report } = await investigateLogs({ files: lines(world) })
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('are not told by a few of them', async () => {
    const { report } = await investigateLogs({ files: lines({ usedUp: 5 }) })
    expect(report.verdict.answer).toBe('no-evidence')
  })
})
