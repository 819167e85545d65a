import { describe, expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR
const DAYS = 8
const MEMBERS = 300

const fileOf = (n: number): string => `/files/${(800_000 + 37 * n).toString(16)}c41.pdf`
const signed = (path: string, dice: Dice): string =>
  `${path}?X-Amz-Date=20260302&X-Amz-Expires=300&X-Amz-Signature=${dice.hex(40)}`

/** Members look at their accounts, and are sent to a file by a link that is signed; `fileFor` tells which. */
const ordinary = (fileFor: (member: number, dice: Dice) => string): readonly AccessLine[] => {
  const dice = new Dice(4)
  const lines: AccessLine[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (dice.chance(0.6)) continue
      const at = START + day * DAY + 7 * HOUR + dice.below(16 * 3600) * SECOND
      const own = { ip: `10.${n % 5}.${n % 250}.9`, who: String(5000 + n), agent: `Mozilla/5.0 (program ${n % 19})` }
      lines.push({ ...own, at, path: `/api/members/${own.who}/profile` })
      lines.push({ ...own, at: at + 9 * SECOND, path: signed(fileFor(n, dice), dice), who: '-' })
    }
  return lines
}

const ownFiles = ordinary((member, dice) => fileOf(2 * member + dice.below(2)))

const unsigned = (at: number, ip: string, n: number): AccessLine => ({
  at,
  ip,
  path: fileOf(n),
  who: '-',
  agent: 'python-requests/2.31',
})

const THIEF = '198.51.100.77'
const night = Array.from({ length: 60 }, (_, i) => unsigned(START + 4 * DAY + 2 * HOUR + i * 30 * SECOND, THIEF, 3 * i))
const SERVER = '203.0.113.9'
const server = (days: readonly number[]): readonly AccessLine[] =>
  days.flatMap((day) =>
    Array.from({ length: 30 }, (_, i) => unsigned(START + day * DAY + 3 * HOUR + i * SECOND, SERVER, 10 * i + day)),
  )

describe('files that are handed out by signed links', () => {
  it('are taken by who shows no signature and gets them', async () => {
    const { report } = await investigateAccess([...ownFiles, ...night])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(night[0]?.at)
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([THIEF])
    expect(report.impact.unownedObjects.possible?.value).toBe(60n)
  })

  it.each([
    [
      'a server of the house reads them all along, with a key that no log shows',
      [...ownFiles, ...server([0, 1, 2, 3, 4, 5, 6, 7])],
    ],
    ['and one that came to stay', [...ownFiles, ...server([4, 5, 6, 7])]],
    ['nobody does but who was sent there', ownFiles],
    ['they are lessons that everybody is sent to', [...ordinary((_, dice) => fileOf(dice.below(70))), ...night]],
  ])('but not where %s', async (_, lines) => {
    const { report } = await investigateAccess(lines)
    expect(report.actors).toEqual([])
    expect(report.verdict).toMatchObject({ level: null })
  })
})
