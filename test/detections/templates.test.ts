import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { sceneOf } from '../../src/stages/compose-report.ts'
import { learnTemplates } from '../../src/stages/detect/learn-templates.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

const parcelOf = (n: number): string => (36 ** 6 / 2 + 7_654_321 * n).toString(36).slice(0, 6)
const WORDS = ['labels', 'search', 'pickup', 'prices']

it('ids of one generator are one template though some have no digit and all are asked for often, and words beside them stay', async () => {
  const scratch = makeScratch()
  const parcels = Array.from({ length: 240 }, (_, n) => parcelOf(n))
  expect(parcels.filter((id) => !/\d/.test(id)).length).toBeGreaterThan(5)
  const paths = [
    ...parcels.flatMap((id) => Array<string>(9).fill(id)),
    ...WORDS.flatMap((word) => Array<string>(150).fill(word)),
  ]
  scratch.write(
    'api.jsonl',
    paths
      .map(
        (name, i) =>
          `${JSON.stringify({ time: new Date(Date.UTC(2026, 1, 1) + i * 1000).toISOString(), client_ip: '192.0.2.1', method: 'GET', path: `/parcels/${name}`, status: 200, bytes: i })}\n`,
      )
      .join(''),
  )
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  const scene = sceneOf(theCase, {})
  await scene.engine.run(sql`CREATE DATABASE IF NOT EXISTS ${scene.derived.database}`)
  await learnTemplates(scene)
  const rows = await scene.engine.rows<{ template: string }>(sql`
    SELECT DISTINCT if(a.template = '', e.route, a.template) AS template
    FROM (SELECT DISTINCT toString(route) AS route FROM evidence.event) AS e LEFT JOIN ${scene.derived.table('route_alias')} AS a ON a.route = e.route
    ORDER BY template`)
  expect(rows.map(({ template }) => template)).toEqual(
    ['/parcels/{id}', ...WORDS.toSorted().map((word) => `/parcels/${word}`)].toSorted(),
  )
})
