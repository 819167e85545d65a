import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Scene } from '../../src/detections/scene.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { untouchedOf } from '../../src/stages/assess-impact/untouched.ts'
import { writeViews } from '../../src/stages/assess-impact/write-views.ts'

/** An answer with 200 to a forged session: account, route, size. */
type Answer = readonly [account: string, route: string, bytes: number]

/** Accounts with their rank (see `judged`). */
const exposed = async (answers: readonly Answer[], apart: readonly Answer[] = [], members = 300) =>
  (await judged(answers, apart, members)).accounts

/**
 * Accounts whose data the answers held, with their rank, and the routes that no actor's request reached: the actor's answers, and `apart` of him some of the same way in.
 * Beside them are members, 300 if not said otherwise, whose pages have 5,000 bytes, but for one list of 280.
 */
const judged = async (
  answers: readonly Answer[],
  apart: readonly Answer[],
  members = 300,
): Promise<{
  readonly accounts: Readonly<Record<string, number>>
  readonly untouched: Readonly<Record<string, string>>
}> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-views-'))
  const engine = await openEmbedded(dir)
  const derived = derivedIn('derived')
  const t = derived.table
  const scene: Scene = {
    engine,
    derived,
    config: {},
    openApi: [],
    retired: [],
    plans: [],
    coverage: [],
    clocks: [],
    dayStart: 0,
    from: null,
    to: null,
  }
  const table = (name: string, columns: string): Promise<void> =>
    engine.run(
      sql`CREATE OR REPLACE TABLE ${t(name)} (${{ text: columns, params: {} }}) ENGINE = MergeTree ORDER BY tuple()`,
    )
  try {
    await engine.run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
    await table(
      'personal_access',
      "method String, route String, session UInt128, principal String, who String, at DateTime64(6, 'UTC'), file UInt32, line UInt64, ok Bool, bytes UInt64, object String, account String, subject String",
    )
    await table(
      'actor_event',
      'actor String, detection String, how String, level String, file UInt32, line UInt64, session UInt128, method String, route String',
    )
    await table('apart_event', 'detection String, file UInt32, line UInt64, session UInt128')
    await table('session', 'session UInt128, principal String, issuances UInt32, uses UInt32, personal_uses UInt32')
    await table('hit', 'unit String, principal String')
    await table('route', 'method String, route String, categories Array(String), marked String')
    await table('owned_route', 'method String, route String, space String')
    for (const name of ['wide_reader', 'far_reader', 'hand_reader']) await table(name, 'who String, objects UInt64')
    await engine.run(
      sql`INSERT INTO ${t('route')} VALUES ('GET', '/info', ['Name'], ''), ('GET', '/orders', ['PurchaseHistory'], '')`,
    )
    await engine.run(
      sql`INSERT INTO ${t('session')} SELECT number + 1, concat('m', toString(number)), 1, 2, 2 FROM numbers(${members})`,
    )
    await engine.run(sql`
      INSERT INTO ${t('personal_access')}
      SELECT 'GET', arrayJoin(['/info', '/orders']) AS page, number + 1, concat('m', toString(number)), concat('m', toString(number)), toDateTime64('2025-03-01 00:00:00', 6, 'UTC'),
        1, number * 2 + (page = '/info'), 1, if(number = 7 AND page = '/orders', 280, 5000 + number), '', '', 'principal' FROM numbers(${members})`)
    const all = [...answers, ...apart]
    for (const [i, [account, route, bytes]] of all.entries()) {
      const session = 10_000 + all.findIndex(([name]) => name === account)
      await engine.run(sql`INSERT INTO ${t('session')} SELECT ${session}, ${account}, 0, 2, 2`)
      await engine.run(sql`
        INSERT INTO ${t('personal_access')} SELECT 'GET', ${route}, ${session}, ${account}, ${account}, toDateTime64('2025-03-02 00:00:00', 6, 'UTC'), 2, ${i}, 1, ${bytes}, '', '', 'principal'`)
      await engine.run(
        i >= answers.length
          ? sql`INSERT INTO ${t('apart_event')} SELECT 'never-issued', 2, ${i}, ${session}`
          : sql`INSERT INTO ${t('actor_event')} SELECT 'A1', 'never-issued', 'hit', 'confirmed', 2, ${i}, ${session}, 'GET', ${route}`,
      )
    }
    await writeViews(scene)
    const rows = await engine.rows<{ account: string; rank: number }>(
      sql`SELECT account, min(rank) AS rank FROM ${t('exposure')} GROUP BY account`,
    )
    return {
      accounts: Object.fromEntries(rows.map(({ account, rank }) => [account, Number(rank)])),
      untouched: Object.fromEntries((await untouchedOf(scene)).map(({ route, coverage }) => [route, coverage.code])),
    }
  } finally {
    await engine.close()
    await rm(dir, { recursive: true, force: true })
  }
}

describe('whose data an answer held', () => {
  it('is nobody’s where all that an account was answered is smaller than ordinary, at a page too where one ordinary answer was as small', async () => {
    const invented: readonly Answer[] = [
      ['invented', '/info', 200],
      ['invented', '/orders', 310],
    ]
    const real: readonly Answer[] = [
      ['real', '/info', 5100],
      ['real', '/orders', 310],
      ['once-refused', '/info', 200],
      ['once-refused', '/orders', 5200],
    ]
    expect(await exposed([...invented, ...real])).toEqual({ 'once-refused': 1, real: 1 })
  })

  it('is somebody’s where it is a little smaller than any before, and nobody’s where as many got as little as chance gives to none', async () => {
    const crowd = Array.from({ length: 6 }, (_, i): Answer => [`invented-${i}`, '/orders', 265 + i])
    const answers: readonly Answer[] = [['by-chance', '/info', 4990], ...crowd, ['unsure', '/orders', 290]]
    expect(await exposed(answers)).toEqual({ 'by-chance': 1, unsure: 3 })
  })

  it('is nobody’s beside few ordinary answers too where a crowd got little, and unsure where more got little than chance gives', async () => {
    const real = Array.from({ length: 30 }, (_, i): Answer => [`real-${i}`, '/info', 5100 + i])
    const told = async (...small: readonly number[]) => {
      const accounts = await exposed(
        [...small.map((bytes, i): Answer => [`small-${i}`, '/info', bytes]), ...real],
        [],
        40,
      )
      return [Object.keys(accounts).length - real.length, Object.values(accounts).filter((rank) => rank === 3).length]
    }
    expect(await told(...Array.from({ length: 12 }, (_, i) => 200 + i))).toEqual([0, 0])
    expect(await told(20, 60, 180, 500, 1500)).toEqual([5, 5])
    expect(await told(200, 201)).toEqual([2, 0])
  })

  it('is possible where the same way in was taken apart from any actor', async () => {
    expect(await exposed([['taken', '/info', 5100]], [['apart', '/info', 5200]])).toEqual({ taken: 1, apart: 3 })
  })
})

describe('routes that are not touched', () => {
  it('are those that no actor reached, those that a session apart may have reached said to be', async () => {
    const actors: Answer = ['taken', '/info', 5100]
    const reached = async (...apart: readonly Answer[]) => (await judged([actors], apart)).untouched
    expect(await reached()).toEqual({ 'GET /orders': 'untouched/covered' })
    expect(await reached(['apart', '/orders', 5200], ['apart', '/info', 5200])).toEqual({
      'GET /orders': 'untouched/possible',
    })
    expect((await judged([actors, ['taken', '/orders', 5300]], [['apart', '/orders', 5200]])).untouched).toEqual({})
  })
})
