import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const DAY = 86_400_000
const DAYS = 8
const FIRMS = 14
const SIZE = 26

/** A firm's people were registered together, the one who administers them first. */
const idOf = (firm: number, k: number): string => String(51_000 + SIZE * firm + k)
const orderOf = (firm: number, k: number): string => new Dice(900 + SIZE * firm + k).hex(16)

const reads = (who: string, n: number, at: number, paths: readonly string[]): readonly AccessLine[] =>
  paths.map((path, i) => ({
    at: at + i * 7000,
    path,
    ip: `198.18.${n % 200}.${(n * 3) % 250}`,
    who,
    agent: `Mozilla/5.0 (device ${n % 13})`,
  }))

/** People read themselves and their own order; nobody looks at a colleague but the first of each firm, who reads them all on one day. */
const firms = (): AccessLine[] => {
  const dice = new Dice(17)
  const lines: AccessLine[] = []
  for (let firm = 0; firm < FIRMS; firm++)
    for (let k = 0; k < SIZE; k++)
      for (let day = 0; day < DAYS; day++) {
        if (!dice.chance(0.4)) continue
        const at = START + day * DAY + Math.round(dice.next() * 20 * 3_600_000)
        lines.push(
          ...reads(idOf(firm, k), SIZE * firm + k, at, [
            '/news',
            '/help',
            '/prices',
            `/users/${idOf(firm, k)}`,
            `/orders/${orderOf(firm, k)}`,
          ]),
        )
      }
  for (let firm = 0; firm < FIRMS; firm++)
    lines.push(
      ...reads(
        idOf(firm, 0),
        SIZE * firm,
        START + dice.below(DAYS) * DAY + 9 * 3_600_000,
        Array.from({ length: SIZE - 1 }, (_, k) => [
          `/users/${idOf(firm, k + 1)}`,
          `/orders/${orderOf(firm, k + 1)}`,
        ]).flat(),
      ),
    )
  return lines
}

/** One of the sixth firm reads thirty people, from the one numbered `from` of a firm on. */
const through = (firm: number, from: number): readonly AccessLine[] =>
  reads(
    idOf(5, 11),
    SIZE * 5 + 11,
    START + 4 * DAY + 10 * 3_600_000,
    Array.from({ length: 30 }, (_, i) => SIZE * firm + from + i).map((n) => `/users/${idOf(0, n)}`),
  )

const accused = async (lines: readonly AccessLine[]) =>
  (await investigateAccess(lines)).report.actors.map(({ vector, principals }) => [vector, principals.value])

it('who administers people that were registered after him, as many do, reads no strangers, nor their orders', async () => {
  expect(await accused(firms())).toEqual([])
})

it('who walks from his own number through another firm does', async () => {
  expect(await accused([...firms(), ...through(5, 12)])).toEqual([['object-enumeration', 1n]])
})

it('and who walks elsewhere', async () => {
  expect(await accused([...firms(), ...through(9, 3)])).toEqual([['object-enumeration', 1n]])
})
