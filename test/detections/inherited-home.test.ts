import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 1)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const MEMBERS = 240

const PROGRAMS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36',
]
const THIEF = 'Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0'

const account = (n: number): string => `m-${10_000 + n * 7}`
const homeOf = (n: number): string => `10.${n % 7}.${n}.9`

type How =
  | 'login_success'
  | 'token_refreshed'
  | 'password_reset_completed then login_success'
  | 'POST /password/reset then login_success'

/** What the logs name: sessions and accounts, or accounts alone. */
type Names = 'sessions' | 'accounts'

class Logs {
  readonly #web: string[] = []
  readonly #auth: string[] = []
  readonly #dice = new Dice(7)
  readonly #names: Names

  constructor(names: Names) {
    this.#names = names
  }

  /** A session of a member that begins in this way, and the pages it reads. */
  visit(at: number, n: number, ip: string, agent: string, how: How, paths: readonly string[]): void {
    const named = `s-${n}-${this.#dice.hex(20)}`
    const session = this.#names === 'sessions' ? named : undefined
    const record = (time: number, event: string, id?: string): void => {
      this.#auth.push(
        JSON.stringify({
          time: new Date(time).toISOString(),
          event,
          user_id: account(n),
          client_ip: ip,
          session_id: id,
        }),
      )
    }
    if (how.startsWith('password')) {
      record(at - 9000, 'password_reset_requested')
      record(at - 6000, 'password_reset_completed')
    }
    if (how.startsWith('POST')) this.#request(at - 6000, ip, agent, { method: 'POST', path: '/password/reset' })
    record(at - 1000, how.split(' ').at(-1) ?? how, session)
    paths.forEach((path, i) =>
      this.#request(at + 4000 * i, ip, agent, { method: 'GET', path, user_id: account(n), session_id: session }),
    )
  }

  #request(at: number, ip: string, agent: string, what: Readonly<Record<string, string | undefined>>): void {
    const common = { time: new Date(at).toISOString(), ip, status: 200, bytes: 900, user_agent: agent }
    this.#web.push(JSON.stringify({ ...common, ...what }))
  }

  files = (): Record<string, string> => ({
    'access.jsonl': `${this.#web.toSorted().join('\n')}\n`,
    'auth.jsonl': `${this.#auth.toSorted().join('\n')}\n`,
  })
}

const profile = (n: number): string => `/users/${account(n)}/profile`

/** Three weeks of members who log in, or renew, at home and on the road, and sometimes forget their passwords. */
const ordinary = (how: How, names: Names): Logs => {
  const dice = new Dice(11)
  const logs = new Logs(names)
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < 14; day++) {
      if (day > 0 && !dice.chance(0.4)) continue
      const road = day > 0 && dice.chance(0.3)
      const ip = road ? `203.0.113.${dice.below(20)}` : homeOf(n)
      const begins = day > 0 && dice.chance(how === 'token_refreshed' ? 0.8 : 0.08) ? how : 'login_success'
      const at = START + day * DAY + Math.round(dice.next() * 18 * HOUR)
      logs.visit(at, n, ip, PROGRAMS[n % 3] ?? THIEF, begins, ['/goods/1', profile(n), '/goods/3'])
    }
  return logs
}

const investigated = async (logs: Logs) => (await investigateLogs({ files: logs.files() })).report

describe.each<[How, Names]>([
  ['token_refreshed', 'sessions'],
  ['password_reset_completed then login_success', 'sessions'],
  ['POST /password/reset then login_success', 'sessions'],
  ['token_refreshed', 'accounts'],
  ['password_reset_completed then login_success', 'accounts'],
])('sessions that begin by %s, in logs that name %s', (how, names) => {
  it('are at home where the account last logged in: many that begin elsewhere, by one hand, are somebody else’s', async () => {
    const logs = ordinary(how, names)
    for (let i = 0; i < 24; i++)
      logs.visit(START + 8 * DAY + i * HOUR, 5 * i, `198.51.100.${i % 3}`, THIEF, how, [profile(5 * i)])
    const { actors } = await investigated(logs)
    expect(actors.map(({ vector }) => vector)).toEqual(['stolen-session'])
    expect(actors[0]?.principals.value).toBe(24n)
    const code = how === 'token_refreshed' ? 'reason/began-by-renewal' : 'reason/began-by-reset'
    expect(actors[0]?.reasons).toContainEqual({ code, values: { n: 24 } })
  })

  it('accuse nobody where each owner moves by himself', async () => {
    const logs = ordinary(how, names)
    for (let i = 0; i < 24; i++)
      logs.visit(START + 8 * DAY + i * HOUR, 5 * i, `10.77.${i}.4`, PROGRAMS[i % 3] ?? THIEF, how, [
        profile(5 * i),
        '/goods/2',
      ])
    expect((await investigated(logs)).actors).toEqual([])
  })
})
