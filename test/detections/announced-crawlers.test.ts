import { expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 1, 16)
const HOUR = 3_600_000
const DAYS = 6
const MEMBERS = 500

const ordinary = (): AccessLine[] => {
  const dice = new Dice(8)
  const lines: AccessLine[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.6)) continue
      const at = START + Math.round((24 * day + 6 + 16 * dice.next()) * HOUR)
      const own = { ip: `10.${n % 5}.${n % 250}.9`, who: `m${7000 + n}`, agent: `Mozilla/5.0 (program ${n % 19})` }
      const paths = ['/', `/articles/${dice.below(60)}`, `/people/${own.who}`]
      paths.forEach((path, i) => lines.push({ ...own, at: at + 9000 * i, path }))
    }
  return lines
}

const CRAWLER = 'Mozilla/5.0 (compatible; ExampleBot/1.2; +https://bot.example/about)'

/** Two hundred people one after another, without a credential, from one address; the rules of the house are asked for from `rules`. */
const walk = (agent: string, rules: string | null): AccessLine[] => {
  const asked = { at: START + 50 * HOUR, ip: rules ?? '', path: '/robots.txt', who: '-', agent }
  const pages = Array.from({ length: 200 }, (_, i) => ({
    at: START + 50 * HOUR + (i + 1) * 20_000,
    ip: '203.0.113.9',
    path: `/people/m${7000 + 2 * i}`,
    who: '-',
    agent,
  }))
  return rules === null ? pages : [asked, ...pages]
}

const investigated = async (lines: readonly AccessLine[]): Promise<Report> => (await investigateAccess(lines)).report

it('a crawler that announces itself is told as doubtful, and accuses nobody', async () => {
  const { verdict, detections } = await investigated([...ordinary(), ...walk(CRAWLER, '203.0.113.77')])
  expect(verdict.answer).toBe('no-evidence')
  const { reasons } = detections.find(({ id }) => id === 'missing-authentication') ?? { reasons: [] }
  expect(reasons.map(({ code }) => code)).toContain('detection/doubtful')
})

it.each([
  ['who calls himself one, and never asks for the rules', CRAWLER, null],
  ['nor does it help that another asked for them elsewhere', CRAWLER, '198.51.100.4'],
  ['who asks for them, and names no page that explains him', 'python-requests/2.32.3', '203.0.113.9'],
])('%s', async (_, agent, rules) => {
  const { entryVectors } = await investigated([...ordinary(), ...walk(agent, rules)])
  expect(entryVectors.map(({ id }) => id)).toEqual(['missing-authentication'])
})
