import { expect, it } from 'vitest'
import type { Scene } from '../../src/detections/scene.ts'
import { writeTests } from '../../src/detections/staff-beyond-duty/write-tests.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { testEngine } from '../sources/test-engine.ts'

const { engine } = testEngine()

/** Others with the job read 30 things on a day. The outcome of `bulk`, day by day, of one who reads so many. */
const bulkOf = async (objects: readonly number[]): Promise<readonly number[]> => {
  const derived = derivedIn('derived')
  const t = derived.table
  const scene = { engine: engine(), derived, dayStart: 0 } as unknown as Scene
  await engine().run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
  const table = (name: string, columns: string): Promise<void> =>
    engine().run(
      sql`CREATE OR REPLACE TABLE ${t(name)} (${{ text: columns, params: {} }}) ENGINE = MergeTree ORDER BY tuple()`,
    )
  await table('duty_habit', 'who String, kind String, value String, day Date, odd UInt8')
  await table(
    'duty_sitting',
    "who String, sitting UInt128, job String, block String, program String, begin DateTime64(6, 'UTC'), end DateTime64(6, 'UTC'), day Date, objects UInt64, pace Float64, ascending Float64",
  )
  await table(
    'duty_reference',
    "sitting UInt128, pace Float64, volume Float64, unheard Float64, fastest Float64, silence Float64, silent_until DateTime64(6, 'UTC'), others_silence Float64",
  )
  await table('duty_use', 'who String, day Date, kind String, value String, teaches UInt8')
  await table('duty_read', "who String, sitting UInt128, at DateTime64(6, 'UTC'), route String, taken UInt8")
  await table('duty_own_list', 'sitting UInt128')
  await table('duty_other_hand', 'sitting UInt128, things UInt64')
  for (const [day, n] of objects.entries()) {
    const at = sql`toDateTime64(${`2026-03-${String(10 + day)} 09:00:00`}, 6, 'UTC')`
    await engine().run(
      sql`INSERT INTO ${t('duty_sitting')} SELECT 'new', ${day}, 'job', 'office', 'browser', ${at}, ${at} + 3600, toDate(${at}), ${n}, 1, 0`,
    )
    await engine().run(sql`INSERT INTO ${t('duty_reference')} SELECT ${day}, 30, 30, inf, 30, 0, ${at}, 0`)
    await engine().run(sql`INSERT INTO ${t('duty_read')} SELECT 'new', ${day}, ${at}, 'GET /x', 1`)
  }
  await writeTests(scene)
  const rows = await engine().rows<{ bulk: number }>(sql`SELECT t_bulk AS bulk FROM ${t('duty_test')} ORDER BY begin`)
  return rows.map(({ bulk }) => Number(bulk))
}

it('is no bulk on the first day of one who takes as much on all days', async () => {
  expect(await bulkOf([80, 70, 90, 75, 85])).toEqual([0, 2, 2, 2, 2])
})

it('is bulk on a first day that its own days do not come near', async () => {
  expect((await bulkOf([200, 20, 25, 20, 22]))[0]).toBe(2)
})

it('is bulk on the first day of one who is there too seldom to have a way', async () => {
  expect((await bulkOf([80, 70, 90, 75]))[0]).toBe(2)
})
