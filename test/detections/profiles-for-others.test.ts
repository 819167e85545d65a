import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 1, 16)
const DAY = 86_400_000
const DAYS = 6
const READERS = 900
const CURIOUS = 123

const names = Array.from({ length: READERS }, (_, n) => `reader${1000 + 17 * n}`)
const page = (n: number): string => `/people/${names[n] ?? ''}`

const lineOf = (n: number, at: number, path: string): AccessLine => ({
  at,
  ip: `10.${n % 5}.${n % 250}.9`,
  path,
  who: names[n] ?? '-',
  agent: `Mozilla/5.0 (program ${n % 23})`,
})

/** Readers of a magazine: one in eight looks at somebody's page after an article (`whose`), and some at what they saved. */
const ordinary = (whose: (n: number, dice: Dice) => number): AccessLine[] => {
  const dice = new Dice(5)
  const lines: AccessLine[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < READERS; n++) {
      if (!dice.chance(0.6)) continue
      const at = START + Math.round((day + 0.2 + 0.7 * dice.next()) * DAY)
      const paths = ['/', `/articles/${dice.below(60)}`]
      if (dice.chance(0.12)) paths.push(page(whose(n, dice)))
      if (dice.chance(0.2)) paths.push(`${page(n)}/saved`)
      paths.forEach((path, i) => lines.push(lineOf(n, at + 9000 * i, path)))
    }
  return lines
}

/** One of them looks at thirty of them on one evening. */
const curious = Array.from({ length: 30 }, (_, i) =>
  lineOf(CURIOUS, START + 3.8 * DAY + 25_000 * i, page((i * 71) % READERS)),
)

it('who looks at people’s pages more than others do takes nothing, where they are there to be looked at', async () => {
  const { report } = await investigateAccess([...ordinary((_, dice) => dice.below(READERS)), ...curious])
  expect(report.verdict.answer).toBe('no-evidence')
})

it('but does, where everybody else looks at his own', async () => {
  const { report } = await investigateAccess([...ordinary((n) => n), ...curious])
  expect(report.entryVectors.map(({ id }) => id)).toEqual(['object-enumeration'])
})
