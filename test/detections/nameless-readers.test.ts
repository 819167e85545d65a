import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 6, 6)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const PEOPLE = 500
const DAYS = 10

interface Line {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly target: string
  readonly sid: string
}

const numberOf = (n: number): string => String(700_000 + 13 * n)
const page = (n: number): string => `/mypage/memberInfo.do?memberNo=${numberOf(n)}`

/** Members come from home or by telephone, each time with another session, and look at themselves. No line names an account. */
const members = (dice: Dice, days = DAYS): Line[] => {
  const lines: Line[] = []
  for (let n = 0; n < PEOPLE; n++)
    for (let day = 0; day < days; day++) {
      if (!dice.chance(0.4)) continue
      const ip = dice.chance(0.7) ? `198.18.${n % 250}.${(n * 7) % 250}` : `198.19.0.${dice.below(60)}`
      const visit = { ip, agent: `Mozilla/5.0 (program ${n % 90})`, sid: dice.hex(32) }
      const at = START + day * DAY + Math.round(dice.next() * 20 * HOUR)
      lines.push({ at, target: `/goods/view.do?goodsNo=${dice.below(300)}`, ...visit })
      lines.push({ at: at + 20_000, target: page(n), ...visit })
    }
  return lines
}

/** Clerks read members by the same page, a session a day, mostly from the office. */
const clerks = (dice: Dice): Line[] =>
  Array.from({ length: 4 * DAYS }, (_, i) => ({ clerk: i % 4, day: Math.floor(i / 4), sid: dice.hex(32) })).flatMap(
    ({ clerk, day, sid }) =>
      Array.from({ length: 25 + dice.below(10) }, (__, k) => ({
        at: START + day * DAY + 9 * HOUR + k * 600_000,
        ip: clerk === 3 && day === 6 ? '198.18.251.9' : '203.0.113.77',
        agent: `Mozilla/5.0 (program ${clerk})`,
        target: page(dice.below(PEOPLE)),
        sid,
      })),
  )

const logOf = (lines: readonly Line[]): string =>
  lines
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, ip, agent, target, sid }) => {
      const time = `${new Date(at).toISOString().slice(8, 10)}/Jul/2026:${new Date(at).toISOString().slice(11, 19)} +0000`
      return `${ip} - - [${time}] "GET ${target} HTTP/1.1" 200 3600 "-" "${agent}" "JSESSIONID=${sid}; lang=ko"\n`
    })
    .join('')

const STOLEN = 400
const THIEF = '203.0.113.200'

it('one session that reads the pages of hundreds is found though no line names anybody, and clerks at work or at home are not', async () => {
  const dice = new Dice(41)
  const theft = Array.from({ length: STOLEN }, (_, i) => ({
    at: START + 5 * DAY + 22 * HOUR + i * 4000,
    ip: THIEF,
    agent: 'Mozilla/5.0 (program 2)',
    target: page((i * 211) % PEOPLE),
    sid: 'f'.repeat(31) + '1',
  }))
  const { report, accounts } = await investigateLogs({
    files: { 'access.log': logOf([...members(dice), ...clerks(dice), ...theft]) },
  })
  expect(report.verdict).toMatchObject({ answer: 'found', level: 'likely' })
  expect(report.entryVectors[0]?.id).toBe('object-enumeration')
  expect(report.actors.map(({ events }) => Number(events.value))).toEqual([STOLEN])
  expect(accounts.size).toBe(STOLEN)
})

const OTHER_PAGES = ['/cart.do', '/news.do', '/help.do']

/** Eight clerks with a key each that lasts, at desks of their own, look at other pages and at some members on three days of four. */
const keyholders = (dice: Dice): Line[] =>
  Array.from({ length: 8 * 3 }, (_, i) => ({ clerk: i % 8, day: 1 + Math.floor(i / 8) })).flatMap(({ clerk, day }) =>
    Array.from({ length: 9 }, (__, k) => ({
      at: START + day * DAY + 9 * HOUR + k * 900_000 + clerk * 1000,
      ip: `203.0.113.${10 + clerk}`,
      agent: `Mozilla/5.0 (program ${clerk})`,
      target: OTHER_PAGES[k] ?? page(dice.below(PEOPLE)),
      sid: keyOf(clerk),
    })),
  )

const keyOf = (clerk: number): string => `${clerk}`.repeat(32)

/** Three hundred members in one sitting, with the key of the first clerk, from `ip`. */
const listed = (ip: string): Line[] =>
  Array.from({ length: 300 }, (_, i) => ({
    at: START + 2 * DAY + 12 * HOUR + i * 9000,
    ip,
    agent: 'Mozilla/5.0 (program 0)',
    target: page((i * 211) % PEOPLE),
    sid: keyOf(0),
  }))

const accused = async (list: readonly Line[]): Promise<number> => {
  const dice = new Dice(43)
  const { report } = await investigateLogs({
    files: { 'access.log': logOf([...members(dice, 4), ...keyholders(dice), ...list]) },
  })
  return report.actors.length
}

it('nor is a key that lasts, with which a clerk reads hundreds at the desk where it is used day by day', async () => {
  expect(await accused(listed('203.0.113.10'))).toBe(0)
})

it('but is, where it reads them elsewhere', async () => {
  expect(await accused(listed(THIEF.replace('203.0.113', '192.0.2')))).toBe(1)
})
