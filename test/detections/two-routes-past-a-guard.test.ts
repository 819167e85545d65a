import { describe, expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR
const MEMBERS = 120

const ROUTES = ['profile', 'orders'] as const
const pathOf = (n: number, route: string): string => `/api/members/${5000 + n}/${route}`

/** Every member is there twice: 240 answers a route to those who say who they are, which by itself is no strong guard. */
const ordinary = (): readonly AccessLine[] => {
  const dice = new Dice(6)
  return Array.from({ length: 2 * MEMBERS }, (_visit, i): AccessLine[] => {
    const n = i % MEMBERS
    const at = START + (i < MEMBERS ? 1 : 5) * DAY + 7 * HOUR + dice.below(16 * 3600) * SECOND
    const own = { ip: `10.${n % 5}.${n % 250}.9`, who: String(5000 + n), agent: `Mozilla/5.0 (program ${n % 19})` }
    return ['/', pathOf(n, 'profile'), '/news', pathOf(n, 'orders'), '/help', '/news/2'].map((path, k) => ({
      ...own,
      at: at + k * 20 * SECOND,
      path,
    }))
  }).flat()
}

const nobody = (at: number, path: string): AccessLine => ({
  at,
  ip: '198.51.100.77',
  path,
  who: '-',
  agent: 'python-requests/2.31',
})

/** Of each of so many people both, one after the other: no route has more than half of the requests. */
const taken = (pages: readonly string[]): readonly AccessLine[] =>
  Array.from({ length: 60 }, (_one, i): AccessLine[] =>
    [...ROUTES.map((route) => pathOf(i, route)), ...pages].map((path, k) =>
      nobody(START + 4 * DAY + 2 * HOUR + (i * 8 + k) * SECOND, path),
    ),
  ).flat()

describe('two routes of personal data without a credential', () => {
  it('are taken in turns by who looks at nothing else', async () => {
    const { report } = await investigateAccess([...ordinary(), ...taken([])])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual(['198.51.100.77'])
    expect(report.impact.accounts.possible.value).toBe(60n)
  })

  it('accuse nobody who reads a few between pages', async () => {
    const few = taken(['/news', '/help', '/news/2']).slice(0, 20)
    const { report } = await investigateAccess([...ordinary(), ...few])
    expect(report.actors).toEqual([])
  })

  it.each([
    [404, ['missing-authentication']],
    [200, []],
  ])('are no other pages, where all that one asked for besides was answered with %d', async (status, vectors) => {
    const besides = Array.from({ length: 30 }, (_one, i) => ({
      ...nobody(START + 4 * DAY + HOUR + i * SECOND, `/v${i}/export`),
      status,
    }))
    const read = taken([])
      .filter(({ path }) => path.endsWith('/profile'))
      .slice(0, 25)
    const { report } = await investigateAccess([...ordinary(), ...besides, ...read])
    expect(report.actors.map(({ vector }) => vector)).toEqual(vectors)
  })
})
