import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const DAYS = 14
const DAY = 86_400_000
const DOCTORS = 8
const PATIENTS = 700

/** Doctors and patients have accounts of one table. */
const accountOf = (n: number): string => String(41_000 + 7 * n)

interface Read {
  readonly at: number
  readonly ip: string
  readonly who: number
  readonly of: number
}

/** Everybody reads the own results; doctors read those of sixty patients each all month, at two desks' networks. */
const clinic = (doctors: number): Read[] => {
  const dice = new Dice(31)
  const all: Read[] = []
  for (let n = 0; n < PATIENTS; n++)
    for (let i = 0; i < 3; i++)
      all.push({ at: START + Math.round(dice.next() * DAYS * DAY), ip: `198.51.100.${n % 250}`, who: n, of: n })
  for (let doctor = 0; doctor < doctors; doctor++)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 20; i++)
        all.push({
          at: START + Math.round((day + 0.35 + 0.3 * dice.next()) * DAY),
          ip: `192.0.2.${doctor % 4}`,
          who: doctor,
          of: DOCTORS + ((doctor * 60 + dice.below(60)) % (PATIENTS - DOCTORS)),
        })
  return all
}

/** Ninety results of others on three days, as slowly as doctors read. */
const reader = (who: number, ip: string): readonly Read[] => {
  const dice = new Dice(who)
  return Array.from({ length: 90 }, (_, i) => ({
    at: START + Math.round((5 + (i % 3) + 0.35 + 0.3 * dice.next()) * DAY),
    ip,
    who,
    of: DOCTORS + dice.below(PATIENTS - DOCTORS),
  }))
}

interface Company {
  /** So many hours behind UTC are its clocks. */
  readonly behind?: number
  readonly doctors?: number
  /** One in so many requests is refused, whoever asks. */
  readonly refuses?: number
}

const accused = async (beside: readonly Read[], { behind = 0, doctors = DOCTORS, refuses = 0 }: Company = {}) => {
  const dice = new Dice(5)
  const text = [...clinic(doctors), ...beside]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, who, of }) =>
        `${JSON.stringify({ time: new Date(at + behind * 3_600_000).toISOString(), ip, method: 'GET', path: `/api/users/${accountOf(of)}/results`, status: refuses > 0 && dice.below(refuses) === 0 ? 404 : 200, bytes: 900, user_agent: 'Mozilla/5.0', user_id: accountOf(who) })}\n`,
    )
    .join('')
  return (await investigateLogs({ files: { 'access.jsonl': text } })).report.actors.map(({ vector }) => vector)
}

it('a patient who reads the results of others at home is no colleague of doctors who share desks', async () => {
  expect(await accused(reader(333, '203.0.113.80'))).toEqual(['object-enumeration'])
})

it('nor where midnight UTC falls into the working hours', async () => {
  expect(await accused(reader(333, '203.0.113.80'), { behind: 11 })).toEqual(['object-enumeration'])
})

it('who reads as many on a few days at such a desk is', async () => {
  expect(await accused(reader(333, '192.0.2.2'))).toEqual([])
})

it('nor in weeks in which requests fail, whoever asks', async () => {
  expect(await accused(reader(333, '192.0.2.2'), { doctors: 3, refuses: 20 })).toEqual([])
})

it('in which a patient at home is no colleague either', async () => {
  expect(await accused(reader(333, '203.0.113.80'), { doctors: 3, refuses: 20 })).toEqual(['object-enumeration'])
})
