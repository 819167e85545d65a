import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const HOUR = 3_600_000
const DAYS = 9
const MEMBERS = 1300
const TRAINERS = 24
const FORGED = 200

const programOf = (n: number): string =>
  `Fit/5.${11 + (n % 2)}.0 (${['iPhone; iOS 17.3', 'iPhone; iOS 17.4', 'Android 12; SM-S911N', 'Android 13; SM-A546S', 'Android 13; SM-S928N', 'Android 14; SM-A356N', 'Android 12; SM-F946N'][n % 7]})`
const carrier = (dice: Dice): string => `203.0.${dice.below(40)}.7`

interface Row {
  readonly at: number
  readonly line: object
}

const textOf = (rows: readonly Row[]): string =>
  [...rows]
    .sort((a, b) => a.at - b.at)
    .map(({ at, line }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...line })}\n`)
    .join('')

/**
 * Log-ins last for three weeks, so that few are in the logs. Members look at their own plan, at home or out and about;
 * trainers at those of their members, several times a day, wherever they are. Requests name the account and no credential.
 * Somebody makes sessions of his own for as many members as `forged` says, with a program of his own.
 */
const company = (seed: number, forged = 0): Readonly<Record<string, string>> => {
  const dice = new Dice(seed)
  const requests: Row[] = []
  const records: Row[] = []
  const ask = (at: number, ip: string, agent: string, member: string, path: string): void => {
    requests.push({ at, line: { ip, method: 'GET', path, status: 200, bytes: 900, user_agent: agent, member } })
  }
  for (let n = 0; n < MEMBERS + TRAINERS; n++) {
    const member = `m${7000 + n}`
    const trains = n >= MEMBERS
    const since = (dice.next() * 21 - 17) * 24 * HOUR
    let isIn = since < 0
    const own = Array.from({ length: 30 }, () => dice.below(MEMBERS))
    for (let day = 0; day < DAYS; day++)
      for (let visit = 0; visit < (trains ? 1 + dice.below(4) : dice.chance(0.3) ? 1 : 0); visit++) {
        let at = START + (24 * day + 7 + 14 * dice.next()) * HOUR
        const ip = dice.chance(0.5) ? carrier(dice) : `10.${n % 9}.${n % 250}.9`
        if (!isIn && at > START + since) {
          isIn = true
          requests.push({
            at,
            line: { ip, method: 'POST', path: '/login', status: 200, bytes: 420, user_agent: programOf(n), member: '' },
          })
          records.push({ at, line: { event: 'login_success', member, ip, user_agent: programOf(n) } })
        }
        const paths = trains
          ? Array.from({ length: 1 + dice.below(4) }, () => `/members/m${7000 + dice.of(own)}/plan`)
          : ['/home', `/members/${member}/plan`, ...(dice.chance(0.4) ? [`/members/${member}/progress`] : [])]
        for (const path of paths) ask((at += 12_000), ip, programOf(n), member, path)
      }
  }
  for (let i = 0; i < forged; i++)
    ask(
      START + (24 * 5 + 3) * HOUR + 20_000 * i,
      `198.51.100.${i % 4}`,
      programOf(i),
      `m${7000 + 4 * i}`,
      `/members/m${7000 + 4 * i}/plan`,
    )
  return { 'access.jsonl': textOf(requests), 'auth.jsonl': textOf(records) }
}

it('who trains others on the road, and logged in before the logs begin, has forged nothing', async () => {
  const { report } = await investigateLogs({ files: company(5) })
  expect(report.entryVectors.map(({ id }) => id)).toEqual([])
})

it('nor is he taken for one who makes sessions for members, who is found alone', async () => {
  const { report, accounts } = await investigateLogs({ files: company(5, FORGED) })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
  expect(accounts.size).toBe(FORGED)
})
