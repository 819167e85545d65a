import { describe, expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 3, 6)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const DAYS = 6
const MEMBERS = 220

const memberOf = (n: number): string => `m${48_000 + 13 * n}`
/** Two things each, under a noun that no vocabulary knows. */
const thingOf = (n: number, k = 0): string => new Dice(5000 + 2 * n + k).hex(16)

/** Members who come back to their own things on several days. */
const ordinary = (): AccessLine[] => {
  const dice = new Dice(8)
  const lines: AccessLine[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (dice.chance(0.3)) continue
      const at = START + day * DAY + Math.round(dice.next() * 1200) * MINUTE
      const own = { ip: `10.${n % 5}.${n}.9`, who: memberOf(n), agent: `Mozilla/5.0 (program ${n % 23})` }
      const paths = ['/v2/me', `/v2/pledges/${thingOf(n)}`, `/v2/pledges/${thingOf(n, dice.below(2))}`, '/news']
      paths.forEach((path, i) => lines.push({ at: at + i * 9000, path, ...own }))
    }
  return lines
}

const nobody = (at: number, ip: string, path: string): AccessLine => ({ at, ip, path, who: '-', agent: 'axios/1.7.2' })

const TAKEN = Array.from({ length: 70 }, (_, i) => 3 * i)

describe('another version of a route whose things are private', () => {
  it('needs the guard of the others: who reads them there without a credential, on one evening, is found', async () => {
    const walk = TAKEN.map((n, i) => nobody(START + 3 * DAY + i * MINUTE, '203.0.113.7', `/v1/pledges/${thingOf(n)}`))
    const { report, accounts } = await investigateAccess([...ordinary(), ...walk])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    expect(new Set(accounts.keys())).toEqual(new Set(TAKEN.map(memberOf)))
  })

  it('may be a page to show to others, which many open once', async () => {
    const shared = TAKEN.flatMap((n, i) => {
      const at = START + DAY + i * 61 * MINUTE
      const ip = `198.51.100.${i + 1}`
      return [nobody(at, ip, `/show/pledges/${thingOf(n)}`), ...(i % 2 === 0 ? [nobody(at + 9000, ip, '/news')] : [])]
    })
    const { report } = await investigateAccess([...ordinary(), ...shared])
    expect(report.actors).toEqual([])
  })

  it('may be the door of a partner who began in between and goes on, whose key no log shows', async () => {
    const partner = Array.from({ length: 300 }, (_, i) =>
      nobody(START + 2.4 * DAY + i * 17 * MINUTE, '192.0.2.40', `/b2b/pledges/${thingOf((7 * i) % 60)}`),
    )
    const { report } = await investigateAccess([...ordinary(), ...partner])
    expect(report.actors).toEqual([])
  })
})

describe('a route whose things are private', () => {
  it('stays so where accounts made for it read each a few of others', async () => {
    const hands = Array.from({ length: 15 }, (_, h) =>
      Array.from({ length: 14 }, (__, i) => ({
        at: START + 3 * DAY + (h * 40 + i) * MINUTE,
        ip: '203.0.113.7',
        path: `/v2/pledges/${thingOf(14 * h + i)}`,
        who: `m9${h}117`,
        agent: 'axios/1.7.2',
      })),
    ).flat()
    const { report } = await investigateAccess([...ordinary(), ...hands])
    const looked = report.detections.find(({ id }) => id === 'object-enumeration')
    expect(looked?.reasons.map(({ code }) => code)).toContain('detection/doubtful')
  })

  it('is none where one in five readers meets many others there, as in a catalogue', async () => {
    const readers = Array.from({ length: MEMBERS / 4 }, (_, h) =>
      Array.from({ length: 14 }, (__, i) => ({
        at: START + (h % DAYS) * DAY + (h * 20 + i) * MINUTE,
        ip: `10.9.${h}.7`,
        path: `/v2/pledges/${thingOf((14 * h + i) % MEMBERS)}`,
        who: `m9${h}117`,
        agent: `Mozilla/5.0 (program ${h % 23})`,
      })),
    ).flat()
    const { report } = await investigateAccess([...ordinary(), ...readers])
    expect(report.actors).toEqual([])
  })
})
