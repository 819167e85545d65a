import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 2, 2)
const DAY = 86_400_000
const DAYS = 2
const FIRMS = 8
const SIZE = 40

/** Firms are not told by numbers, nor by paths. */
const idOf = (firm: number, k: number): string => new Dice(1 + 7919 * firm + k).hex(16)
const officeOf = (firm: number): string => `198.51.100.${10 + firm}`
const homeOf = (firm: number, k: number): string => `198.18.${firm}.${k + 1}`

const reads = (who: string, ip: string, agent: number, at: number, paths: readonly string[]): readonly AccessLine[] =>
  paths.map((path, i) => ({ at: at + i * 7000, path, ip, who, agent: `Mozilla/5.0 (device ${agent % 13})` }))

const HOME = homeOf(6, 200)

/** Everybody reads himself, four in five at the office; the first of each firm reads all its people once. The first of the firm `remote` is never there. */
const firms = (remote = -1): AccessLine[] => {
  const dice = new Dice(17)
  const lines: AccessLine[] = []
  for (let firm = 0; firm < FIRMS; firm++) {
    for (let k = 0; k < SIZE; k++)
      for (let day = 0; day < DAYS; day++) {
        if (!dice.chance(0.7)) continue
        const ip = firm === remote && k === 0 ? HOME : k % 5 === 4 ? homeOf(firm, k) : officeOf(firm)
        const at = START + day * DAY + 8 * 3_600_000 + Math.round(dice.next() * 8 * 3_600_000)
        lines.push(
          ...reads(idOf(firm, k), ip, SIZE * firm + k, at, ['/news', '/help', '/plan', `/users/${idOf(firm, k)}`]),
        )
      }
    const all = Array.from({ length: SIZE - 1 }, (_, k) => `/users/${idOf(firm, k + 1)}`)
    const from = firm === remote ? HOME : officeOf(firm)
    lines.push(...reads(idOf(firm, 0), from, SIZE * firm, START + (9 + firm) * 3_600_000, all))
  }
  return lines
}

/** One of the sixth firm, at its office, reads as many as an administrator does, of the firms that are named. */
const through = (others: readonly number[]): readonly AccessLine[] =>
  reads(
    idOf(5, 11),
    officeOf(5),
    SIZE * 5 + 11,
    START + DAY + 10 * 3_600_000,
    Array.from({ length: SIZE - 1 }, (_, i) => `/users/${idOf(others[i % others.length] ?? 0, 1 + i)}`),
  )

const accused = async (lines: readonly AccessLine[]) =>
  (await investigateAccess(lines)).report.actors.map(({ vector, principals }) => [vector, principals.value])

it('who reads the people that sit where he sits, as the readers of other offices do, reads no strangers', async () => {
  expect(await accused(firms())).toEqual([])
})

it('who reads people of all offices does', async () => {
  expect(await accused([...firms(), ...through([0, 1, 2, 3, 4, 5, 6, 7])])).toEqual([['object-enumeration', 1n]])
})

it('and who reads those of another', async () => {
  expect(await accused([...firms(), ...through([2])])).toEqual([['object-enumeration', 1n]])
})

it('who reads the people of one firm, and is never seen at any, is possible and no more', async () => {
  const { verdict, actors, detections } = (await investigateAccess(firms(6))).report
  expect([verdict.answer, actors]).toEqual(['no-evidence', []])
  const { reasons } = detections.find(({ id }) => id === 'object-enumeration') ?? { reasons: [] }
  expect(reasons.map(({ code }) => code)).toContain('detection/doubtful')
})

it('but who is seen at none reads strangers, where they are of many firms', async () => {
  const many = through([0, 1, 2, 3, 4, 5, 6, 7]).map((line) => ({ ...line, ip: HOME, who: idOf(6, 0) }))
  const own = firms(6).filter(
    ({ path, who }) => who !== idOf(6, 0) || !path.startsWith('/users/') || path.endsWith(who),
  )
  expect(await accused([...own, ...many])).toEqual([['object-enumeration', 1n]])
})
