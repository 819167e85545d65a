import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 7, 10)
const DAY = 86_400_000
const DAYS = 6
const MEMBERS = 400
const THIEF = 77

const names = Array.from({ length: MEMBERS }, (_, n) => new Dice(900 + n).hex(32))
const memberOf = (n: number): string => (names[n] ?? '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const agentOf = (n: number): string => `Mozilla/5.0 (program ${n % 23})`
const homeOf = (n: number): string => `10.${n % 5}.${n % 250}.9`

/** Members look at the cards of many others, day by day, and at their own address and card. */
const ordinary = (): AccessLine[] => {
  const dice = new Dice(11)
  const lines: AccessLine[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (n !== THIEF && !dice.chance(0.7)) continue
      const at = START + Math.round((day + 0.2 + 0.5 * dice.next()) * DAY)
      const cards = Array.from({ length: 8 }, () => `/users/${memberOf(dice.below(MEMBERS))}/card`)
      const paths = ['/discover', ...cards, `/users/${memberOf(n)}/contact`]
      paths.forEach((path, i) =>
        lines.push({ at: at + 9000 * i, ip: homeOf(n), path, who: memberOf(n), agent: agentOf(n) }),
      )
    }
  return lines
}

/** One of them takes the addresses of half of all members in an hour, at home. */
const taken = Array.from({ length: MEMBERS / 2 }, (_, i) => 2 * i).filter((n) => n !== THIEF)
const theft = taken.map(
  (n, i): AccessLine => ({
    at: START + 4.8 * DAY + 15_000 * i,
    ip: homeOf(THIEF),
    path: `/users/${memberOf(n)}/contact`,
    who: memberOf(THIEF),
    agent: agentOf(THIEF),
  }),
)

it('who looks at the pages that everybody sees, day by day, has no practice in reading addresses', async () => {
  const { report } = await investigateAccess([...ordinary(), ...theft])
  expect(report.verdict.answer).toBe('found')
  expect(report.entryVectors.map(({ id }) => id)).toEqual(['object-enumeration'])
  expect(report.impact.accounts.likely.value).toBeGreaterThanOrEqual(BigInt(taken.length))
})

it('members who look at each other’s pages take nothing', async () => {
  const { report } = await investigateAccess(ordinary())
  expect(report.verdict.answer).toBe('no-evidence')
  expect(report.detections.flatMap(({ reasons }) => reasons).map(({ code }) => code)).not.toContain(
    'detection/doubtful',
  )
})
