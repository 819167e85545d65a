import { describe, expect, it } from 'vitest'
import { deskOf, personnel, type Sitting } from '../real/companies/personnel.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const OTHER = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/118.0'
const clerk = (more: Partial<Sitting>): Sitting => ({
  employee: 2,
  day: 15,
  hour: 23,
  ip: '192.0.2.81',
  agent: OTHER,
  objects: 300,
  gap: 4,
  ...more,
})
/** Night after night, at the pace of a person. */
const nights = (days: readonly number[], more: Partial<Sitting>): readonly Sitting[] =>
  days.map((day) => clerk({ day, objects: 60, gap: 25, ...more }))

const told = async (beside: readonly Sitting[]) => {
  const { truth, ...given } = personnel({ clerks: 6, seed: 5, beside })
  const { report, accounts } = await investigateLogs(given)
  return { truth, report, accounts }
}

/** Six clerks, a part-timer and whoever pays the wages, all of them employees. */
describe('an account of the personnel department beyond its duty', () => {
  it.each([
    ['in one night, from elsewhere', [clerk({})]],
    ['every other night at the pace of a person, from elsewhere', nights([11, 13, 15, 17, 19, 21], {})],
  ])('%s', async (_, beside) => {
    const { truth, report, accounts } = await told(beside)
    expect(report.verdict.answer).toBe('found')
    expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
    expect(new Set(accounts.keys())).toEqual(truth.accounts)
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([...truth.addresses])
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(truth.first)
    const codes = report.actors[0]?.reasons.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['reason/odd-hour', 'reason/odd-place', 'reason/may-read']))
  })

  it.each([
    [
      'late in the office, at home by day, and an evening there',
      [
        clerk({ ...deskOf(2), hour: 18, objects: 40, gap: 60 }),
        ...[9, 10, 11].map((day) => clerk({ employee: 1, ip: '192.0.2.90', day, hour: 9, objects: 30, gap: 300 })),
        clerk({ employee: 3, hour: 20, objects: 9, gap: 120 }),
      ],
    ],
    [
      'another computer in the office, and the whole list once more',
      [
        clerk({ ip: deskOf(2).ip, hour: 10, objects: 35, gap: 200 }),
        clerk({ employee: 1, ...deskOf(1), hour: 9, objects: 400, gap: 50 }),
      ],
    ],
  ])('not: %s', async (_, beside) => {
    const { report, accounts } = await told(beside)
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null })
    expect(accounts.size).toBe(0)
  })
})
