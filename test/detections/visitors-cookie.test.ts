import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 6, 6)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const PEOPLE = 500
const DAYS = 8

interface Line {
  readonly at: number
  readonly ip: string
  readonly method: string
  readonly target: string
  readonly status: number
  readonly bytes: number
  readonly sid: string
}

const numberOf = (n: number): string => String(700_000 + 13 * n)

/** Everybody gets a cookie with the first page; most never log in, and who does keeps it. No line names an account. */
const people = (): Line[] => {
  const dice = new Dice(31)
  const lines: Line[] = []
  for (let n = 0; n < PEOPLE; n++)
    for (let day = 0; day < DAYS; day++) {
      if (!dice.chance(0.5)) continue
      const sid = dice.hex(32)
      const ip = `198.18.${n % 250}.${(n * 7) % 250}`
      let at = START + day * DAY + Math.round(dice.next() * 20 * HOUR)
      const asks = (method: string, target: string, status = 200, bytes = 9000): void => {
        lines.push({ at, ip, method, target, status, bytes, sid })
        at += 20_000 + Math.round(dice.next() * 900_000)
      }
      asks('GET', '/main.do')
      asks('GET', `/goods/view.do?goodsNo=${dice.below(300)}`)
      if (!dice.chance(0.6)) continue
      if (dice.chance(0.2)) asks('POST', '/member/loginProc.do', 200, 3000)
      asks('POST', '/member/loginProc.do', 302, 0)
      asks('GET', `/mypage/memberInfo.do?memberNo=${numberOf(n)}`, 200, 3600)
      asks('GET', `/goods/view.do?goodsNo=${dice.below(300)}`)
    }
  return lines
}

/** Cookies that were answered with the data of members and never logged in. */
const forged = (): Line[] => {
  const dice = new Dice(77)
  return Array.from({ length: 150 }, (_, i) => ({
    at: START + 4 * DAY + i * 9 * 60_000,
    ip: `203.0.113.${4 + (i % 5)}`,
    method: 'GET',
    target: `/mypage/memberInfo.do?memberNo=${numberOf(3 * i)}`,
    status: 200,
    bytes: 3600,
    sid: dice.hex(32),
  }))
}

const pad = (n: number): string => String(n).padStart(2, '0')
const clf = (at: number): string => {
  const t = new Date(at)
  return `${pad(t.getUTCDate())}/Jul/2026:${pad(t.getUTCHours())}:${pad(t.getUTCMinutes())}:${pad(t.getUTCSeconds())} +0000`
}

const asked = (lines: readonly Line[]): Promise<Answer> =>
  investigateLogs({
    files: {
      'localhost_access_log.txt': [...lines]
        .sort((a, b) => a.at - b.at)
        .map(
          ({ at, ip, method, target, status, bytes, sid }) =>
            `${ip} - - [${clf(at)}] "${method} ${target} HTTP/1.1" ${status} ${bytes} ${sid}\n`,
        )
        .join(''),
    },
  })

describe('a cookie that every visitor has', () => {
  it('is a session from its log-in on, and nobody is accused', async () => {
    const { report } = await asked(people())
    expect(report.verdict.answer).toBe('no-evidence')
    expect(report.detections.find(({ id }) => id === 'no-log-in-seen')?.outcome).toBe('nothing-found')
  })

  it('that is answered with the data of members and never logged in is forged', async () => {
    const { report, accounts } = await asked([...people(), ...forged()])
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed' })
    expect(report.entryVectors[0]?.id).toBe('never-issued')
    expect(new Set(accounts.keys())).toEqual(new Set(Array.from({ length: 150 }, (_, i) => numberOf(3 * i))))
  })
})
