import { expect, it } from 'vitest'
import { UNDECIDED } from '../../src/detections/hits.ts'
import { notBeforeFellows } from '../../src/detections/object-enumeration/fellows.ts'
import type { Scene } from '../../src/detections/scene.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { testEngine } from '../sources/test-engine.ts'

const { engine } = testEngine()

interface Reader {
  readonly objects: number
  readonly posterior: number
  readonly isMember?: boolean
  readonly isCustomer?: boolean
}

/** So many that are no sure hits, who read from ten things up, one more each. */
const crowd = (n: number): readonly Reader[] =>
  Array.from({ length: n }, (_, i) => ({ objects: 10 + i, posterior: 0.6 }))

/** The most that is said of the last of these readers, all on one route. */
const mostOf = async (readers: readonly Reader[]): Promise<number | undefined> => {
  const derived = derivedIn('derived')
  const t = derived.table
  await engine().run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
  await engine().run(
    sql`CREATE OR REPLACE TABLE ${t('reach_test')} (n UInt64, objects UInt64, p Float64, main_route String, is_member UInt8, t_customer UInt8) ENGINE = MergeTree ORDER BY n`,
  )
  for (const [n, { objects, posterior, isMember = true, isCustomer = false }] of readers.entries())
    await engine().run(
      sql`INSERT INTO ${t('reach_test')} SELECT ${n}, ${objects}, ${posterior}, '/reports/{id}', ${Number(isMember)}, ${Number(isCustomer)}`,
    )
  const most = notBeforeFellows({ engine: engine(), derived } as unknown as Scene, sql`r`, sql`p`)
  const rows = await engine().rows<{ most: number }>(
    sql`SELECT ${most} AS most FROM ${t('reach_test')} AS r ORDER BY n DESC LIMIT 1`,
  )
  return rows[0] === undefined ? undefined : Number(rows[0].most)
}

it('one of a crowd, who reads no more than they, is possible and no more', async () => {
  expect(await mostOf([...crowd(10), { objects: 14, posterior: 0.95 }])).toBe(UNDECIDED)
})

it('who reads more than they, has fewer fellows, is of another kind or one of many sure ones, may be any', async () => {
  expect(await mostOf([...crowd(10), { objects: 20, posterior: 0.95 }])).toBe(1)
  expect(await mostOf([...crowd(9), { objects: 12, posterior: 0.95 }])).toBe(1)
  expect(await mostOf([...crowd(10), { objects: 12, posterior: 0.95, isMember: false }])).toBe(1)
  expect(await mostOf([...crowd(10), { objects: 12, posterior: 0.95, isCustomer: true }])).toBe(1)
  const sure = Array.from({ length: 6 }, () => ({ objects: 12, posterior: 0.95 }))
  expect(await mostOf([...crowd(10), ...sure])).toBe(1)
})
