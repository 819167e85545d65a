import { describe, expect, it } from 'vitest'
import { Dice } from './companies/dice.ts'
import { investigateLogs } from './investigate-logs.ts'

const START = Date.UTC(2026, 1, 2)
const DAY = 86_400_000
const agentOf = (n: number): string => `Mozilla/5.0 (program ${n % 23})`

interface Line {
  readonly at: number
  readonly [name: string]: unknown
}

const jsonLines = (lines: readonly Line[]): string =>
  [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
    .join('')

describe('routes of which no word says what they return', () => {
  const READERS = 120
  const cardOf = (n: number): string => `27${41_000 + 7 * n}`
  const loanOf = (n: number): string => `L${88_000 + 3 * n}Q`
  const line = (at: number, ip: string, user: string, path: string, n: number): Line => ({
    at,
    ip,
    user,
    method: 'GET',
    path,
    status: 200,
    bytes: 500 + (n % 90),
    user_agent: agentOf(n),
  })

  /** Readers look at their own shelf (`hylly`), at what they borrowed (`nide`), and at books that everybody may read. */
  const library = (walked: number): string => {
    const dice = new Dice(5)
    const lines: Line[] = []
    for (let day = 0; day < 10; day++)
      for (let n = 0; n < READERS; n++) {
        if (!dice.chance(0.5)) continue
        const at = START + day * DAY + Math.round(dice.next() * 0.7 * DAY)
        const pages = [`/hylly/${cardOf(n)}`, `/nide/${loanOf(n)}`, `/teos/${100_000 + dice.below(60)}`]
        pages.forEach((path, i) => lines.push(line(at + 9000 * i, `10.0.${n % 40}.${n}`, cardOf(n), path, n)))
      }
    for (let i = 0; i < walked; i++)
      lines.push(line(START + 6 * DAY + 2000 * i, '203.0.113.9', cardOf(3), `/hylly/${cardOf(i)}`, 3))
    return jsonLines(lines)
  }

  it('are learned from who reads there: the shelf of others was read, and whose', async () => {
    const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': library(90) } })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(
      new Set(Array.from({ length: 90 }, (_, n) => cardOf(n)).filter((card) => card !== cardOf(3))),
    )
    expect(report.impact.byCategory.map(({ category, marked }) => [category, marked])).toEqual([
      ['PersonalData', 'suggested'],
    ])
    expect(report.impact.holes.map(({ code }) => code)).toContain('impact/learned-route')
    expect(report.impact.untouched.map(({ route }) => route)).toEqual(['GET /nide/{id}'])
  })

  it('accuse nobody where nobody reads another’s', async () => {
    const { report } = await investigateLogs({ files: { 'access.jsonl': library(0) } })
    expect(report.verdict.answer).toBe('no-evidence')
  })
})

describe('things that are made for the one who fetches them, once', () => {
  const MAKERS = 120
  const MADE = 360

  /** Every list has a number of its own, later ones higher ones, and is fetched by who asked for it; another fetches some of them again. */
  const lists = (taken: number): string => {
    const dice = new Dice(9)
    const line = (at: number, n: number, path: string): Line => ({
      at,
      ip: `10.1.${n % 30}.${n}`,
      user: `konto-${String(n * 7).padStart(4, '0')}`,
      method: 'GET',
      path,
      status: 200,
      bytes: 4000,
      user_agent: agentOf(n),
    })
    const owners = Array.from({ length: MADE }, () => dice.below(MAKERS))
    const made = owners.flatMap((n, i) =>
      [`/exporte/${48_100 + 2 * i}/datei`, '/kasse', '/belege', '/start'].map((path, k) =>
        line(START + (i * 10 * DAY) / MADE + 7000 * k, n, path),
      ),
    )
    const stolen = Array.from({ length: taken }, (_, i) =>
      line(START + 8 * DAY + 9000 * i, 0, `/exporte/${48_100 + 2 * (3 * i)}/datei`),
    )
    return jsonLines([...made, ...stolen])
  }

  it('belong to him', async () => {
    const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': lists(80) } })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(accounts.size).toBeGreaterThan(50)
    expect(accounts.has('konto-0000')).toBe(false)
  })

  it('accuse nobody where each fetches his own', async () => {
    const { report } = await investigateLogs({ files: { 'access.jsonl': lists(0) } })
    expect(report.verdict.answer).toBe('no-evidence')
  })
})

describe('an issuer whose log nobody handed over', () => {
  const PEOPLE = 220
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const tokenOf = (kid: string, n: number, at: number): string =>
    `${part({ alg: 'RS256', kid })}.${part({ sub: `p${5000 + n}`, iat: Math.floor(at / 1000), exp: Math.floor(at / 1000) + 7200 })}.c2lnbmF0dXJl`

  /** Every other visit is made with the app, whose tokens come from there. */
  const visits = (forged: number): { readonly requests: readonly Line[]; readonly issued: readonly Line[] } => {
    const dice = new Dice(11)
    const requests: Line[] = []
    const issued: Line[] = []
    const use = (at: number, ip: string, agent: string, n: number, kid: string): void => {
      const token = tokenOf(kid, n, at)
      if (kid === 'web' && agent !== 'axios/1.6')
        issued.push({ at, event: 'token_issued', sub: `p${5000 + n}`, ip, token })
      for (const [i, path] of [`/patients/p${5000 + n}`, '/slots', '/doctors'].entries())
        if (agent !== 'axios/1.6' || i === 0)
          requests.push({
            at: at + 5000 * i,
            ip,
            method: 'GET',
            path,
            status: 200,
            bytes: 800,
            user_agent: agent,
            authorization: `Bearer ${token}`,
          })
    }
    for (let day = 0; day < 8; day++)
      for (let n = 0; n < PEOPLE; n++) {
        if (!dice.chance(0.5)) continue
        const at = START + day * DAY + Math.round(dice.next() * 0.9 * DAY)
        if (dice.chance(0.5)) use(at, `10.0.${n % 40}.${n}`, agentOf(n), n, 'web')
        else
          use(at, dice.chance(0.5) ? `10.0.${n % 40}.${n}` : `192.0.2.${dice.below(6)}`, `DocNow/5.${n % 4}`, n, 'app')
      }
    for (let i = 0; i < forged; i++) use(START + 5 * DAY + 700_000 * i, `203.0.113.${i % 3}`, 'axios/1.6', 2 * i, 'web')
    return { requests, issued }
  }

  const asked = (forged: number) => {
    const { requests, issued } = visits(forged)
    return investigateLogs({ files: { 'web.jsonl': jsonLines(requests), 'auth/issuer.jsonl': jsonLines(issued) } })
  }

  it('accuses nobody, and its log is asked for', async () => {
    const { report } = await asked(0)
    expect(report.verdict.answer).toBe('no-evidence')
    const named = report.cleared.find(({ what }) => what.code === 'cleared/other-issuer')
    expect(named?.what.values['door']).toBe('app')
    expect(named?.reasons.map(({ code }) => code)).toEqual(['cleared/ask-its-log'])
  })

  it('hides nothing of what is forged by the key of the other', async () => {
    const { report, accounts } = await asked(40)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 40 }, (_, i) => `p${5000 + 2 * i}`)))
  })
})
