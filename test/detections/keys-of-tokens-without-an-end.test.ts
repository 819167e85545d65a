import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const HOUR = 3_600_000
const DAYS = 9
const MEMBERS = 260
/** After so many hours the service signs with the next key. */
const CHANGED = 96
const AGENTS = ['Firefox/143.0', 'Chrome/141.0.0.0', 'Edg/141.0', 'Version/18.5 Safari/605.1'].map(
  (name) => `Mozilla/5.0 (X11; Linux x86_64) ${name}`,
)

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly method: string
  readonly path: string
  readonly sub?: string
  readonly jwt_id?: string
  readonly jwt_kid?: string
}

const sub = (n: number): string => `m-${10_000 + n * 7}`
const homeOf = (n: number): string => `198.18.${n % 250}.${1 + (n >> 3)}`
const agentOf = (n: number): string => AGENTS[n % AGENTS.length] ?? ''
const PAGES = ['/me/summary', '/offers', '/me/profile']

const uses = (at: number, ip: string, agent: string, n: number, id: string, kid: string): Line[] =>
  PAGES.map((path, i) => ({ at: at + i * 9000, ip, agent, method: 'GET', path, sub: sub(n), jwt_id: id, jwt_kid: kid }))

/** Log-ins that name nobody, and tokens of a day, whose log says by which key and not until when. */
const ordinary = (): Line[] => {
  const dice = new Dice(3)
  return Array.from({ length: DAYS * MEMBERS }, (_day, i): Line[] => {
    const n = i % MEMBERS
    if (!dice.chance(0.5)) return []
    const hour = Math.floor(i / MEMBERS) * 24 + dice.next() * 14
    const [at, id] = [START + Math.round(hour * HOUR), dice.hex(32)]
    const kid = hour < CHANGED ? 'k7' : 'k8'
    return [
      { at: at - 900, ip: homeOf(n), agent: agentOf(n), method: 'POST', path: '/oauth/token' },
      ...uses(at, homeOf(n), agentOf(n), n, id, kid),
      ...uses(at + 8 * HOUR, homeOf(n), agentOf(n), n, id, kid),
    ]
  }).flat()
}

const investigated = (lines: readonly Line[]) =>
  investigateLogs({
    files: {
      'edge.jsonl': lines
        .toSorted((a, b) => a.at - b.at)
        .map(
          ({ at, ...line }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), status: 200, bytes: 700 + (at % 90), ...line })}\n`,
        )
        .join(''),
    },
  })

it('a token without a log-in, of a key whose tokens are long out of use, is of a retired key, though no token says when it ends', async () => {
  const dice = new Dice(4)
  const forged = Array.from({ length: 60 }, (_one, i) =>
    uses(START + 150 * HOUR + i * 60_000, '203.0.113.9', 'axios/1.6.7', i * 3, dice.hex(32), 'k7'),
  ).flat()
  const { report, accounts } = await investigated([...ordinary(), ...forged])
  expect(report.actors.map(({ vector }) => vector)).toEqual(['retired-key'])
  expect(accounts.size).toBe(60)
}, 120_000)

it('who comes home with an old one has kept it', async () => {
  const dice = new Dice(5)
  const kept = Array.from({ length: 60 }, (_one, i) =>
    uses(START + (150 + dice.next() * 60) * HOUR, homeOf(i * 3), agentOf(i * 3), i * 3, dice.hex(32), 'k7'),
  ).flat()
  const { report } = await investigated([...ordinary(), ...kept])
  expect(report.actors).toEqual([])
}, 120_000)
