import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const HOUR = 3_600_000
const MEMBERS = 240
const DAYS = 5
const BROWSER = 'Mozilla/5.0 (the office)'

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

/** Everybody logs in at his own address; people of the support do so in the office, and read on there. */
const ordinary = (): Line[] => {
  const dice = new Dice(7)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++) {
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
      const [agent, who, session] = [`Mozilla/5.0 (program ${n % 23})`, memberOf(n), dice.hex(20)]
      const pages = ['/api/login', '/api/books/1', orderOf(n), '/api/books/7']
      pages.forEach((path, i) =>
        lines.push({ at: at + 9000 * i, ip: `10.${n % 5}.${n % 250}.9`, agent, who, session, path }),
      )
    }
    for (let k = 0; k < 5; k++) {
      const at = START + day * DAY + 8 * HOUR + k * 60_000
      const common = { ip: '192.0.2.7', agent: BROWSER, who: `cs${k}`, session: `${k}${dice.hex(19)}` }
      const pages = ['/api/login', ...Array.from({ length: 20 }, () => orderOf(dice.below(MEMBERS)))]
      pages.forEach((path, i) => lines.push({ at: at + i * 900_000, path, ...common }))
      if (k < 4) lines.push(...acting(`cs${k}`, common.ip, BROWSER, [dice.below(MEMBERS)], at + 2 * HOUR, dice))
    }
  }
  return lines
}

/** The account opens sessions of others, one after another, by naming them. */
const acting = (
  who: string,
  ip: string,
  agent: string,
  members: readonly number[],
  from: number,
  dice: Dice,
  door = '/support/act-as?member=',
): readonly Line[] =>
  members.flatMap((n, i) => {
    const at = from + i * 120_000
    const theirs = { ip, agent, who: memberOf(n), session: dice.hex(20) }
    return [
      { at, ip, agent, who, session: `as${who}${ip}`, path: `${door}${memberOf(n)}` },
      { at: at + 3000, path: orderOf(n), ...theirs },
      { at: at + 9000, path: orderOf(n), ...theirs },
    ]
  })

const VICTIMS = Array.from({ length: 60 }, (_, i) => 4 * i + 1)

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'app.ndjson': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(({ at, ip, agent, who, session, path }) => {
          const status = path.startsWith('/support') ? 302 : 200
          return `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: agent, method: path === '/api/login' ? 'POST' : 'GET', path, status, bytes: 900, user_id: who, session_id: session })}\n`
        })
        .join(''),
    },
  })

describe('sessions that another account opened', () => {
  it('accuse nobody where support acts as members, and are named', async () => {
    const { report, accounts } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
    expect(accounts.size).toBe(0)
    const cleared = report.cleared.find(({ what }) => what.code === 'cleared/opened-for-another')
    expect(cleared?.what.values).toMatchObject({ sessions: 20, openers: 4 })
  })

  it.each([
    ['by an account of the support, from where it never was', 'cs2', '/support/act-as?member='],
    ['by a member who looks each of them up before', memberOf(3), '/api/members/'],
  ])('are told of: %s', async (_, who, door) => {
    const [dice, ip, agent] = [new Dice(8), '203.0.113.40', 'Mozilla/5.0 (elsewhere)']
    const begin = START + 3 * DAY + 20 * HOUR
    const logIn = { at: begin - HOUR, ip, agent, who, session: `as${who}${ip}`, path: '/api/login' }
    const { report, accounts } = await asked([
      ...ordinary(),
      logIn,
      ...acting(who, ip, agent, VICTIMS, begin, dice, door),
    ])
    expect(report.verdict.answer).toBe('found')
    expect(VICTIMS.filter((n) => !accounts.has(memberOf(n)))).toEqual([])
    expect(report.actors.flatMap(({ topAddresses }) => topAddresses.map(({ name }) => name))).not.toContain('192.0.2.7')
  })
})
