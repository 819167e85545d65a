import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const FIRMS = 15
const SIZE = 60
const DAYS = 9

interface Line {
  readonly at: number
  readonly n: number
  readonly path: string
}

/** People of a firm are not next to one another by number, and no path names the firm. */
const memberOf = (firm: number, k: number): number => k * FIRMS + firm
const idOf = (n: number): string => `m${(0x9e37_79b1 * (n + 1)) % 0x7fff_ffff}`

/** People look at themselves and now and then at a colleague; one of each firm goes through all its people on one day. */
const firms = (): Line[] => {
  const dice = new Dice(17)
  const lines: Line[] = []
  for (let firm = 0; firm < FIRMS; firm++)
    for (let k = 0; k < SIZE; k++) {
      const n = memberOf(firm, k)
      for (let day = 0; day < DAYS; day++) {
        if (!dice.chance(0.5)) continue
        const at = START + day * DAY + Math.round(dice.next() * 20 * HOUR)
        const colleague = memberOf(firm, dice.below(SIZE))
        ;['/news', '/holidays', `/users/${idOf(dice.chance(0.04) ? colleague : n)}`].forEach((path, i) =>
          lines.push({ at: at + i * 9000, n, path }),
        )
      }
      if (k === 0) {
        const at = START + dice.below(DAYS) * DAY + 9 * HOUR
        for (let i = 1; i < SIZE; i++) lines.push({ at: at + i * 7000, n, path: `/users/${idOf(memberOf(firm, i))}` })
      }
    }
  return lines
}

/** One of them reads people of all firms. */
const stranger = (): Line[] => {
  const dice = new Dice(99)
  const n = memberOf(3, 11)
  return Array.from({ length: 260 }, (_, i) => ({
    at: START + 5 * DAY + i * 4 * 60_000,
    n,
    path: `/users/${idOf(dice.below(FIRMS * SIZE))}`,
  }))
}

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'api.jsonl': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, n, path }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), client_ip: `198.18.${n % 200}.${(n * 3) % 250}`, user_agent: `Mozilla/5.0 (device ${n % 13})`, method: 'GET', path, status: 200, user_id: idOf(n) })}\n`,
        )
        .join(''),
    },
  })

describe('circles whose people look one another up, where no path names them', () => {
  it('have one each who reads them all: nobody is accused', async () => {
    const { report } = await asked(firms())
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('do not excuse who reads through all of them', async () => {
    const { report } = await asked([...firms(), ...stranger()])
    expect(report.verdict.answer).toBe('found')
    expect(report.entryVectors[0]?.id).toBe('object-enumeration')
    expect(report.actors).toHaveLength(1)
    expect(Date.parse(report.sinceWhen?.firstLikely?.time ?? '')).toBeGreaterThanOrEqual(START + 5 * DAY)
  })
})
