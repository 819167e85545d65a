import { describe, expect, it } from 'vitest'
import { groupActors } from '../../src/stages/conclude/group-actors.ts'
import { judgeComponents } from '../../src/stages/conclude/judge-components.ts'
import type { CaseConfig } from '../../src/domain/case-config.ts'
import { sql } from '../../src/engine/sql.ts'
import { type Member, type Suspect, withSuspects } from './suspects.ts'

const MEMBERS = Array.from({ length: 400 }, (_, i) => `m${1000 + i}`)

/** Sessions forged from one address, one account each, in its own hours. */
const forged = (ip: string, accounts: readonly string[], more: Partial<Suspect> = {}): readonly Suspect[] =>
  accounts.flatMap((account, i): readonly Suspect[] => {
    const hour = Number(ip.split('.')[3])
    const one = { detection: 'never-issued', ip, agent: `Agent of ${ip}`, session: 1000 * hour + i + 1, account, hour }
    return ['/contact', ...(i % 3 === 0 ? ['/orders'] : [])].map((route) => ({ ...one, route, ...more }))
  })

const actorsOf = async (
  suspects: readonly Suspect[],
  neighbours: readonly Member[] = [],
): Promise<readonly string[]> => {
  let actors: readonly string[] = []
  const members = [...MEMBERS.map((account) => ({ account, ip: `home of ${account}` })), ...neighbours]
  await withSuspects(suspects, members, async (scene) => {
    await groupActors(scene)
    actors = (await judgeComponents(scene)).actors.map(({ id }) => id)
  })
  return actors
}

/** The addresses of all actors. */
const placesOf = async (suspects: readonly Suspect[]): Promise<readonly string[]> => {
  let places: readonly string[] = []
  const members = MEMBERS.map((account) => ({ account, ip: `home of ${account}` }))
  await withSuspects(suspects, members, async (scene) => {
    await groupActors(scene)
    await judgeComponents(scene)
    const t = scene.derived.table
    const rows = await scene.engine.rows<{ place: string }>(
      sql`SELECT place FROM ${t('actor_address')} WHERE component IN (SELECT component FROM ${t('actor')}) ORDER BY place`,
    )
    places = rows.map(({ place }) => place)
  })
  return places
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

  it('is one for a walk through an open route that is handed on from address to address', async () => {
    const walk = (step: (i: number) => number): readonly Suspect[] =>
      Array.from({ length: 120 }, (_, i) => ({
        detection: 'missing-authentication',
        ip: `192.0.2.${1 + (Math.floor(i / 10) % 4)}`,
        agent: `Agent ${Math.floor(i / 10) % 4}`,
        session: 0,
        account: `m${1000 + step(i)}`,
        route: '/open',
        hour: i * 2,
      }))
    expect(await actorsOf(walk((i) => i * 3))).toEqual(['A1'])
    expect(new Set(await actorsOf(walk((i) => (i * 157) % 397))).size).toBeGreaterThan(1)
  })

  it('is two for thieves who ask for other things', async () => {
    const other = forged('192.0.2.9', every(8, 1), { route: '/addresses' })
    expect(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...other])).toEqual(['A1', 'A2'])
  })

  describe('where a web shell is used from elsewhere, by another program', () => {
    const through = (detection: string, ip: string, hours: readonly number[]): readonly Suspect[] =>
      hours.map((hour) => ({
        detection,
        ip,
        agent: `Agent of ${ip}`,
        session: 0,
        account: '',
        route: `/${detection}`,
        hour,
      }))
    const shell = (hour: number, ip = '198.51.100.20'): readonly Suspect[] =>
      through('web-shell', ip, [hour, hour, hour, hour])
    const taken = through('injection', '192.0.2.1', [100, 100, 100])

    it('is one if an injection had succeeded just before', async () => {
      expect(new Set(await actorsOf([...taken, ...shell(100)]))).toEqual(new Set(['A1']))
    })

    it('is two if it had days before, or succeeds so often that some success always is just before', async () => {
      expect(new Set(await actorsOf([...taken, ...shell(160)]))).toEqual(new Set(['A1', 'A2']))
      const always = Array.from({ length: 160 }, (_, i) => 2 * i)
      expect(new Set(await actorsOf([...through('injection', '192.0.2.1', always), ...shell(101)])).size).toBe(2)
    })

    it('is the one whose shell it is by its address, whoever else had succeeded just before', async () => {
      const other = through('missing-authentication', '198.51.100.20', [20, 21, 22])
      expect(new Set(await actorsOf([...taken, ...other, ...shell(100)]))).toEqual(new Set(['A1', 'A2']))
    })
  })

  it('leaves out a load test, whose accounts nobody else uses, though it does the same', async () => {
    const tests = Array.from({ length: 60 }, (_, i) => `test${i}`)
    expect(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...forged('192.0.2.9', tests)])).toEqual(['A1'])
  })

  it('leaves out a load test in the hours of the theft and with the programs of members, and keeps who tries some accounts of his own', async () => {
    const tests = Array.from({ length: 60 }, (_, i) => `test${i}`)
    const alike = { agent: 'Browser', hour: 5 }
    const thief = forged('192.0.2.1', every(8, 0), alike)
    expect(await placesOf([...thief, ...forged('192.0.2.9', tests, alike)])).toEqual(['192.0.2.1'])
    const mixed = [...tests.slice(0, 30), ...every(8, 1).slice(0, 10)]
    expect(await placesOf([...thief, ...forged('192.0.2.9', mixed, alike)])).toEqual(['192.0.2.1', '192.0.2.9'])
  })

  it('leaves out who came from declared networks or accounts without exception, and nobody who came once from elsewhere', async () => {
    const judged = async (suspects: readonly Suspect[], config: CaseConfig): Promise<readonly string[]> => {
      let told: readonly string[] = []
      const members = MEMBERS.map((account) => ({ account, ip: `home of ${account}` }))
      await withSuspects(suspects, members, async (scene) => {
        const known = { ...scene, config }
        await groupActors(known)
        const { actors, cleared } = await judgeComponents(known)
        told = [...actors.map(({ id }) => id), ...cleared.flatMap(({ reasons }) => reasons.map(({ code }) => code))]
      })
      return told
    }
    const inside = forged('192.0.2.1', every(8, 0))
    const once = inside.slice(0, 1).map((suspect) => ({ ...suspect, ip: '198.51.100.20' }))
    const partner: CaseConfig = { networks: { partner: ['192.0.2.0/24'] } }
    expect(await judged(inside, partner)).toEqual(['cleared/declared'])
    expect(await judged(inside, { networks: { partner: ['203.0.113.0/24'] } })).toEqual(['A1'])
    expect(await judged([...inside, ...once], partner)).toEqual(['A1'])
    const staff = inside.map((suspect) => ({ ...suspect, account: 'cs01' }))
    const mixed = staff.map((suspect, i) => (i === 0 ? { ...suspect, account: 'm1000' } : suspect))
    const alone = await judged(staff, { accounts: { staff: ['cs01'] } })
    expect(alone).toEqual(['cleared/declared'])
    expect(await judged(mixed, { accounts: { staff: ['cs01'] } })).not.toContain('cleared/declared')
  })

  it('is one for a thief who walked through an open route first, by another program from the same address', async () => {
    const before = Array.from({ length: 40 }, (_, i) => ({
      detection: 'missing-authentication',
      ip: '192.0.2.1',
      agent: 'Walker',
      session: 0,
      account: `m${1000 + i}`,
      route: '/open',
      hour: 50,
    }))
    const later = forged('192.0.2.1', every(8, 0), { agent: 'Forger' })
    expect(await actorsOf([...before, ...later])).toEqual(['A1', 'A1'])
    const elsewhere = before.map((suspect) => ({ ...suspect, ip: '203.0.113.5' }))
    expect(await actorsOf([...elsewhere, ...later])).toEqual(['A1', 'A2'])
  })

  it('follows the same hand by each of its ways', async () => {
    const walker = (ip: string, first: number): readonly Suspect[] =>
      Array.from({ length: 40 }, (_, i) => ({
        detection: 'missing-authentication',
        ip,
        agent: `Walker of ${ip}`,
        session: 0,
        account: `m${first + i}`,
        route: i % 2 === 0 ? '/open' : '/also-open',
        hour: 60 + Number(ip.split('.')[3]),
      }))
    const actors = await actorsOf([
      ...walker('192.0.2.1', 1000),
      ...walker('203.0.113.5', 1100),
      ...forged('192.0.2.1', every(8, 0), { agent: 'Forger' }),
      ...forged('198.51.100.7', every(8, 1)),
    ])
    expect(new Set(actors)).toEqual(new Set(['A1']))
  })

  it('does not take who shares a crowd’s address for the same person, by one way or another', async () => {
    const thief = forged('192.0.2.1', every(8, 0), { agent: 'Forger' })
    const other = forged('192.0.2.1', every(8, 1), { agent: 'App', route: '/shop', hour: 90 })
    const walker = forged('192.0.2.1', ['m1000'], { detection: 'missing-authentication', agent: 'Walker', session: 0 })
    const crowd = Array.from({ length: 120 }, (_, i) => ({ account: `m${1000 + i}`, ip: '192.0.2.1' }))
    expect(await actorsOf([...thief, ...other, ...walker])).toHaveLength(2)
    expect(new Set(await actorsOf([...thief, ...other, ...walker], crowd)).size).toBe(3)
  })

  it('leaves two forged sessions alone, but not those of an intruder who came in otherwise before, and sets them apart beside one who came in alike', async () => {
    const two = forged('192.0.2.1', ['m1000', 'm1001'])
    const walker = forged('192.0.2.1', every(8, 2), {
      detection: 'missing-authentication',
      agent: 'Walker',
      session: 0,
    })
    expect(await actorsOf(two)).toEqual([])
    await withSuspects(two, [], async (scene) => {
      await groupActors(scene)
      const { cleared } = await judgeComponents(scene)
      expect(cleared.map(({ what }) => what)).toEqual([{ code: 'cleared/slight', values: { n: 1 } }])
    })
    expect(await actorsOf([...two, ...walker])).toEqual(['A1', 'A1'])
    const thief = forged('203.0.113.5', ['m7', 'm8', 'm9', 'm10'], { agent: 'Forger', hour: 90 })
    await withSuspects([...two, ...thief], [], async (scene) => {
      await groupActors(scene)
      const { actors, apart, cleared } = await judgeComponents(scene)
      expect([actors.length, apart.length, cleared]).toEqual([1, 1, []])
    })
  })

  it('leaves likely sessions that took nothing alone where another took personal data, but not where nobody did', async () => {
    const idle = forged('198.51.100.20', every(40, 3), { level: 'likely' })
    expect(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...idle])).toEqual(['A1'])
    expect(await actorsOf(idle)).toEqual(['A1'])
  })

  it('is one for a thief whose sessions two detections share between them', async () => {
    const retired = forged('192.0.2.9', every(8, 1), { detection: 'retired-key' })
    expect(new Set(await actorsOf([...forged('192.0.2.1', every(8, 0)), ...retired]))).toEqual(new Set(['A1']))
  })

  it('does not tie by an agent that others use too', async () => {
    const walker = forged('203.0.113.5', every(8, 2), {
      detection: 'missing-authentication',
      agent: 'Tool',
      session: 0,
    })
    const thief = forged('192.0.2.1', every(8, 0), { agent: 'Tool' })
    const members = Array.from({ length: 20 }, (_, i) => ({
      account: `m${1000 + i}`,
      ip: `192.0.2.${100 + i}`,
      agent: 'Tool',
    }))
    expect(new Set(await actorsOf([...thief, ...walker])).size).toBe(1)
    expect(new Set(await actorsOf([...thief, ...walker], members)).size).toBe(2)
  })
})
