import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import {
  type Use,
  START,
  HOUR,
  account,
  homeOf,
  phone,
  AGENTS,
  THIEF,
  profile,
  ordinary,
  steal,
  investigated,
} from './moving-members.ts'

/** The same people, each of whom goes to a place of its own. */
const apart = (): Use[] =>
  ordinary().map((use) => (use.ip.startsWith('10.') ? use : { ...use, ip: `203.0.${use.member}.5` }))

const VICTIMS = [3, 20, 41, 77, 90, 123, 150, 201]

describe('second-place', () => {
  it('finds whose sessions somebody used from one address, and what he read', async () => {
    const uses = ordinary()
    const taken = steal(uses, VICTIMS, () => '192.0.2.7', THIEF)
    const { report, accounts, outcome } = await investigated(uses)
    expect(outcome?.outcome).toBe('found')
    expect(report.actors.map(({ vector }) => vector)).toEqual(['stolen-session'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual(['192.0.2.7'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it('finds them behind an address each', async () => {
    const uses = ordinary()
    const taken = steal(uses, VICTIMS, (i) => `192.0.${20 + i}.7`, THIEF)
    const { report, accounts } = await investigated(uses)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['stolen-session'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it('takes for his whoever is at his address with exactly his program, be it the victim’s own too', async () => {
    const windows = (AGENTS[1] ?? phone)(99)
    const uses = ordinary()
    const strangers = [3, 21, 30, 42, 90, 123, 150, 201]
    const akin = [4, 7]
    const taken = steal(uses, [...strangers, ...akin], () => '192.0.2.7', windows)
    const passing = steal(uses, [10], () => '192.0.2.7', (AGENTS[1] ?? phone)(141))
    const { accounts } = await investigated(uses)
    expect(akin.every((n) => n % 3 === 1) && strangers.every((n) => n % 3 !== 1)).toBe(true)
    expect(new Set(accounts.keys())).toEqual(taken)
    expect(passing.size).toBe(1)
  })

  it('calls possible who is at his address with a program of his own, where owners do not meet', async () => {
    const own = (AGENTS[1] ?? phone)(141)
    const uses = apart()
    const taken = steal(uses, VICTIMS, () => '192.0.2.7', THIEF)
    const alike = steal(uses, [10], () => '192.0.2.7', own)
    const { report, accounts } = await investigated(uses)
    expect(new Set(accounts.keys())).toEqual(new Set([...taken, ...alike]))
    expect([...alike].map((name) => accounts.get(name))).toEqual(['possible'])
    expect(report.actors).toHaveLength(1)
  })

  it('says nothing of them where more owners pass there than he has taken', async () => {
    const own = (AGENTS[1] ?? phone)(141)
    const uses = apart()
    const taken = steal(uses, VICTIMS, () => '192.0.2.7', THIEF)
    steal(uses, [4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34], () => '192.0.2.7', own)
    const { accounts } = await investigated(uses)
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  /** A minute after the owner. */
  const atTheHeels = (uses: Use[], members: readonly number[], ip: string): void => {
    for (const n of members) {
      const own = uses.filter(({ member }) => member === n).at(-1)
      if (own !== undefined) uses.push({ ...own, at: own.at + 60_000, ip, agent: THIEF, path: profile(n) })
    }
  }

  it('holds it for possible that he met an owner by chance of the time, at his address and with his program', async () => {
    const uses = ordinary()
    const taken = steal(uses, VICTIMS, () => '192.0.2.7', THIEF)
    atTheHeels(uses, [15], '192.0.2.7')
    const { accounts } = await investigated(uses)
    expect(new Set(accounts.keys())).toEqual(new Set([...taken, account(15)]))
    expect(accounts.get(account(15))).toBe('possible')
  })

  it('but not where most are followed at the heels, as a helper follows', async () => {
    const uses = ordinary()
    const taken = steal(uses, [3, 20, 41, 77], () => '192.0.2.9', THIEF)
    atTheHeels(uses, [60, 63, 66, 69, 72, 75, 78], '192.0.2.9')
    const { accounts } = await investigated(uses)
    expect([...accounts.keys()].filter((one) => !taken.has(one))).toEqual([])
  })

  it('finds a thief with a common program, which a third of many victims have themselves', async () => {
    const uses = ordinary()
    const many = Array.from({ length: 60 }, (_, i) => 4 * i)
    steal(uses, many, () => '192.0.2.7', (AGENTS[1] ?? phone)(141))
    const { report, accounts } = await investigated(uses)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['stolen-session'])
    const others = many.filter((n) => n % 3 !== 1).map(account)
    expect(others.filter((name) => !accounts.has(name))).toEqual([])
    expect([...accounts.keys()].filter((name) => !many.map(account).includes(name))).toEqual([])
  })

  it('keeps quiet where most have the one program that is seen there, and a few took it over from another', async () => {
    const uses = ordinary()
    const meeting = [...Array.from({ length: 30 }, (_, i) => 1 + 6 * i), 3, 21, 42]
    meeting.forEach((n, i) =>
      uses.push(
        ...ordinary()
          .filter(({ member }) => member === n)
          .slice(-1)
          .map((use) => ({ ...use, at: START + (190 + i) * HOUR, ip: '192.0.2.7', agent: (AGENTS[1] ?? phone)(141) })),
      ),
    )
    expect((await investigated(uses)).report.actors).toEqual([])
  })

  it('keeps quiet about phones on the road and browsers that update', async () => {
    const { report, outcome } = await investigated(ordinary())
    expect(outcome?.outcome).toBe('nothing-found')
    expect(report.actors).toEqual([])
  })

  it('keeps quiet about members who travel with their own program', async () => {
    const uses = ordinary()
    VICTIMS.forEach((n, i) => steal(uses, [n], () => `192.0.${20 + i}.7`, (AGENTS[n % 3] ?? phone)(141)))
    const { report, outcome } = await investigated(uses)
    expect(outcome?.outcome).toBe('nothing-found')
    expect(report.actors).toEqual([])
  })

  it('keeps quiet about a preview service that opens the pages of many from its own addresses', async () => {
    const preview = (n: number, dice: Dice) =>
      n % 4 === 0 && dice.chance(0.3)
        ? { ip: `192.0.2.${dice.below(200)}`, agent: 'LinkPreview/2.1 (+https://preview.example/)' }
        : undefined
    const browserInApp = (n: number) =>
      n % 3 === 1 ? { ip: homeOf(n), agent: 'ShopApp/7.1 okhttp/4.12.0' } : undefined
    const uses = ordinary({ also: (n, dice) => preview(n, dice) ?? browserInApp(n) })
    const { report } = await investigated(uses)
    expect(report.actors).toEqual([])
  })

  it('keeps quiet about members who go from their desk to a telephone elsewhere again and again, where no account is logged', async () => {
    const dice = new Dice(12)
    const movers = Array.from({ length: 6 }, (_, i) => 1 + i * 30)
    const moves = movers.flatMap((n) =>
      Array.from({ length: 12 }, (_, day): Use[] => {
        const session = `d-${n}-${dice.hex(20)}`
        const at = START + (day * 24 + 9) * HOUR + Math.round(dice.next() * HOUR)
        const place = (ip: string, agent: string, from: number) =>
          ['/goods/1', profile(n)].map(
            (path, i): Use => ({ at: from + 20_000 * i, ip, agent, member: n, session, path }),
          )
        return [
          ...place(homeOf(n), (AGENTS[1] ?? phone)(140), at),
          ...(day % 3 === 0 ? place(`192.0.${n}.7`, phone(140), at + 3 * HOUR) : []),
        ]
      }).flat(),
    )
    const { report } = await investigated(
      [...apart().filter(({ member }) => !movers.includes(member)), ...moves],
      ['time', 'ip', 'user_agent', 'method', 'path', 'status', 'bytes', 'session_id'],
    )
    expect(report.actors).toEqual([])
  })

  it('could not look where no session or no program is logged', async () => {
    const { outcome } = await investigated(ordinary(), [
      'time',
      'ip',
      'method',
      'path',
      'status',
      'bytes',
      'user_id',
      'session_id',
    ])
    expect(outcome).toMatchObject({ outcome: 'could-not-look' })
    expect(outcome?.reasons.map(({ code }) => code)).toEqual(['detection/no-agent-field'])
  })
})
