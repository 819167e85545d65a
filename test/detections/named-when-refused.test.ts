import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const MEMBERS = 300
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'

const account = (n: number): string => `m-${10_000 + n * 7}`
const homeOf = (n: number): string => `198.18.${n % 250}.${1 + (n >> 3)}`

interface Request {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly user: string
  readonly session: string
}

/** One log of requests, which names who is to be logged in where the password was wrong, too. */
const tryAt = (at: number, ip: string, agent: string, user: string, session: string, status: number): Request => ({
  at,
  ip,
  agent,
  method: 'POST',
  path: '/signin',
  status,
  user,
  session,
})

const visit = (at: number, ip: string, agent: string, n: number, session: string): Request[] => [
  tryAt(at, ip, agent, account(n), session, 200),
  ...['/goods/1', `/users/${account(n)}/profile`, '/cart'].map((path, i) => ({
    ...tryAt(at + 2000 * (i + 1), ip, agent, account(n), session, 200),
    method: 'GET',
    path,
  })),
]

/** Seven days of members, of whom one in eight mistypes; one of a hundred cannot remember and tries ten times in vain. */
const ordinary = (refusal: number): Request[] => {
  const dice = new Dice(11)
  return Array.from({ length: 7 * MEMBERS }, (_day, i): Request[] => {
    const n = i % MEMBERS
    if (!dice.chance(0.4)) return []
    const at = START + Math.floor(i / MEMBERS) * 24 * HOUR + Math.round(dice.next() * 20 * HOUR)
    const [ip, agent] = [homeOf(n), n % 3 === 0 ? FIREFOX : CHROME]
    const vain = dice.chance(0.01) ? 10 : dice.chance(0.125) ? 1 : 0
    return [
      ...Array.from({ length: vain }, (_try, k) => tryAt(at - 9000 * (k + 1), ip, agent, account(n), '-', refusal)),
      ...(vain === 10 ? [] : visit(at, ip, agent, n, dice.hex(32))),
    ]
  }).flat()
}

/** Names of a list, half of them nobody's here, one after the other from one address; every thirtieth has that password. */
const guesser = (refusal: number): { readonly requests: Request[]; readonly taken: string[] } => {
  const dice = new Dice(5)
  const taken: string[] = []
  const requests = Array.from({ length: 600 }, (_, i): Request[] => {
    const at = START + 80 * HOUR + i * 20_000
    const n = (i * 13) % MEMBERS
    if (i % 30 !== 29)
      return [tryAt(at, '203.0.113.9', CHROME, i % 2 === 0 ? account(n) : `x-${20_000 + i}`, '-', refusal)]
    taken.push(account(n))
    return visit(at, '203.0.113.9', CHROME, n, dice.hex(32))
  }).flat()
  return { requests, taken }
}

const investigated = (requests: readonly Request[]) =>
  investigateLogs({
    files: {
      'site.log': requests
        .toSorted((a, b) => a.at - b.at)
        .map(
          ({ at, ip, agent, method, path, status, user, session }) =>
            `time=${new Date(at).toISOString()} src=${ip} verb=${method} url=${path} rc=${status} out=${900 + (at % 90)} user=${user} sess=${session} agent="${agent}"\n`,
        )
        .join(''),
    },
  })

describe('a log of requests that names who was refused', () => {
  it.each([401, 403])(
    'shows who guesses passwords, and whose held (%d)',
    async (refusal) => {
      const { requests, taken } = guesser(refusal)
      const { report, accounts } = await investigated([...ordinary(refusal), ...requests])
      expect(report.entryVectors.map(({ id }) => id)).toEqual(['credential-stuffing'])
      expect(report.actors.map(({ topAddresses }) => topAddresses.map(({ name }) => name))).toEqual([['203.0.113.9']])
      expect(new Set(accounts.keys())).toEqual(new Set(taken))
    },
    120_000,
  )

  it.each([401, 403])(
    'accuses nobody who mistypes, or forgot, a password (%d)',
    async (refusal) => {
      const { report } = await investigated(ordinary(refusal))
      expect(report.verdict.answer).toBe('no-evidence')
      expect(report.actors).toEqual([])
    },
    120_000,
  )
})
