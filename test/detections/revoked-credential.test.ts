import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const REVOKED = START + 6 * DAY
const KEY = 'k-partner-7-f00d'

interface Line {
  readonly at: number
  readonly who: string
  readonly credential: string
  readonly of: string
  readonly status?: number
}

const member = (n: number): string => `m${40_000 + n * 3}`

/** Members who read their own data, and a partner who reads many with a key, until it is revoked. */
const ordinary = (): Line[] => {
  const dice = new Dice(3)
  const lines: Line[] = []
  for (let n = 0; n < 120; n++)
    for (let day = 0; day < 10; day += 1 + dice.below(3))
      lines.push({
        at: START + day * DAY + dice.below(80_000) * 1000,
        who: member(n),
        credential: `s-${n}-aaaa`,
        of: member(n),
      })
  for (let i = 0; i < 300; i++)
    lines.push({ at: START + i * 0.019 * DAY, who: 'partner-7', credential: KEY, of: member(dice.below(120)) })
  return lines
}

const late = (from: number, n: number, more: Partial<Line> = {}): Line[] =>
  Array.from({ length: n }, (_, i) => ({
    at: from + i * 600_000,
    who: 'partner-7',
    credential: KEY,
    of: member(i),
    ...more,
  }))

const investigated = async (lines: readonly Line[], records: readonly string[] = []) => {
  const revocation = JSON.stringify({
    time: new Date(REVOKED).toISOString(),
    event: 'key_revoked',
    user_id: 'partner-7',
    session_id: KEY,
    client_ip: '192.0.2.9',
  })
  const issued = lines.map(({ credential, who }) =>
    JSON.stringify({
      time: new Date(START - HOUR).toISOString(),
      event: 'session_issued',
      user_id: who,
      session_id: credential,
      client_ip: '192.0.2.9',
    }),
  )
  const { report } = await investigateLogs({
    files: {
      'api.jsonl': lines
        .toSorted((a, b) => a.at - b.at)
        .map(
          ({ at, who, credential, of, status = 200 }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip: who === 'partner-7' ? '203.0.113.5' : `10.1.${who.slice(-2)}.${who.slice(-3, -1)}`, method: 'GET', path: `/users/${of}/profile`, status, bytes: 700, user_agent: 'okhttp/4.9', user_id: who, session_id: credential })}\n`,
        )
        .join(''),
      'auth.jsonl': `${[...new Set(issued), revocation, ...records].join('\n')}\n`,
    },
  })
  return report.actors.map(({ vector, level, principals, first }) => ({ vector, level, n: principals.value, first }))
}

describe('a key that was revoked by name', () => {
  const refused = late(REVOKED + 600_000, 3, { status: 401 })

  it('and is answered again after it had been refused has read on from there', async () => {
    const from = REVOKED + 2 * DAY
    expect(await investigated([...ordinary(), ...refused, ...late(from, 30)])).toEqual([
      { vector: 'ended-token', level: 'likely', n: 1n, first: new Date(from).toISOString().replace('Z', '000Z') },
    ])
  })

  it('has read nothing where it was only refused', async () => {
    expect(await investigated([...ordinary(), ...refused])).toEqual([])
  })

  it('may have been given back: a record of issue says so', async () => {
    const again = JSON.stringify({
      time: new Date(REVOKED + DAY).toISOString(),
      event: 'session_issued',
      user_id: 'partner-7',
      session_id: KEY,
      client_ip: '192.0.2.9',
    })
    expect(await investigated([...ordinary(), ...refused, ...late(REVOKED + 2 * DAY, 30)], [again])).toEqual([])
  })

  it('may be a log-out of the same cookie: it follows a request', async () => {
    const last = late(REVOKED - 60_000, 1)
    expect(await investigated([...ordinary(), ...last, ...refused, ...late(REVOKED + 2 * DAY, 30)])).toEqual([])
  })

  it('accuses nobody where the service shows nowhere that it ends what is revoked', async () => {
    expect(await investigated([...ordinary(), ...late(REVOKED + 2 * DAY, 30)])).toEqual([])
  })
})
