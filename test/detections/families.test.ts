import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAYS = 5
const START = Date.UTC(2026, 5, 1)
const HOUR = 3_600_000
const MEMBERS = 400

interface Read {
  readonly at: number
  readonly who: number
  readonly ip: string
  readonly path: string
}

const account = (n: number): string => String(52_000 + 3 * n)
const statement = (n: number, i: number): string => `/statements/${880_000 + 7 * n + i}`
const home = (n: number): string => `203.0.113.${n % 250}`

/** Everybody has up to five statements, and looks at some of them and at the own page on some days. */
const bank = (): readonly Read[] => {
  const dice = new Dice(21)
  const all: Read[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let visit = 0; visit < 8; visit++) {
      const at = START + dice.below(DAYS) * 24 * HOUR + (8 + 12 * dice.next()) * HOUR
      const paths = dice.chance(0.5) ? [`/users/${account(n)}`] : [statement(n, dice.below(1 + (n % 5)))]
      for (const [i, path] of [...paths, '/', '/help'].entries())
        all.push({ at: at + i * 9000, who: n, ip: home(n), path })
    }
  return all
}

/** On one day, from the telephone and from home: what these people have. */
const reading = (who: number, people: readonly number[]): readonly Read[] =>
  [9, 18].flatMap((hour) =>
    people.flatMap((one, i) =>
      [`/users/${account(one)}`, statement(one, 0), statement(one, 1)].map((path, k) => ({
        at: START + 3 * 24 * HOUR + hour * HOUR + (3 * i + k) * 40_000,
        who,
        ip: hour === 9 ? '198.51.100.7' : home(who),
        path,
      })),
    ),
  )

const accused = async (beside: readonly Read[]) => {
  const text = [...bank(), ...beside]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, who, ip, path }) =>
        `${JSON.stringify({ ts: new Date(at).toISOString(), ip, method: 'GET', path, status: 200, bytes: 900, user: account(who), ua: 'Mozilla/5.0' })}\n`,
    )
    .join('')
  const { report } = await investigateLogs({ files: { 'access.jsonl': text } })
  return report.actors.map(({ vector }) => vector)
}

describe('a member who reads what others have', () => {
  it('is accused of nothing where these are a few people, whole', async () => {
    expect(
      await accused(
        [0, 1, 2, 3].flatMap((i) =>
          reading(
            50 * i,
            [1, 2, 3, 4].map((n) => 50 * i + n),
          ),
        ),
      ),
    ).toEqual([])
  })

  it('is found where they are many', async () => {
    expect(
      await accused(
        reading(
          50,
          Array.from({ length: 40 }, (_, i) => 100 + 3 * i),
        ),
      ),
    ).toEqual(['object-enumeration'])
  })
})
