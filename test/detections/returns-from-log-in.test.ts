import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 6, 6)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const PEOPLE = 500
const DAYS = 8

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly target: string
  readonly status: number
  readonly sid: string
  readonly uid: string
}

const numberOf = (n: number): string => String(700_000 + 13 * n)
const agentOf = (n: number): string => `Mozilla/5.0 (device ${n % 17})`

/** A log-in service of another house logs people in; the site's log shows that they come back, and no log tells more. */
const people = (answer: string): Line[] => {
  const dice = new Dice(31)
  const lines: Line[] = []
  for (let n = 0; n < PEOPLE; n++)
    for (let day = 0; day < DAYS; day++) {
      if (!dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 20 * HOUR)
      const common = { ip: `198.18.${n % 250}.${(n * 7) % 250}`, agent: agentOf(n) }
      lines.push({
        at: at - 900,
        target: `/back?${answer}=${dice.hex(12)}`,
        status: 302,
        sid: '-',
        uid: '-',
        ...common,
      })
      const sid = dice.hex(32)
      const targets = ['/start', `/konto/${numberOf(n)}/profil`, '/hilfe']
      targets.forEach((target, i) =>
        lines.push({ at: at + i * 8000, target, status: 200, sid, uid: numberOf(n), ...common }),
      )
    }
  return lines
}

const forged = (): Line[] => {
  const dice = new Dice(77)
  return Array.from({ length: 150 }, (_, i) => ({
    at: START + 4 * DAY + i * 9 * 60_000,
    ip: `203.0.113.${4 + (i % 5)}`,
    agent: agentOf(i),
    target: `/konto/${numberOf(3 * i)}/profil`,
    status: 200,
    sid: dice.hex(32),
    uid: numberOf(3 * i),
  }))
}

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'site.jsonl': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, agent, target, status, sid, uid }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), client_ip: ip, user_agent: agent, method: 'GET', url: target, status, session_id: sid, user_id: uid })}\n`,
        )
        .join(''),
    },
  })

describe('who comes back from a log-in service', () => {
  it.each(['code', 'SAMLart'])('has logged in (%s), and nobody is accused', async (answer) => {
    const { report } = await asked(people(answer))
    expect(report.verdict.answer).toBe('no-evidence')
    expect(report.detections.find(({ id }) => id === 'no-log-in-seen')?.outcome).toBe('nothing-found')
  })

  it('is told from sessions that nobody opened', async () => {
    const { report, accounts } = await asked([...people('code'), ...forged()])
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed' })
    expect(report.entryVectors[0]?.id).toBe('never-issued')
    expect(accounts.size).toBe(150)
  })
})
