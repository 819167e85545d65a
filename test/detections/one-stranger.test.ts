import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const TENANTS = 400
const DAYS = 9

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly who: string | null
  readonly key: string | null
  readonly path: string
}

const tenantOf = (n: number): string => `tnt-${(0x5100_0000 + 7919 * n).toString(16)}`
const keyOf = (service: string): string => new Dice(service.length).hex(40)

/** Tenants look at their own, at home and on the road, in sessions that last; two services look at everybody, one of which moves on the fifth day and is written anew. */
const ordinary = (): Line[] => {
  const dice = new Dice(21)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < TENANTS; n++) {
      if (day > 0 && !dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.9 * DAY)
      const common = {
        ip: dice.chance(0.4) ? `198.18.${dice.below(4)}.${dice.below(9)}` : `10.${n % 5}.${n % 250}.9`,
        agent: `Mozilla/5.0 (program ${n % 23})`,
        who: tenantOf(n),
        key: new Dice(1000 + n).hex(40),
      }
      const paths = [`/tenants/${tenantOf(n)}`, '/faq', `/tenants/${tenantOf(n)}/rent`]
      paths.forEach((path, i) => lines.push({ at: at + i * 9000, path, ...common }))
    }
  for (const who of ['svc-mailing', 'svc-ledger'])
    for (let at = START; at < START + DAYS * DAY; at += dice.below(10 * MINUTE)) {
      const moved = who === 'svc-ledger' && at > START + 5 * DAY
      const place = moved
        ? { ip: '198.51.100.81', agent: 'Go-http-client/2.0' }
        : { ip: '192.0.2.14', agent: 'Java-http-client/17.0.9' }
      lines.push({ at, path: `/tenants/${tenantOf(dice.below(TENANTS))}`, who, key: keyOf(who), ...place })
    }
  return lines
}

const TAKEN = Array.from({ length: 120 }, (_, i) => 3 * i)

const stranger = (who: string | null, key: string | null, addresses = 1): Line[] =>
  TAKEN.map((n, i) => ({
    at: START + 6 * DAY + i * 3 * MINUTE,
    ip: `203.0.113.${4 + (i % addresses)}`,
    agent: 'python-requests/2.32.3',
    who,
    key,
    path: `/tenants/${tenantOf(n)}`,
  }))

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'gateway.ndjson': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, agent, who, key, path }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: agent, method: 'GET', path, status: 200, bytes: 900, account_id: who, token_sha256: key })}\n`,
        )
        .join(''),
    },
  })

describe('one stranger alone', () => {
  it('is not a service that moves to another machine and is written anew', async () => {
    const { report } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('uses the key of a service from outside, though it asks all the time itself', async () => {
    const { report, accounts } = await asked([...ordinary(), ...stranger('svc-mailing', keyOf('svc-mailing'), 2)])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['stolen-session'])
    expect(new Set(accounts.keys())).toEqual(new Set(TAKEN.map(tenantOf)))
  })

  it('needs no credential where everybody else does', async () => {
    const { report, accounts } = await asked([...ordinary(), ...stranger(null, null)])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect(new Set(accounts.keys())).toEqual(new Set(TAKEN.map(tenantOf)))
  })
})
