import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const EACH = 30
const TOOL = 'okhttp/4.9'
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0) Chrome/128.0',
  'Mozilla/5.0 (iPhone) Safari/604.1',
  'Mozilla/5.0 (X11; Linux) Firefox/130.0',
]

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly order: string
  readonly agent: string
}

/** Names of orders between which nobody can walk. */
const orderOf = (n: number): string => `${(n * 2_654_435_761) % 9973}k${(n * 40_503) % 65_536}x`

/**
 * Members who look at their own, by browsers. Five accounts that each take thirty orders of others in one night from six addresses, by
 * one tool; and one more, by `agent`, that takes as many, spread over all days like a duty and from one address.
 */
const lines = (agent: string): readonly Line[] => {
  const dice = new Dice(5)
  const all: Line[] = []
  for (let member = 0; member < 300; member++)
    for (let i = 0; i < 4; i++) {
      const at = START + Math.round(dice.next() * 12 * 1440) * MINUTE
      const browser = BROWSERS[member % BROWSERS.length] ?? ''
      all.push({
        at,
        ip: `203.0.${member % 250}.7`,
        who: `u${70_000 + member}`,
        order: orderOf(2 * member + (i % 2)),
        agent: browser,
      })
    }
  for (let hand = 0; hand < 6; hand++)
    for (let n = 0; n < EACH; n++) {
      const slow = hand === 5
      const at = slow
        ? START + Math.floor(n / 3) * DAY + (600 + 40 * (n % 3)) * MINUTE
        : START + 4 * DAY + (120 + 9 * n + hand) * MINUTE
      const ip = slow ? '198.51.100.99' : `198.${18 + hand}.${Math.floor(n / 5)}.9`
      all.push({ at, ip, who: `u${90_000 + hand}`, order: orderOf(90 * hand + 2 * n), agent: slow ? agent : TOOL })
    }
  return all.sort((a, b) => a.at - b.at)
}

const investigate = async (tool: string) => {
  const { report } = await investigateLogs({
    files: {
      'access.jsonl': lines(tool)
        .map(
          ({ at, ip, who, order, agent }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/orders/${order}`, status: 200, bytes: 900, user_agent: agent, user_id: who, session_id: `s-${who}-${ip}` })}\n`,
        )
        .join(''),
    },
  })
  return {
    accounts: report.actors.reduce((sum, actor) => sum + Number(actor.principals.value), 0),
    reasons: report.actors.flatMap(({ reasons }) => reasons).filter(({ code }) => code === 'reason/program-readers'),
  }
}

it('who reads as far by the program of five sure hands, and nobody else does, is told as possible with them', async () => {
  expect(await investigate(TOOL)).toEqual({
    accounts: 6,
    reasons: [{ code: 'reason/program-readers', values: { n: 1 } }],
  })
})

it('who does so by a browser that members have, too, is told by the tests alone', async () => {
  expect(await investigate(BROWSERS[0] ?? '')).toEqual({ accounts: 5, reasons: [] })
})
