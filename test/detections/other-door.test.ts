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
  readonly session: string
  readonly path: string
}

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
const orderOf = (n: number): string => `/api/orders/${710_000 + n}`
const agentOf = (n: number): string => `Mozilla/5.0 (program ${n % 23})`

/** Members log in with every visit; six clerks come in through a portal that is not in these logs, every working day. */
const ordinary = (): Line[] => {
  const dice = new Dice(7)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++) {
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
      const common = { ip: `10.${n % 5}.${n % 250}.9`, agent: agentOf(n), who: memberOf(n), session: dice.hex(20) }
      const pages = ['/api/login', '/api/books/1', orderOf(n), '/api/books/7']
      pages.forEach((path, i) => lines.push({ at: at + 9000 * i, path, ...common }))
    }
    const clerks = day % 7 < 5 ? 6 : 0
    for (let clerk = 0; clerk < clerks; clerk++) {
      const common = { ip: `192.0.2.${clerk % 2}`, agent: agentOf(clerk), who: `cs${clerk}`, session: dice.hex(20) }
      for (let i = 0; i < 40; i++)
        lines.push({ at: START + day * DAY + i * 400_000, path: orderOf(dice.below(MEMBERS)), ...common })
    }
  }
  return lines
}

const VICTIMS = Array.from({ length: 40 }, (_, i) => 7 * i)

/** Sessions that nobody logged in to, for accounts of others, from three addresses. */
const forged = (): Line[] => {
  const dice = new Dice(8)
  return VICTIMS.flatMap((n, i) => {
    const common = { ip: `203.0.113.${i % 3}`, agent: 'python-requests/2.32', who: memberOf(n), session: dice.hex(20) }
    const at = START + 5 * DAY + i * 900_000
    return [0, 1].map((second) => ({ at: at + 2000 * second, path: orderOf(n), ...common }))
  })
}

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'app.ndjson': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, agent, who, session, path }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: agent, method: path === '/api/login' ? 'POST' : 'GET', path, status: 200, bytes: 900, user_id: who, session_id: session })}\n`,
        )
        .join(''),
    },
  })

describe('accounts that enter by another door', () => {
  it('are accused of nothing, and named as cleared', async () => {
    const { report } = await asked(ordinary())
    expect(report.detections.find(({ id }) => id === 'no-log-in-seen')?.outcome).toBe('nothing-found')
    expect(report.verdict.answer).toBe('no-evidence')
    const cleared = report.cleared.find(({ what }) => what.code === 'cleared/other-door')
    expect(cleared?.what.values).toMatchObject({ n: 6 })
  })

  it('hide nobody who makes sessions for the accounts of others', async () => {
    const { report, accounts } = await asked([...ordinary(), ...forged()])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(accounts.keys())).toEqual(new Set(VICTIMS.map(memberOf)))
  })
})
