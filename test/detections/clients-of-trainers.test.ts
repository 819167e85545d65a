import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 900
const TRAINERS = 30
const DAYS = 14

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly operation: string
  readonly member: string
  readonly status?: number
}

/** UUIDs: trainers and members are called alike. */
const memberOf = (n: number): string =>
  `${(0x51a_0000 + 977 * n).toString(16).padStart(8, '0')}-07b1-7${(n % 16).toString(16)}aa-8bbb-0123456789ab`

/** Members look at their own profile and contract; trainers come on some days, to the profiles of their own clients. */
const ordinary = (): Line[] => {
  const dice = new Dice(11)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(n < TRAINERS ? 0.35 : 0.3)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
      const common = { ip: `10.${n % 5}.${n % 250}.9`, who: memberOf(n) }
      for (let i = 0; i < 3; i++)
        lines.push({
          at: at + i * 9000,
          operation: dice.chance(0.5) ? 'MemberProfile' : 'Contract',
          member: memberOf(n),
          ...common,
        })
      const visits = n < TRAINERS ? 14 : 0
      for (let i = 0; i < visits; i++) {
        const member = memberOf(TRAINERS + n * 25 + dice.below(25))
        const status = dice.chance(0.06) ? 304 : 200
        lines.push({ at: at + 60_000 + i * 20_000, operation: 'MemberProfile', member, status, ...common })
      }
    }
  return lines
}

const VICTIMS = Array.from({ length: 150 }, (_, i) => 50 + 5 * i)

const walker = (): Line[] =>
  VICTIMS.map((n, i) => ({
    at: START + 8 * DAY + i * 15_000,
    ip: '203.0.113.4',
    who: memberOf(800),
    operation: i % 2 === 0 ? 'MemberProfile' : 'Contract',
    member: memberOf(n),
  }))

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'gateway.ndjson': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(({ at, ip, who, operation, member, status = 200 }) => {
          const variables = encodeURIComponent(JSON.stringify({ memberId: member }))
          const path = `/graphql?operationName=${operation}&variables=${variables}`
          return `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: 'Mozilla/5.0', method: 'GET', path, status, bytes: 900, user_id: who })}\n`
        })
        .join(''),
    },
  })

describe('trainers who come back to their own clients, by one route of GraphQL', () => {
  it('are accused of nothing', async () => {
    const { report } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('hide nobody who reads the profiles of everybody once; operations are routes of their own', async () => {
    const { report, accounts } = await asked([...ordinary(), ...walker()])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(new Set(VICTIMS.map(memberOf)))
    const routes = report.actors.flatMap((actor) => actor.routes.map(({ name }) => name))
    expect(routes).toContain('GET /graphql?operationName=MemberProfile')
  })
})
