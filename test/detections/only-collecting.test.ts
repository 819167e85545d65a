import { describe, expect, it } from 'vitest'
import { account, homeOf, HOUR, investigated, MEMBERS, ordinary, profile, START, type Use } from './moving-members.ts'

/** What `members` do at one address with the programs that they have at home that day. */
const elsewhere = (uses: Use[], members: readonly number[], pages: (n: number) => readonly string[]): void => {
  for (const [i, n] of members.entries()) {
    const own = uses.findLast((use) => use.member === n && use.ip === homeOf(n) && use.at < START + 8 * 24 * HOUR)
    const at = START + (190 + i) * HOUR
    pages(n).forEach((path, page) =>
      uses.push({
        at: at + page * 5000,
        ip: '192.0.2.7',
        agent: own?.agent ?? '',
        member: n,
        session: own?.session ?? '',
        path,
      }),
    )
  }
}
const MANY_VICTIMS = Array.from({ length: 20 }, (_, i) => 5 + i * 11)
const collected = (n: number): readonly string[] => [profile(n), profile(n)]

describe('an address that only collects', () => {
  it('finds a thief who copied the program of each victim, at an address that only collects', async () => {
    const uses = ordinary()
    elsewhere(uses, MANY_VICTIMS, collected)
    const { report, accounts } = await investigated(uses)
    expect(report.actors.map(({ vector, level }) => `${vector} ${level}`)).toEqual(['stolen-session likely'])
    expect(report.actors[0]?.reasons.map(({ code }) => code)).toContain('reason/only-collected')
    expect(new Set(accounts.keys())).toEqual(new Set(MANY_VICTIMS.map(account)))
  })

  it.each<[string, (uses: Use[]) => void]>([
    ['go on with what they did', (uses) => elsewhere(uses, MANY_VICTIMS, (n) => [profile(n), '/goods/1'])],
    [
      'do no more than that on the road, wherever they are',
      (uses) => {
        uses.splice(
          0,
          uses.length,
          ...uses.filter(({ ip, path }) => !ip.startsWith('203.') || path.startsWith('/users')),
        )
        elsewhere(uses, MANY_VICTIMS, collected)
      },
    ],
    ['are few', (uses) => elsewhere(uses, MANY_VICTIMS.slice(0, 4), collected)],
    [
      'are where somebody is at home',
      (uses) => {
        elsewhere(uses, MANY_VICTIMS, collected)
        for (let i = 0; i < 3; i++)
          uses.push({
            ...(uses[0] as Use),
            member: MEMBERS - 1,
            session: `host${i}abcdefghij`,
            ip: '192.0.2.7',
            at: START + i * HOUR,
          })
      },
    ],
  ])('keeps quiet about owners at one address who %s', async (_, add) => {
    const uses = ordinary()
    add(uses)
    const { report } = await investigated(uses)
    expect(report.actors).toEqual([])
  })
})
