import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAYS = 7
const START = Date.UTC(2026, 8, 7)
const HOUR = 3_600_000
const MEMBERS = 500

const log = (ip: string, home: (n: number) => string): string => {
  const dice = new Dice(3)
  const rows = Array.from({ length: MEMBERS }, (_, n) => n).flatMap((n) =>
    [0, 1, 2].map((i) => ({
      at: START + dice.below(DAYS) * 24 * HOUR + (7 + 14 * dice.next()) * HOUR,
      ip: home(n),
      user: `m${2000 + n}`,
      path: i === 2 ? '/' : `/bookings/${41_000 + 2 * n}`,
      ua: 'Mozilla/5.0',
    })),
  )
  const moved = Array.from({ length: MEMBERS }, (_, n) => ({
    at: START + 3 * 24 * HOUR + 2 * HOUR + n * 400,
    ip,
    user: 'migration',
    path: `/bookings/${41_000 + 2 * n}`,
    ua: 'python-requests/2.32.3',
  }))
  return [...rows, ...moved]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ...row }) =>
        `${JSON.stringify({ ts: new Date(at).toISOString(), method: 'GET', status: 200, bytes: 700, ...row })}\n`,
    )
    .join('')
}

const told = async (ip: string, home: (n: number) => string) => {
  const { report } = await investigateLogs({ files: { 'access.jsonl': log(ip, home) } })
  return report.actors.map(({ vector, level }) => `${vector} ${level}`)
}

const fromOutside = (n: number): string => `203.0.113.${n % 250}`
const behindProxy = (n: number): string => `10.0.4.${n % 250}`

describe('a program that reads all bookings once, at night', () => {
  it('is possible and no more, from a machine inside, where customers come from outside', async () => {
    expect(await told('10.0.4.17', fromOutside)).toEqual([])
  })

  it('is found from outside', async () => {
    expect(await told('198.51.100.17', fromOutside)).toHaveLength(1)
  })

  it('is found where every address is one inside, for a proxy hides who came', async () => {
    expect(await told('10.0.9.17', behindProxy)).toHaveLength(1)
  })
})
