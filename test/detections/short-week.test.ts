import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

/** A Saturday: the Monday after it is the only working day of the logs. */
const START = Date.UTC(2026, 2, 7)
const HOUR = 3_600_000
const MONDAY = START + 48 * HOUR
const PEOPLE = 500

/** Clerks and customers are named alike. */
const accountOf = (n: number): string => new Dice(4000 + n).hex(10)
const lineOf = (n: number): string => `/lines/${new Dice(9000 + n).hex(12)}`
const homeOf = (n: number): string => `198.18.${n >> 4}.${n % 250}`

const reads = (n: number, ip: string, at: number, paths: readonly string[], gap = 9000): readonly AccessLine[] =>
  paths.map((path, i) => ({
    at: at + i * gap,
    path,
    ip,
    who: accountOf(n),
    agent: `Mozilla/5.0 (device ${n % 11})`,
  }))

/** People look after their own line, on any day. */
const customers = (): AccessLine[] => {
  const dice = new Dice(5)
  return Array.from({ length: 3 * PEOPLE }, (_, i) => i % PEOPLE).flatMap((n, i) =>
    dice.chance(0.5)
      ? [
          ...reads(
            n,
            homeOf(n),
            START + (24 * Math.floor(i / PEOPLE) + 8) * HOUR + Math.round(dice.next() * 12 * HOUR),
            ['/home', '/offers', '/help', lineOf(n)],
          ),
        ]
      : [],
  )
}

/** Five clerks, customers themselves, answer calls on Monday, at one desk. */
const clerks = (): AccessLine[] =>
  [0, 1, 2, 3, 4].flatMap((k) => {
    const dice = new Dice(60 + k)
    const calls = Array.from({ length: 60 }, () => lineOf(dice.below(PEOPLE)))
    return [
      ...reads(PEOPLE + k, homeOf(PEOPLE + k), START + (12 + k) * HOUR, [
        '/home',
        '/offers',
        '/help',
        lineOf(PEOPLE + k),
      ]),
      ...reads(PEOPLE + k, '203.0.113.9', MONDAY + (8 + k / 5) * HOUR, calls, 450_000),
    ]
  })

/** A customer reads as many on Monday at home. */
const stranger = (): readonly AccessLine[] => {
  const dice = new Dice(99)
  return reads(
    17,
    homeOf(17),
    MONDAY + 13 * HOUR,
    Array.from({ length: 90 }, () => lineOf(dice.below(PEOPLE))),
  )
}

const accused = async (lines: readonly AccessLine[]) =>
  (await investigateAccess(lines)).report.actors.map(({ vector, principals }) => [vector, principals.value])

it('who answers calls on the only working day is not blamed for the weekend', async () => {
  expect(await accused([...customers(), ...clerks()])).toEqual([])
})

it('a customer who reads as many on that day is told of', async () => {
  expect(await accused([...customers(), ...stranger()])).toEqual([['object-enumeration', 1n]])
})

it('and beside a desk', async () => {
  expect(await accused([...customers(), ...clerks(), ...stranger()])).toEqual([['object-enumeration', 1n]])
})
