import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const PEOPLE = 300
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

interface World {
  readonly taken?: number
  /** The proxy writes whose requests these are where its own log-in asks for them. */
  readonly asks?: boolean
}

/**
 * Traefik has a place for the user of its own log-in, and nobody uses that log-in: requests bring a cookie, and the log-in service
 * says whose it is. Everybody comes on one day and on others, each time with a new one, to parcels of his own; two clerks read some of
 * all of them every day. A member who logs in once reads those of `taken` others.
 */
const lines = ({ taken = 0, asks = false }: World) => {
  const dice = new Dice(11)
  const [requests, issued] = [[] as [number, string][], [] as [number, string][]]
  const visit = (at: number, n: number, ip: string, things: readonly string[]): void => {
    const session = dice.hex(32)
    issued.push([
      at,
      JSON.stringify({ time: at, type: 'LOGIN', realmId: 'post', userId: `m-${n}`, ipAddress: ip, sessionId: session }),
    ])
    for (const [i, path] of ['/me', ...things.map((thing) => `/parcels/${thing}`), '/news'].entries()) {
      const StartUTC = new Date(at + 1000 + 5000 * i).toISOString()
      requests.push([
        at + 1000 + 5000 * i,
        JSON.stringify({
          ClientHost: ip,
          ...(asks ? { ClientUsername: `m-${n}` } : { ClientUsername: '-' }),
          DownstreamContentSize: 600 + dice.below(900),
          DownstreamStatus: 200,
          RequestMethod: 'GET',
          RequestPath: path,
          RequestHost: 'post.example',
          StartUTC,
          'request_User-Agent': BROWSER.replace('141', String(138 + (n % 5))),
          'request_X-Session-Id': session,
        }),
      ])
    }
  }
  const parcels = Array.from({ length: PEOPLE }, () => Array.from({ length: 3 }, () => `pa_${dice.hex(14)}`))
  const home = (n: number): string => `203.0.${n % 100}.${1 + (n % 250)}`
  const some = (n: number): readonly string[] =>
    Array.from({ length: n }, () => parcels[dice.below(PEOPLE)]?.[dice.below(3)] ?? '')
  for (let day = 0; day < 7; day++) {
    for (let n = 0; n < PEOPLE; n++)
      if (day === 0 || dice.chance(0.35))
        visit(START + day * DAY + dice.below(DAY - 600_000), n, home(n), parcels[n] ?? [])
    for (const clerk of [0, 1]) visit(START + day * DAY + 8 * 3_600_000, 900 + clerk, '198.51.100.7', some(25))
  }
  if (taken > 0) visit(START + 4 * DAY + 7_200_000, 7, home(7), parcels.slice(100, 100 + taken).flat())
  const text = (of: readonly (readonly [number, string])[]): string =>
    `${of
      .toSorted((a, b) => a[0] - b[0])
      .map(([, line]) => line)
      .join('\n')}\n`
  return { 'traefik.log': text(requests), 'auth/keycloak-events.json': text(issued) }
}

describe('a log with a place for the account and no account in it', () => {
  it('is read by the accounts that the log-in service names: who reads of others is found', async () => {
    const { report, accounts } = await investigateLogs({ files: lines({ taken: 40 }) })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 40 }, (_, i) => `m-${100 + i}`)))
  })

  it('accuses neither owners, who come back with another cookie, nor clerks', async () => {
    const { report } = await investigateLogs({ files: lines({}) })
    expect(report.verdict.answer).toBe('no-evidence')
    expect(report.verdict.accountsDeterminable).toBe(true)
  })

  it('is read as it names them, where it does', async () => {
    const { report, accounts } = await investigateLogs({ files: lines({ taken: 40, asks: true }) })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(accounts.size).toBe(40)
  })
})
