import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const PEOPLE = 300

/**
 * Everybody has the company's app, and a session in it from before the logs begin; half of them log in anew, and only the
 * record of that names a key. Forty sessions that nobody issued come by the app's name.
 */
const lines = () => {
  const dice = new Dice(3)
  const [requests, issued] = [[] as string[], [] as string[]]
  const add = (to: string[], at: number, rest: object): number =>
    to.push(JSON.stringify({ time: new Date(at).toISOString(), ...rest }))
  const use = (at: number, n: number, session: string, ip: string, pages: readonly string[]): void => {
    for (const [i, path] of pages.entries())
      add(requests, at + 4000 * i, {
        ip,
        user: `p${5000 + n}`,
        session,
        method: 'GET',
        path,
        status: 200,
        bytes: 700,
        user_agent: `DocNow/5.${n % 4}`,
      })
  }
  for (let n = 0; n < PEOPLE; n++) {
    const [home, old] = [`10.0.${n % 40}.${n % 250}`, dice.hex(24)]
    const pages = [`/patients/p${5000 + n}`, '/slots', '/doctors']
    for (let day = 0; day < 4; day++)
      if (dice.chance(0.6)) use(START + day * DAY + dice.below(DAY), n, old, home, pages)
    for (let day = 4; day < 10; day++) {
      if (n % 2 === 0 || !dice.chance(0.5)) continue
      const [at, session] = [START + day * DAY + dice.below(DAY), dice.hex(24)]
      add(issued, at - 1000, { event: 'token_issued', sub: `p${5000 + n}`, ip: home, session, kid: 'key-1' })
      use(at, n, session, home, pages)
    }
  }
  for (let i = 0; i < 40; i++)
    use(START + 8 * DAY + 600_000 * i, 7 * i, dice.hex(24), `203.0.113.${i % 3}`, [`/patients/p${5000 + 7 * i}`])
  const text = (of: readonly string[]): string => `${[...of].sort().join('\n')}\n`
  return { 'web.jsonl': text(requests), 'auth/issuer.jsonl': text(issued) }
}

it('a key that only the record of issuance names makes the app of everybody no issuer of its own', async () => {
  const { report, accounts } = await investigateLogs({ files: lines() })
  expect(report.cleared.map(({ what }) => what.code)).not.toContain('cleared/other-issuer')
  expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
  expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 40 }, (_, i) => `p${5000 + 7 * i}`)))
})
