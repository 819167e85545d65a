import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 300
const DAYS = 8

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly who: string
  readonly token: string
  /** A request; without it the record that issued the token. */
  readonly path?: string
}

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
const agentOf = (n: number): string => `Mozilla/5.0 (program ${n % 23})`
const homeOf = (n: number): string => `10.${n % 5}.${n % 250}.9`

const visit = (lines: Line[], at: number, common: Omit<Line, 'at' | 'path'>, paths: readonly string[]): void => {
  lines.push({ at: at - 300, ...common })
  paths.forEach((path, i) => lines.push({ at: at + 9000 * i, path, ...common }))
}

/** Members log in with every visit; a desk of three logs in every day and acts for customers on the same tokens. */
const ordinary = (): Line[] => {
  const dice = new Dice(7)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++) {
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
      const common = { ip: homeOf(n), agent: agentOf(n), who: memberOf(n), token: dice.hex(20) }
      visit(lines, at, common, ['/api/books/1', `/api/orders/${710_000 + n}`, '/api/profile'])
    }
    for (let desk = 0; desk < 3; desk++) {
      const common = { ip: '192.0.2.1', agent: agentOf(desk), token: dice.hex(20) }
      const at = START + day * DAY + 8 * 3_600_000 + desk * 1000
      lines.push({ at, who: `desk${desk}`, ...common })
      for (let i = 1; i < 30; i++)
        lines.push({ at: at + i * 600_000, who: memberOf(dice.below(MEMBERS)), path: '/api/profile', ...common })
    }
  }
  return lines
}

const VICTIMS = Array.from({ length: 50 }, (_, i) => 6 * i)

/** One token, issued to somebody, with the names of others in it. */
const copied = (): Line[] => {
  const common = { agent: 'Mozilla/5.0 (program 3)', token: new Dice(8).hex(20) }
  const at = START + 5 * DAY
  return [
    { at, ip: '203.0.113.9', who: memberOf(299), ...common },
    ...VICTIMS.flatMap((n, i) =>
      ['/api/profile', `/api/orders/${710_000 + n}`].map((path, k) => ({
        at: at + i * 900_000 + k * 2000,
        ip: `203.0.113.${i % 3}`,
        who: memberOf(n),
        path,
        ...common,
      })),
    ),
  ]
}

const asked = (lines: readonly Line[]): Promise<Answer> => {
  const written = (of: (line: Line) => object | null): string =>
    [...lines]
      .sort((a, b) => a.at - b.at)
      .flatMap((line) => of(line) ?? [])
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('')
  return investigateLogs({
    files: {
      'app.ndjson': written(
        ({ at, ip, agent, who, token, path }) =>
        path === undefined
          ? null
          : { time: new Date(at).toISOString(), ip, user_agent: agent, method: 'GET', path, status: 200, bytes: 900, user_id: who, jti: token }, // biome-ignore format: a record
      ),
      'issuer.ndjson': written(({ at, ip, who, token, path }) =>
        path === undefined
          ? { time: new Date(at).toISOString(), event: 'token_issued', user_id: who, jti: token, ip }
          : null,
      ),
    },
  })
}

describe('a credential that acts for others than it was issued to', () => {
  it('is how a desk works, day after day', async () => {
    const { report } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('was copied, where one that somebody was given once acts for fifty; each counts as never issued', async () => {
    const { report, accounts } = await asked([...ordinary(), ...copied()])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(accounts.keys())).toEqual(new Set(VICTIMS.map(memberOf)))
    const said = report.actors.flatMap(({ reasons }) => reasons.map(({ code }) => code))
    expect(said).toContain('reason/copied-credential')
  })
})
