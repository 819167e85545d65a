import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const DAYS = 10
/** Of no firm's administrators. */
const THIEF = 201

interface Line {
  readonly at: number
  readonly who: number
  readonly whom: number
}

/** People whose accounts tell no firm; the first of each firm administers it. */
const userOf = (n: number): string =>
  `${(0x9b3_0000 + 7919 * n).toString(16).padStart(8, '0')}-1c2d-4${(n % 16).toString(16)}aa-8bbb-0123456789ab`

/** Many firms, whose names are ids of a template, and so few that each has routes of its own. */
describe.each([
  { firms: 40, each: 12 },
  { firms: 14, each: 34 },
])('$firms firms whose administrators read all their people', ({ firms, each }) => {
  const firmOf = (n: number): number => n % firms

  /** Everybody reads himself; the administrators of the firms, on two days each, read all of theirs. */
  const ordinary = (): Line[] => {
    const dice = new Dice(3)
    const lines: Line[] = []
    for (let day = 0; day < DAYS; day++)
      for (let n = 0; n < firms * each; n++) {
        if (!dice.chance(0.4)) continue
        const at = START + day * DAY + Math.round(dice.next() * 0.8 * DAY)
        for (let i = 0; i < 3; i++) lines.push({ at: at + 8000 * i, who: n, whom: n })
        if (n >= firms || (day - n) % 5 !== 0) continue
        for (let k = 0; k < each; k++) lines.push({ at: at + 60_000 + 9000 * k, who: n, whom: n + firms * k })
      }
    return lines
  }

  const asked = (lines: readonly Line[]): Promise<Answer> =>
    investigateLogs({
      files: {
        'api.ndjson': [...lines]
          .sort((a, b) => a.at - b.at)
          .map(({ at, who, whom }) => {
            const path = `/api/firms/f-${700 + 13 * firmOf(whom)}/users/${userOf(whom)}`
            return `${JSON.stringify({ time: new Date(at).toISOString(), ip: `10.${who % 7}.${who % 250}.4`, user_agent: 'Mozilla/5.0', method: 'GET', path, status: 200, bytes: 900, user_id: userOf(who) })}\n`
          })
          .join(''),
      },
    })

  it('accuse nobody: who reads his own house is at home', async () => {
    const { report, accounts } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
    expect(accounts.size).toBe(0)
  })

  it('do not hide who reads the people of other firms', async () => {
    const victims = Array.from({ length: 120 }, (_, i) => 40 + 3 * i).filter((n) => firmOf(n) !== firmOf(THIEF))
    const thief = victims.map((whom, i) => ({ at: START + 6 * DAY + 20_000 * i, who: THIEF, whom }))
    const { report, accounts } = await asked([...ordinary(), ...thief])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(new Set(victims.filter((n) => n !== THIEF).map(userOf)))
  })
})
