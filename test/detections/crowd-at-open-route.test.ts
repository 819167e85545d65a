import { describe, expect, it } from 'vitest'
import { type AccessLine, investigateAccess } from '../real/access-lines.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 3, 6)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
const DAYS = 6
const MEMBERS = 260
/** An address of a carrier, from which thirty members come, and the hands of a walk besides. */
const CARRIER = '192.0.2.77'
const THIRTY = 30

const member = (n: number): number => 48_000 + n

const ordinary = (): AccessLine[] => {
  const dice = new Dice(8)
  const lines: AccessLine[] = []
  for (let n = 0; n < MEMBERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 1200) * MINUTE
      const ip = n < THIRTY ? CARRIER : `10.${n % 5}.${n}.9`
      const own = { ip, who: String(member(n)), agent: `Mozilla/5.0 (program ${n % 23})` }
      const paths = ['/news', `/api/v2/members/${member(n)}/contact`, '/search']
      paths.forEach((path, i) => lines.push({ at: at + i * 9000, path, ...own }))
      lines.push({ at: at - 9000, path: '/news', ip, who: '-', agent: own.agent })
    }
  return lines
}

/** A walk without credentials along an older version of the route, ten members from each address. */
const walk = (addresses: number): readonly AccessLine[] =>
  Array.from({ length: addresses * 10 }, (_, i) => ({
    at: START + 3 * DAY + i * 3 * MINUTE,
    ip: `203.0.113.${1 + Math.floor(i / 10)}`,
    path: `/api/v1/members/${member(i)}/contact`,
    who: '-',
    agent: 'Mozilla/5.0 (program 3)',
  }))

const behindCarrier = Array.from({ length: 10 }, (_, i) => ({
  at: START + 3.9 * DAY + i * 3 * MINUTE,
  ip: CARRIER,
  path: `/api/v1/members/${member(200 + i)}/contact`,
  who: '-',
  agent: 'Mozilla/5.0 (program 3)',
}))

describe('what is read without a credential behind the address of a carrier', () => {
  it('is possibly his who alone reads that route, from many addresses', async () => {
    const { report, accounts } = await investigateAccess([...ordinary(), ...walk(14), ...behindCarrier])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['missing-authentication'])
    const levels = (from: number, n: number): ReadonlySet<string | undefined> =>
      new Set(Array.from({ length: n }, (_, i) => accounts.get(String(member(from + i)))))
    expect(levels(0, 140)).toEqual(new Set(['confirmed']))
    expect(levels(200, 10)).toEqual(new Set(['possible']))
    expect(accounts.size).toBe(150)
  })

  it('is nobody’s where no others are sure', async () => {
    const { report, accounts } = await investigateAccess([...ordinary(), ...behindCarrier])
    expect(report.actors).toEqual([])
    expect(accounts.size).toBe(0)
  })
})
