import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR
const DAYS = 8
const MEMBERS = 300

const ordinary = (): AccessLine[] => {
  const dice = new Dice(4)
  const lines: AccessLine[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (dice.chance(0.5)) continue
      const at = START + day * DAY + 7 * HOUR + dice.below(16 * 3600) * SECOND
      const own = { ip: `10.${n % 5}.${n % 250}.9`, who: String(5000 + n), agent: `Mozilla/5.0 (program ${n % 19})` }
      const paths = [
        '/',
        `/api/members/${own.who}/profile`,
        `/goods/${dice.below(80)}`,
        `/api/members/${own.who}/orders`,
      ]
      paths.forEach((path, i) => lines.push({ at: at + i * 7 * SECOND, path, ...own }))
      lines.push({ ...own, at: at + 40 * SECOND, path: `/goods/${dice.below(80)}`, who: '-' })
    }
  return lines
}

const read = (at: number, ip: string, n: number): AccessLine => ({
  at,
  ip,
  path: `/admin/members/${5000 + n}`,
  who: '-',
  agent: ip === OFFICE ? 'Mozilla/5.0 (Windows NT 10.0) Chrome/128' : 'python-requests/2.31',
})

const OFFICE = '203.0.113.5'
/** From Monday to Friday and on the Monday after, some thirty members a day, at human pace. */
const office = (): readonly AccessLine[] => {
  const dice = new Dice(9)
  return [0, 1, 2, 3, 4, 7].flatMap((day) =>
    Array.from({ length: 20 + dice.below(20) }, (_, i) =>
      read(START + day * DAY + 9 * HOUR + (i * 600 + dice.below(500)) * SECOND, OFFICE, dice.below(MEMBERS)),
    ),
  )
}

const THIEF = '198.51.100.77'
const night = Array.from({ length: 120 }, (_, i) => read(START + 4 * DAY + 2 * HOUR + i * 30 * SECOND, THIEF, i))

const investigated = async (lines: readonly AccessLine[]): Promise<Report> => (await investigateAccess(lines)).report

describe('a tool of the house that has no log-in of its own', () => {
  it('is used by an office all along, which accuses nobody and is told as doubtful', async () => {
    const { verdict, actors, detections } = await investigated([...ordinary(), ...office()])
    expect(verdict.answer).toBe('no-evidence')
    expect(actors).toEqual([])
    const { reasons } = detections.find(({ id }) => id === 'missing-authentication') ?? { reasons: [] }
    expect(reasons.map(({ code }) => code)).toContain('detection/doubtful')
  })

  it.each([
    ['beside the office', office()],
    ['alone', []],
  ])('is found by a stranger one night, %s', async (_, others) => {
    const { actors, impact } = await investigated([...ordinary(), ...others, ...night])
    expect(actors.map(({ vector, addresses }) => [vector, addresses.value])).toEqual([['missing-authentication', 1n]])
    expect(impact.accounts.likely.value).toBe(120n)
    const byOthers = others.filter(({ path }) => night.every((theft) => theft.path !== path)).map(({ path }) => path)
    expect(impact.accounts.possible.value).toBe(BigInt(120 + new Set(byOthers).size))
    const apart = impact.holes.filter(({ code }) => code === 'impact/apart')
    expect(apart).toEqual(others.length === 0 ? [] : [{ code: 'impact/apart', values: { n: 1 } }])
  })
})
