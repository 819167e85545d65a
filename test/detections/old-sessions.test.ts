import { expect, it } from 'vitest'
import { oldSessions } from '../../src/detections/lineage/old-sessions.ts'
import { LINEAGE_TESTS } from '../../src/detections/lineage/tests.ts'
import type { Scene } from '../../src/detections/scene.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { testEngine } from '../sources/test-engine.ts'

const { engine } = testEngine()

const STAND_INS = 200
/** The pattern number of sessions that asked for personal data and for other things. */
const MIXED = LINEAGE_TESTS.reduceRight(
  (rest, { name, outcomes }) => (name === 'use' ? 1 : 0) + outcomes.length * rest,
  0,
)

/**
 * Two hundred stand-ins that in all asked much, of every kind; after the middle so many requests, so many of them of personal data, so
 * many of these in vain. How many old sessions have each outcome of `use`.
 */
const usesOf = async (uses: number, personal: number, got: number): Promise<readonly number[] | undefined> => {
  const derived = derivedIn('derived')
  const t = derived.table
  const scene = { engine: engine(), derived } as unknown as Scene
  await engine().run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
  const rows = sql`FROM numbers(${STAND_INS})`
  await engine().run(
    sql`CREATE OR REPLACE TABLE ${t('lineage')} ENGINE = MergeTree ORDER BY tuple() AS SELECT ${MIXED} AS pattern, true AS proven, true AS outlives ${rows}`,
  )
  await engine().run(
    sql`CREATE OR REPLACE TABLE ${t('lineage_base')} ENGINE = MergeTree ORDER BY tuple() AS
      SELECT toString(number) AS who, true AS proven, true AS outlives, false AS log_in_by_chance, 86400. AS window,
        toDateTime64('2026-09-08 00:00:00', 6, 'UTC') AS cut, cut + 600 AS after_cut, (toUInt64(${uses}), toUInt64(${personal}), toUInt64(${got})) AS late ${rows}`,
  )
  return (await oldSessions(scene)).get('use')
}

it('of a stand-in, only what it asked after the middle shows what an old session asks', async () => {
  expect(await usesOf(2, 2, 2)).toEqual([0, 0, STAND_INS, 0])
  expect(await usesOf(9, 9, 9)).toEqual([0, 0, 0, STAND_INS])
})

it('a stand-in that asks other things after the middle, too, shows that an old session does', async () => {
  expect(await usesOf(3, 2, 2)).toEqual([0, STAND_INS, 0, 0])
})

it('a stand-in that got nothing after the middle shows an old session without personal data', async () => {
  expect(await usesOf(2, 2, 0)).toEqual([STAND_INS, 0, 0, 0])
})
