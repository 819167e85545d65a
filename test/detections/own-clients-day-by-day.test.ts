import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const DAYS = 9
const FIRMS = 240
const CLERKS = 10

const bookOf = (firm: number): string => `/books/${new Dice(500 + firm).hex(12)}`

/** Accounts of both are named alike. */
const accountOf = (kind: 'clerk' | 'firm', n: number): string => new Dice((kind === 'clerk' ? 7000 : 9000) + n).hex(10)

const reads = (who: string, ip: string, at: number, paths: readonly string[], gap = 20_000): readonly AccessLine[] =>
  paths.map((path, i) => ({ at: at + i * gap, path, ip, who, agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0' }))

/** Firms look after their own book; each accountant looks after those of two dozen firms, now and then after a colleague's. */
const house = (): AccessLine[] => {
  const dice = new Dice(31)
  const lines: AccessLine[] = []
  for (let day = 0; day < DAYS; day++) {
    const morning = START + day * 24 * HOUR + 8 * HOUR
    for (let firm = 0; firm < FIRMS; firm++)
      if (dice.chance(0.3))
        lines.push(
          ...reads(
            accountOf('firm', firm),
            `198.18.${firm >> 4}.${firm}`,
            morning + Math.round(dice.next() * 9 * HOUR),
            ['/start', '/news', '/help', bookOf(firm)],
          ),
        )
    for (let clerk = 0; clerk < CLERKS; clerk++) {
      const own = Array.from({ length: 22 }, () => bookOf(CLERKS * dice.below(FIRMS / CLERKS) + clerk))
      const other = clerk > 0 ? [bookOf(dice.below(FIRMS))] : []
      lines.push(
        ...reads(
          accountOf('clerk', clerk),
          clerk === 0 && day % 2 === 0 ? '198.51.100.77' : '203.0.113.9',
          morning + dice.below(1200) * 1000,
          [...own, ...other],
          900_000,
        ),
      )
    }
  }
  return lines
}

/** On two evenings, `who` reads sixty books of all. */
const evenings = (who: string, ip: string): readonly AccessLine[] =>
  [3, 4].flatMap((day) => {
    const dice = new Dice(77 + day)
    const books = Array.from({ length: 60 }, () => bookOf(dice.below(FIRMS)))
    return reads(who, ip, START + day * 24 * HOUR + 20 * HOUR, books)
  })

const accused = async (lines: readonly AccessLine[]) =>
  (await investigateAccess(lines)).report.actors.map(({ vector, principals }) => [vector, principals.value])

it('who looks after two dozen clients day by day lives no customer’s life by that, and closes the month at home with three colleagues', async () => {
  expect(
    await accused([
      ...house(),
      ...[0, 1, 2, 3].flatMap((clerk) => evenings(accountOf('clerk', clerk), `192.0.2.${200 + clerk}`)),
    ]),
  ).toEqual([])
})

it('a firm that reads as many on these evenings is no clerk', async () => {
  expect(await accused([...house(), ...evenings(accountOf('firm', 7), '198.18.0.7')])).toEqual([
    ['object-enumeration', 1n],
  ])
})
