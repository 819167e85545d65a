import { expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { sceneOf } from '../../src/stages/compose-report.ts'
import { byOperation, learnOperations } from '../../src/stages/detect/learn-operations.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { sql } from '../../src/engine/sql.ts'
import { makeScratch } from '../intake/scratch.ts'

/** What one script answers, by its parameter `route`; another searches, in three languages. */
const TARGETS = [
  (n: number) => `/index.php?route=account/order&order_id=${n}`,
  (n: number) => `/index.php?lang=${n % 2 === 0 ? 'ko' : 'en'}&route=shop%2Fproduct&product_id=${n}`,
  () => '/index.php?route=common/home',
  (n: number) => `/search?lang=${['ko', 'en', 'de'][n % 3]}&q=bag&page=${n % 9}`,
]

it('one script that answers everything is as many routes as its parameter of operations has words; a language is none', async () => {
  const scratch = makeScratch()
  scratch.write(
    'access.log',
    Array.from(
      { length: 1200 },
      (_, n) =>
        `192.0.2.1 - - [06/Mar/2026:10:00:00 +0000] "GET ${TARGETS[n % 4]?.(n)} HTTP/1.1" 200 ${n} "-" "curl/8"\n`,
    ).join(''),
  )
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  const scene = sceneOf(theCase, {})
  const operations = await learnOperations(scene)
  expect(operations).toEqual([{ route: '/index.php', parameter: 'route' }])
  const rows = await scene.engine.rows<{ name: string }>(
    sql`SELECT DISTINCT toString(route) AS name FROM ${byOperation(sql`evidence.event`, operations)} ORDER BY name`,
  )
  expect(rows.map(({ name }) => name)).toEqual([
    '/index.php?route=account/order',
    '/index.php?route=common/home',
    '/index.php?route=shop/product',
    '/search',
  ])
})
