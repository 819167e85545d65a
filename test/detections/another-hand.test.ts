import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PATIENTS = 300
const DAYS = 8
const OWN = { ip: '192.0.2.77', agent: 'lab-sync/3.1' }
const CURL = 'curl/8.5.0'
const KEY = new Dice(77).hex(40)

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly who: string
  readonly key: string
  readonly path: string
}

const patientOf = (n: number): string => `pt${41_000 + 7 * n}`
const scripts = Array.from({ length: PATIENTS }, (_, n) => [0, 1].map((k) => new Dice(9000 + 2 * n + k).hex(12)))
const pathOf = (n: number, k = 0): string => `/scripts/${scripts[n]?.[k] ?? ''}`

/** Patients read their own prescriptions; a laboratory's service reads those of every third of them, four times a day. */
const ordinary = (): Line[] => {
  const dice = new Dice(31)
  const lines: Line[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < PATIENTS; n++) {
      if (day > 0 && !dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round((0.3 + 0.6 * dice.next()) * DAY)
      const common = {
        ip: `10.${n % 5}.${n % 250}.9`,
        agent: `Mozilla/5.0 (program ${n % 23})`,
        who: patientOf(n),
        key: new Dice(1000 + n).hex(40),
      }
      const paths = ['/me', pathOf(n), '/opening-hours', pathOf(n, 1), '/scripts']
      paths.forEach((path, i) => lines.push({ at: at + i * 9000, path, ...common }))
    }
  for (let at = START + 2 * HOUR; at < START + DAYS * DAY; at += 6 * HOUR)
    for (let i = 0; i < 12; i++)
      lines.push({ at: at + i * 700, who: 'lab-04', key: KEY, path: pathOf(3 * dice.below(PATIENTS / 3)), ...OWN })
  return lines
}

/** `n` patients, one every `gap` minutes from the third day on, with the key of the laboratory. */
const withItsKey = (more: Partial<Line>, patients: readonly number[], gap: number, addresses = 1): readonly Line[] =>
  patients.map((n, i) => ({
    at: START + 3 * DAY + 5 * HOUR + i * gap * MINUTE,
    ip: `203.0.113.${4 + (i % addresses) * 40}`,
    agent: CURL,
    who: 'lab-04',
    key: KEY,
    path: pathOf(n, 1),
    ...more,
  }))

const asked = (beside: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'gateway.ndjson': [...ordinary(), ...beside]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, agent, who, key, path }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: agent, method: 'GET', path, status: 200, bytes: 900, account_id: who, token_sha256: key })}\n`,
        )
        .join(''),
    },
  })

const TAKEN = Array.from({ length: 70 }, (_, i) => 4 * i + 1)

describe('the key of a service in another hand', () => {
  it.each([
    ['slowly, from one place', withItsKey({}, TAKEN, 50)],
    ['in one go, from several', withItsKey({}, TAKEN, 0.2, 4)],
  ])('%s', async (_, beside) => {
    const { report, accounts } = await asked(beside)
    expect(report.verdict.answer).toBe('found')
    expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
    expect(new Set(accounts.keys())).toEqual(new Set(TAKEN.map(patientOf)))
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(beside[0]?.at)
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).not.toContain(OWN.ip)
  })

  it.each([
    [
      'what it reads, read again by a new program that runs beside the old one',
      withItsKey(
        {},
        TAKEN.map((_, i) => 3 * i),
        50,
      ).map((line, i) => ({ ...line, path: pathOf(3 * i) })),
    ],
    ['a developer who tries eight things', withItsKey({}, TAKEN.slice(0, 8), 3)],
    ['a second machine with the same program', withItsKey({ agent: OWN.agent }, TAKEN, 50)],
    [
      'its people, with a log-in of their own',
      withItsKey({ key: new Dice(78).hex(40), agent: 'Mozilla/5.0 (program 3)' }, TAKEN.slice(0, 30), 50),
    ],
  ])('not: %s', async (_, beside) => {
    const { report, accounts } = await asked(beside)
    expect(report.verdict.answer).toBe('no-evidence')
    expect(accounts.size).toBe(0)
  })
})

const LOG_INS = 'sso/log-ins.ndjson'
const PERSON = { ip: '203.0.113.4', agent: 'Mozilla/5.0 (program 3)' }

/** The gateway names accounts and no credentials; log-ins of patients, of the service at its own place, and of `persons` are in a log of their own. */
const askedByAccount = (beside: readonly Line[], persons: readonly Line[] = []): Promise<Answer> => {
  const requests = [...ordinary(), ...beside].sort((a, b) => a.at - b.at)
  const first = requests.find(({ who }) => who === 'lab-04')
  const logIns = [...requests.filter((line) => line.path === '/me' || line === first), ...persons].sort(
    (a, b) => a.at - b.at,
  )
  return investigateLogs({
    files: {
      'gateway.ndjson': requests
        .map(
          ({ at, ip, agent, who, path }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, user_agent: agent, method: 'GET', path, status: 200, bytes: 900, account_id: who })}\n`,
        )
        .join(''),
      [LOG_INS]: logIns
        .map(
          ({ at, ip, agent, who }) =>
            `${JSON.stringify({ time: new Date(at - 900).toISOString(), event: 'login', ip, user_agent: agent, account_id: who })}\n`,
        )
        .join(''),
    },
  })
}

describe('the account of a service, where no log names its key', () => {
  it('in another hand, which never logs in', async () => {
    const taken = withItsKey({}, TAKEN, 0.2)
    const { report, accounts } = await askedByAccount(taken)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
    expect(new Set(accounts.keys())).toEqual(new Set(TAKEN.map(patientOf)))
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(taken[0]?.at)
  })

  it('but not of somebody of the partner, who logs in', async () => {
    const read = withItsKey(PERSON, TAKEN.slice(0, 30), 5)
    const { report } = await askedByAccount(read, read.slice(0, 1))
    expect(report.verdict.answer).toBe('no-evidence')
  })
})
