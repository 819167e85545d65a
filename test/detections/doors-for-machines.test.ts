import { expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const DAYS = 8
const DAY = 86_400_000
const PATIENTS = 300
const patientOf = (n: number): string => `p${40_000 + 13 * n}`

/** Patients read their own cards under their accounts; from `begins` on, two addresses of a payment service report payments, each to the patient's own door, without an account. */
const lines = (begins: number, by: string): string => {
  const dice = new Dice(11)
  const all: [number, string][] = []
  const add = (at: number, ip: string, method: string, path: string, user?: string): void => {
    const line = {
      ip,
      method,
      path,
      status: 200,
      bytes: 300 + dice.below(500),
      user_agent: `program ${ip}`,
      user_id: user,
    }
    all.push([at, `${JSON.stringify({ time: new Date(at).toISOString(), ...line })}\n`])
  }
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < PATIENTS; n++) {
      if (dice.next() > 0.4) continue
      const at = START + Math.round((day + dice.next()) * DAY)
      for (const [i, path] of ['/news', `/api/patients/${patientOf(n)}`, '/api/times'].entries())
        add(at + 5000 * i, `10.${n % 200}.${n % 250}.7`, 'GET', path, patientOf(n))
    }
  for (let day = begins; day < DAYS; day++)
    for (let i = 0; i < 40; i++) {
      const at = START + Math.round((day + dice.next()) * DAY)
      add(at, `203.0.113.${1 + (i % 2)}`, by, `/api/payments/patients/${patientOf(dice.below(PATIENTS))}`)
    }
  return all
    .sort((a, b) => a[0] - b[0])
    .map(([, line]) => line)
    .join('')
}

const investigated = async (begins: number, method: string): Promise<Report> =>
  (await investigateLogs({ files: { 'access.jsonl': lines(begins, method) } })).report

const vectors = async (begins: number, method: string): Promise<readonly string[]> =>
  (await investigated(begins, method)).actors.map(({ vector }) => vector)

it('what reports to a door that no account uses, in every part of the window, accuses nobody', async () => {
  expect(await vectors(0, 'POST')).toEqual([])
})

it('who asks at such a door from some day on is found', async () => {
  expect(await vectors(4, 'POST')).toContain('missing-authentication')
})

it('who reads there by GET is found where he began one day', async () => {
  expect(await vectors(4, 'GET')).toContain('missing-authentication')
})

it('who reads there by GET all along may be a partner whose key no log shows: he is told as a doubt', async () => {
  const { actors, detections } = await investigated(0, 'GET')
  expect(actors).toEqual([])
  const { reasons } = detections.find(({ id }) => id === 'missing-authentication') ?? { reasons: [] }
  expect(reasons.map(({ code }) => code)).toContain('detection/doubtful')
})
