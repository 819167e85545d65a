import { describe, expect, it } from 'vitest'
import { groupActors } from '../../src/stages/conclude/group-actors.ts'
import { judgeComponents } from '../../src/stages/conclude/judge-components.ts'
import { type Suspect, withSuspects } from './suspects.ts'

const MEMBERS = Array.from({ length: 400 }, (_, i) => `m${1000 + i}`)

/** Sessions forged from one address, one account each, in its own hours. */
const forged = (ip: string, accounts: readonly string[], more: Partial<Suspect> = {}): readonly Suspect[] =>
  accounts.flatMap((account, i): readonly Suspect[] => {
    const hour = Number(ip.split('.')[3])
    const one = { detection: 'never-issued', ip, agent: `Agent of ${ip}`, session: 1000 * hour + i + 1, account, hour }
    return ['/contact', ...(i % 3 === 0 ? ['/orders'] : [])].map((route) => ({ ...one, route, ...more }))
  })

const actorsOf = async (suspects: readonly Suspect[]): Promise<readonly string[]> => {
  let actors: readonly string[] = []
  await withSuspects(suspects, MEMBERS, async (scene) => {
    await groupActors(scene)
    actors = (await judgeComponents(scene)).actors.map(({ id }) => id)
  })
  return actors
}

/** Every `step`-th member from the `first` on: where steps share no factor, two such lists meet as by chance. */
const every = (step: number, first: number): readonly string[] => MEMBERS.filter((_, i) => i % step === first)

describe('how many actors there are', () => {
  it('is one for a thief whose addresses each use another program at other hours', async () => {
    const actors = await actorsOf([
      ...forged('192.0.2.1', every(8, 0)),
      ...forged('192.0.2.9', every(8, 1)),
      ...forged('198.51.100.20', every(8, 2)),
    ])
    expect(new Set(actors)).toEqual(new Set(['A1']))
    expect(actors).toHaveLength(3)
  })

  it('is two for thieves who do the same and meet as by chance', async () => {
    expect(await actorsOf([...forged('192.0.2.1', every(4, 0)), ...forged('192.0.2.9', every(5, 0))])).toEqual([
      'A1',
      'A2',
    ])
  })

  it('is two for thieves who ask for other things', async () => {
    const other = forged('192.0.2.9', every(8, 1), { route: '/addresses' })
    expect(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...other])).toEqual(['A1', 'A2'])
  })

  it('leaves out a load test, whose accounts nobody else uses, though it does the same', async () => {
    const tests = Array.from({ length: 60 }, (_, i) => `test${i}`)
    expect(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...forged('192.0.2.9', tests)])).toEqual(['A1'])
  })
})
