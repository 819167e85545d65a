import { describe, expect, it } from 'vitest'
import { groupActors } from '../../src/stages/conclude/group-actors.ts'
import { type Judged, judgeComponents } from '../../src/stages/conclude/judge-components.ts'
import { type Suspect, withSuspects } from './suspects.ts'

/** Sessions of accounts of their own, each from an address, with a program and at an hour of its own. */
const scattered = (n: number, more: Partial<Suspect> = {}): readonly Suspect[] =>
  Array.from({ length: n }, (_, i) => ({
    detection: 'never-issued',
    ip: `198.51.${i}.7`,
    agent: `Program ${i}`,
    session: i + 1,
    account: `m${1000 + i}`,
    route: `/of/${i}`,
    hour: 24 * i + ((7 * i) % 24),
    ...more,
  }))

const judged = async (suspects: readonly Suspect[]): Promise<Judged> => {
  let answer: Judged | null = null
  await withSuspects(suspects, [], async (scene) => {
    await groupActors(scene)
    answer = await judgeComponents(scene)
  })
  if (answer === null) throw new Error('not judged')
  return answer
}

const slight = [{ code: 'cleared/slight', values: { n: 2 } }]

describe('groups too slight alone', () => {
  it('are somebody together where three accounts are all but sure, who is called scattered', async () => {
    const { actors, cleared } = await judged(scattered(3))
    expect(actors.map(({ id, scattered: apart }) => [id, apart])).toEqual(Array.from({ length: 3 }, () => ['A1', true]))
    expect(cleared).toEqual([])
  })

  it('are so where many are only possible, and not where few are', async () => {
    const possible = { level: 'likely', posterior: 0.6 } as const
    expect((await judged(scattered(9, possible))).actors).toHaveLength(9)
    expect((await judged(scattered(4, possible))).actors).toEqual([])
  })

  it('are nobody with two accounts, however sure', async () => {
    const { actors, cleared } = await judged(scattered(2))
    expect(actors).toEqual([])
    expect(cleared.map(({ what }) => what)).toEqual(slight)
  })

  it('are nobody where each hit stands for itself, and no class as a whole stands behind it', async () => {
    expect((await judged(scattered(9, { detection: 'second-place' }))).actors).toEqual([])
  })

  it('are set apart where somebody came in alike', async () => {
    const thief = scattered(5).map((one) => ({
      ...one,
      ip: '203.0.113.9',
      agent: 'Forger',
      session: one.session + 100,
    }))
    const others = scattered(4).map((one, i) => ({
      ...one,
      account: `other ${i}`,
      route: `/else/${i}`,
      hour: 700 + 31 * i,
    }))
    const { actors, apart } = await judged([...thief, ...others])
    expect(actors.map(({ scattered: loose }) => loose)).toEqual([false])
    expect(apart).toHaveLength(4)
  })
})
