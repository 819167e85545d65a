import { expect, it } from 'vitest'
import type { Scene } from '../../src/detections/scene.ts'
import { openHours } from '../../src/detections/staff-beyond-duty/open-hours.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { testEngine } from '../sources/test-engine.ts'

const BROWSER = 'Mozilla/# (the office)'
const SERVICE = 'Apache-HttpClient/#'

const { engine: theEngine } = testEngine()

interface AtWork {
  readonly who: string
  readonly program: string
  readonly hours: readonly number[]
}

/** When the house is open for the first of these, who are all there on five days: its first hour, and how many. */
const openFor = async (people: readonly AtWork[]): Promise<readonly [number, number] | null> => {
  const engine = theEngine()
  const scene = { engine, derived: derivedIn('derived') } as unknown as Scene
  const use = scene.derived.table('duty_use')
  await engine.run(sql`CREATE DATABASE IF NOT EXISTS ${scene.derived.database}`)
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${use} (who String, day Date, kind String, value String, teaches UInt8) ENGINE = MergeTree ORDER BY tuple()`,
  )
  for (const { who, program, hours } of people) {
    const uses = [['program', program], ...hours.map((hour) => ['hour', String(hour)])]
    for (const [kind = '', value = ''] of uses)
      await engine.run(
        sql`INSERT INTO ${use} SELECT ${who}, toDate('2026-03-09') + number, ${kind}, ${value}, 1 FROM numbers(5)`,
      )
  }
  const rows = await engine.rows<{ who: string; opens: string; hours: string }>(
    sql`SELECT who, toString(opens) AS opens, toString(hours_open) AS hours FROM ${openHours(scene)} ORDER BY who`,
  )
  const found = rows.find(({ who }) => who === people[0]?.who)
  return found === undefined ? null : [Number(found.opens), Number(found.hours)]
}

const clerk = (who: string, program: string): AtWork => ({ who, program, hours: [8, 10, 13, 17] })
const allNight: AtWork = { who: 'partner', program: SERVICE, hours: [0, 3, 6, 9, 12, 15, 18, 21] }

it('a house is open from the first to the last hour of the others who are at work', async () => {
  expect(await openFor([clerk('a', BROWSER), clerk('b', BROWSER), clerk('c', BROWSER)])).toEqual([8, 10])
})

it('a service that is there all night opens no house for people', async () => {
  expect(await openFor([clerk('a', BROWSER), clerk('b', BROWSER), allNight])).toEqual([8, 10])
})

it('but for those who come by programs of their own, and for one beside whom nobody comes by a browser', async () => {
  expect(await openFor([clerk('a', 'Desk/#'), clerk('b', 'Desk/#'), allNight])).toEqual([21, 22])
  expect(await openFor([clerk('a', BROWSER), allNight])).toEqual([21, 22])
})

it('there is no house for who has no others', async () => {
  expect(await openFor([clerk('a', BROWSER)])).toBeNull()
})
