import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Scene } from '../../src/detections/scene.ts'
import type { Level, SinceWhen } from '../../src/domain/report-model.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { bind, sql } from '../../src/engine/sql.ts'
import { Certifier } from '../../src/stages/certifier.ts'
import { sinceWhen } from '../../src/stages/reconstruct.ts'

type Event = readonly [level: Level, hour: number]

/** 'Since when' of an actor's events, and of some that stand apart from any actor; hours of one day, the logs begin at 0. */
const since = async (actor: readonly Event[], apart: readonly number[] = []): Promise<SinceWhen | null> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-since-'))
  const engine = await openEmbedded(dir)
  const derived = derivedIn('derived')
  const t = derived.table
  const day = sql`toDateTime64('2026-03-01 00:00:00', 6, 'UTC')`
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
  const levels = bind(
    'Array(String)',
    actor.map(([level]) => level),
  )
  const hours = bind(
    'Array(UInt32)',
    actor.map(([, hour]) => hour),
  )
  try {
    await engine.run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
    await engine.run(
      sql`CREATE OR REPLACE TABLE ${t('span')} ENGINE = MergeTree ORDER BY tuple() AS SELECT ${day} AS first`,
    )
    await engine.run(sql`
      CREATE OR REPLACE TABLE ${t('actor_event')} ENGINE = MergeTree ORDER BY tuple() AS
      SELECT r.1 AS level, ${day} + INTERVAL r.2 HOUR AS at, toUInt32(1) AS file, toUInt64(r.2) AS line FROM (SELECT arrayJoin(arrayZip(${levels}, ${hours})) AS r)`)
    await engine.run(sql`
      CREATE OR REPLACE TABLE ${t('apart_event')} ENGINE = MergeTree ORDER BY tuple() AS
      SELECT ${day} + INTERVAL h HOUR AS at, toUInt32(1) AS file, toUInt64(h) AS line FROM (SELECT arrayJoin(${bind('Array(UInt32)', apart)}) AS h)`)
    return await sinceWhen(scene, new Certifier(scene, 'digest', 'version'), new Map([[1, 'a.log']]))
  } finally {
    await engine.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const at = (hour: number): { readonly time: string; readonly line: bigint; readonly file: string } => ({
  time: `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000000Z`,
  line: BigInt(hour),
  file: 'a.log',
})

it('is an interval: first confirmed, first likely or surer, and what the logs could have shown', async () => {
  expect(
    await since([
      ['likely', 3],
      ['confirmed', 5],
      ['confirmed', 4],
      ['possible', 6],
    ]),
  ).toMatchObject({
    firstConfirmed: at(4),
    firstLikely: at(3),
    firstPossible: null,
    earliestVisible: at(0).time,
    last: at(6).time,
    dwellSeconds: 10_800n,
  })
})

it('has a first possible event only where that is earlier than all that are surer, of an actor or apart', async () => {
  expect(
    (
      await since([
        ['possible', 2],
        ['confirmed', 4],
      ])
    )?.firstPossible,
  ).toMatchObject(at(2))
  expect((await since([['confirmed', 4]], [1, 9]))?.firstPossible).toMatchObject(at(1))
  expect((await since([['confirmed', 4]], [9]))?.firstPossible).toBeNull()
  expect(
    (
      await since([
        ['likely', 4],
        ['confirmed', 5],
      ])
    )?.firstPossible,
  ).toBeNull()
})

it('is nothing where no actor did anything', async () => {
  expect(await since([], [1])).toBeNull()
})
