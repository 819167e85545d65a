import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/domain/report-model.ts'
import { groupActors } from '../../src/stages/conclude/group-actors.ts'
import { judgeComponents } from '../../src/stages/conclude/judge-components.ts'
import { type Member, type Suspect, withSuspects } from './suspects.ts'

const CLERKS = ['agent1', 'agent2', 'agent3', 'agent4', 'agent5', 'agent6']

/** A session of each from one network, without a record. */
const sessions = (accounts: readonly string[], network: string, more: Partial<Suspect> = {}): readonly Suspect[] =>
  accounts.map((account, i) => ({
    detection: 'no-log-in-seen',
    ip: `${network}.${1 + (i % 2)}`,
    agent: `Browser at ${network}`,
    session: 100 * Number(network.split('.')[2]) + i,
    account,
    route: '/tickets',
    hour: 24 * i,
    ...more,
  }))

const judged = async (
  suspects: readonly Suspect[],
  members: readonly Member[] = [],
): Promise<{ readonly actors: number; readonly cleared: readonly Message[] }> => {
  const answer = { actors: 0, cleared: [] as readonly Message[] }
  await withSuspects(suspects, members, async (scene) => {
    await groupActors(scene)
    const { actors, cleared } = await judgeComponents(scene)
    answer.actors = actors.length
    answer.cleared = cleared.map(({ what }) => what)
  })
  return answer
}

describe('a desk whose log-ins no log shows', () => {
  const desk = sessions(CLERKS, '203.0.113', { atWork: true })

  it('is cleared, and named', async () => {
    const { actors, cleared } = await judged(desk)
    expect(actors).toBe(0)
    expect(cleared).toEqual([{ code: 'cleared/desk', values: { address: '203.0.113.1', n: 6 } }])
  })

  it('is none where its accounts have no such job', async () => {
    expect((await judged(sessions(CLERKS, '203.0.113'))).actors).toBeGreaterThan(0)
  })

  it('is none where one of its accounts has a session with a record', async () => {
    expect((await judged(desk, [{ account: 'agent4', ip: '203.0.113.1' }])).actors).toBeGreaterThan(0)
  })

  it('does not cover for who uses its accounts from elsewhere', async () => {
    const three = CLERKS.slice(0, 3)
    const forged = sessions(three, '198.51.100', { atWork: true, route: '/customers', hour: 500 })
    const more = [
      ...desk,
      ...sessions(CLERKS, '203.0.113', { atWork: true }).map((s) => ({
        ...s,
        session: s.session + 50,
        hour: s.hour + 200,
      })),
    ]
    const { actors, cleared } = await judged([...more, ...forged])
    expect(actors).toBeGreaterThan(0)
    expect(cleared.map(({ code }) => code)).toEqual(['cleared/desk'])
  })
})
