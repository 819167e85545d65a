import { describe, expect, test } from 'vitest'
import { type Evasion, EVASIONS, SCENARIOS, type Scenario } from '../../src/simulate/scenarios.ts'
import { affectedOf, simulateInMemory, truthOf } from './memory.ts'

const SIZE = { members: 1500, days: 12 }
const ATTACKS = SCENARIOS.map(({ id }) => id).filter((id) => id !== 'clean')

const levelsOf = async (scenario: Scenario, seed: number) => {
  const measured = EVASIONS.map(async (evasion: Evasion) => {
    const run = await simulateInMemory({ scenario, seed, shape: 'numbered-mall', evasion, ...SIZE })
    const truth = truthOf(run)
    const requests = truth.actors.reduce((sum, actor) => sum + actor.requests, 0)
    return { evasion, truth, requests, affected: affectedOf(run).length, byAddress: requests / truth.addresses }
  })
  const [loud, distributed, slow] = await Promise.all(measured)
  if (loud === undefined || distributed === undefined || slow === undefined) throw new Error('a level is missing')
  return { loud, distributed, slow }
}

describe.each(ATTACKS)('%s', (scenario) => {
  test('at each level somebody loses data, and the truth says which level it was', async () => {
    const { loud, distributed, slow } = await levelsOf(scenario, 43)
    for (const level of [loud, distributed, slow]) {
      expect(level.truth.evasion).toBe(level.evasion)
      expect(level.affected, level.evasion).toBeGreaterThan(5)
    }
    /** Requests that one address sends, and requests in all. */
    expect(distributed.byAddress).toBeLessThan(loud.byAddress / 2)
    expect(slow.requests).toBeLessThan(loud.requests)
  })
})

test('two actors: each has a way in and addresses of his own', async () => {
  const pairs = new Set<string>()
  for (const seed of [1, 2, 3, 4]) {
    const { actors, entryVectors, addresses } = truthOf(
      await simulateInMemory({ scenario: 'two-actors', seed, evasion: 'loud', ...SIZE }),
    )
    expect(new Set(entryVectors).size).toBe(2)
    expect(actors.reduce((sum, actor) => sum + actor.addresses, 0)).toBe(addresses)
    for (const actor of actors) expect(actor.views).toBeGreaterThan(5)
    pairs.add(entryVectors.join())
  }
  expect(pairs.size).toBeGreaterThan(1)
})
