import { expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 10, 2)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAYS = 10
const PATIENTS = 700
const DOCTORS = 18
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'

const record = (n: number): string => `/patients/p${4000 + n}/record`
const isWeekend = (day: number): boolean => day % 7 > 4

/** Patients read their own record; doctors see whoever comes, some forty a day, at the clinic. */
const ordinary = (): AccessLine[] => {
  const dice = new Dice(12)
  const lines: AccessLine[] = []
  for (let n = 0; n < PATIENTS; n++)
    for (let i = 0; i < 3; i++) {
      const at = START + dice.below(DAYS) * 24 * HOUR + (8 + 13 * dice.next()) * HOUR
      const own = { ip: `10.${n % 5}.${n % 250}.9`, who: `p${4000 + n}`, agent: `Mozilla/5.0 (program ${n % 19})` }
      lines.push({ ...own, at, path: '/home' }, { ...own, at: at + 9000, path: record(n) })
    }
  for (let n = 0; n < DOCTORS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (isWeekend(day) || dice.chance(0.2)) continue
      for (
        let at = START + day * 24 * HOUR + 8.5 * HOUR;
        at < START + day * 24 * HOUR + 16 * HOUR;
        at += dice.below(22 * MINUTE)
      )
        lines.push({ at, ip: '198.51.100.7', who: `dr${n}`, agent: BROWSER, path: record(dice.below(PATIENTS)) })
    }
  return lines
}

/** A doctor goes through `patients` records at home on Saturday night, one every forty seconds. */
const atHome = (patients: number, agent: string): AccessLine[] =>
  Array.from({ length: patients }, (_, i) => ({
    at: START + (5 * 24 + 21) * HOUR + i * 40_000,
    ip: '203.0.113.40',
    who: 'dr3',
    agent,
    path: record((i * 251) % PATIENTS),
  }))

const ways = async (patients: number, agent: string): Promise<readonly string[]> => {
  const { report } = await investigateAccess([...ordinary(), ...atHome(patients, agent)])
  return report.entryVectors.map(({ id }) => id)
}

it('who goes in haste through less than a day’s work at home, with the program that is his, takes nothing', async () => {
  expect(await ways(32, BROWSER)).toEqual([])
})

it.each([
  ['with another program', 32, 'python-requests/2.31.0'],
  ['through several days’ work', 200, BROWSER],
])('but does %s', async (_, patients, agent) => {
  expect(await ways(patients, agent)).toEqual(['staff-beyond-duty'])
})
