import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAYS = 5
const HOUR = 3_600_000
const MEMBERS = 500
const OFFICE = { ip: '198.51.100.21', agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0' }
const HOME = { ip: '203.0.113.70', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' }

interface Read {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly who: string
  readonly of: string
}

const memberOf = (n: number): string => String(52_000 + 7 * n)

/** From an hour after the start, with so many seconds from one member to the next. */
const sitting = (
  who: string,
  place: { readonly ip: string; readonly agent: string },
  hour: number,
  members: number,
  gap: number,
): readonly Read[] => {
  const dice = new Dice(Math.round(hour) + members)
  let at = START + hour * HOUR
  return Array.from({ length: members }, () => {
    at += 1000 * gap * (0.5 + dice.next())
    return { at: Math.round(at), ...place, who, of: memberOf(dice.below(MEMBERS)) }
  })
}

/** Members read their own; three clerks look up some of them every day, and a fourth did so on the first day only. */
const centre = (): readonly Read[] => {
  const dice = new Dice(77)
  const own = Array.from({ length: 4 * MEMBERS }, (_, i) => ({
    at: START + Math.round(dice.next() * DAYS * 24 * HOUR),
    ip: `192.0.2.${i % 250}`,
    agent: `Mozilla/5.0 (iPhone; CPU iPhone OS ${(i % MEMBERS) % 12}_1 like Mac OS X) Safari/604.1`,
    who: memberOf(i % MEMBERS),
    of: memberOf(i % MEMBERS),
  }))
  const work = Array.from({ length: DAYS }, (_, day) =>
    ['s1', 's2', 's3', ...(day === 0 ? ['s4'] : [])].flatMap((who, n) =>
      sitting(who, OFFICE, 24 * day + 8.5 + n / 9, 30 + n, 300),
    ),
  )
  return [...own, ...work.flat()]
}

const told = async (beside: readonly Read[]) => {
  const text = [...centre(), ...beside]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, agent, who, of }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/members/${of}/profile`, status: 200, bytes: 900, user_agent: agent, user_id: who })}\n`,
    )
    .join('')
  return investigateLogs({ files: { 'access.jsonl': text } })
}

describe('an account that was at work on one day among colleagues', () => {
  it('and takes members elsewhere on the next: these alone, since then', async () => {
    const taken = sitting('s4', HOME, 34.5, 140, 4)
    const { report, accounts } = await told(taken)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
    expect(new Set(accounts.keys())).toEqual(new Set(taken.map(({ of }) => of)))
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(taken[0]?.at)
  })

  it.each([
    ['works at home from then on', [1, 2, 3, 4].flatMap((day) => sitting('s4', HOME, 24 * day + 9, 32, 300))],
    ['works at home on the next day and somewhat more', sitting('s4', HOME, 33, 44, 240)],
    ['works a long list off at the desk', sitting('s4', OFFICE, 34.5, 140, 4)],
  ])('but not who %s', async (_, beside) => {
    const { report } = await told(beside)
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null })
    expect(report.actors).toEqual([])
  })
})
