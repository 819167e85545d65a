import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 1, 2)
const MINUTE = 60_000
const MEMBERS = 150

const memberOf = (n: number): string => String(810_000 + n)

interface Line {
  readonly at: number
  readonly ip: string
  readonly path: string
  readonly who?: string
}

/** Members who read their own contacts, and somebody without a log-in who walks through a route next to it. */
const logs = (walked: (n: number) => string, taken = 120): readonly Line[] => {
  const dice = new Dice(5)
  const lines: Line[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < 5; day++) {
      const at = START + day * 1440 * MINUTE + Math.round(dice.next() * 1200) * MINUTE
      const own = { ip: `10.${n % 5}.${n}.9`, who: memberOf(n) }
      const pages = [`/api/v3/contacts/${memberOf(n)}`, '/plans', `/bill/${memberOf(n)}/summary`]
      pages.forEach((path, i) => lines.push({ at: at + i * 9000, path, ...own }))
    }
  for (let n = 0; n < taken; n++)
    lines.push({ at: START + (2000 + 7 * n) * MINUTE, ip: `192.0.2.${n % 3}`, path: walked(n) })
  return lines.sort((a, b) => a.at - b.at)
}

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'access.jsonl': lines
        .map(
          ({ at, ip, path, who }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: who ?? '-', session_id: who === undefined ? '-' : `s-${who}-c41f` })}\n`,
        )
        .join(''),
    },
  })

describe('an older version of a route, without a log-in', () => {
  it('names the accounts whose data it gave, where the ids of the collection are accounts’', async () => {
    const { report, accounts } = await asked(logs((n) => `/api/v1/contacts/${memberOf(n)}`))
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 120 }, (_, n) => memberOf(n))))
  })

  it('names them where a few are taken, of whom the logs know some', async () => {
    const someone = (n: number): string => String(Number(memberOf(n % 2 === 0 ? n : MEMBERS)) + (n % 2 === 0 ? 0 : n))
    const { accounts } = await asked(logs((n) => `/api/v1/contacts/${someone(n)}`, 24))
    expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 24 }, (_, n) => someone(n))))
  })

  it('takes numbers for no accounts of whom the logs know hardly any', async () => {
    const other = (n: number): string => (n < 4 ? memberOf(n) : String(55_000 + n))
    const { accounts } = await asked(logs((n) => `/api/v1/contacts/${other(n)}`, 24))
    expect([...accounts.keys()]).toEqual([])
  })

  it('takes the same numbers for no accounts where they count something else', async () => {
    const { report, accounts } = await asked(logs((n) => `/api/v1/addresses/${memberOf(n)}`))
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect([...accounts.keys()]).toEqual([])
  })
})
