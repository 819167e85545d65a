import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { codes, makeScratch } from '../intake/scratch.ts'

const request = (date: string, n: number): string =>
  `${JSON.stringify({ when: `${date} 10:15:${String(n % 60).padStart(2, '0')}`, ip: `192.0.2.${n % 250}`, method: 'GET', path: `/orders/${n}`, status: 200 })}\n`
const requests = (date: string, count: number): string =>
  Array.from({ length: count }, (_, n) => request(date, n)).join('')

const DAYS = sql`SELECT DISTINCT source, toString(toDate(time)) AS day FROM evidence.event ORDER BY source, day`

it('asks the whole file which number of its dates is the day, where its first lines do not tell', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  scratch.write('late.json', `${requests('03/11/2025', 2100)}${requests('14/11/2025', 3)}`)
  scratch.write(
    'table.csv',
    `when,ip,method,path,status\n${Array.from({ length: 2100 }, (_, n) => `03/11/2025 10:15:${n % 60},192.0.2.1,GET,/x/${n},200\n`).join('')}04/11/2025 10:15:30,192.0.2.1,GET,/x,200\n`.replaceAll(
      /:(\d),/g,
      ':0$1,',
    ),
  )
  await acquire(theCase, [scratch.logs])
  const { problems } = await ingest(theCase)
  expect(codes(problems)).toEqual(['ingest/zone-assumed', 'ingest/zone-assumed'])
  expect((await theCase.engine.rows<{ day: string }>(DAYS)).map(({ day }) => day)).toEqual([
    '2025-11-03',
    '2025-11-14',
    '2025-11-03',
    '2025-11-04',
  ])
})

it('asks the other files of a source, and says of a file that nothing tells it', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  scratch.write('app-20251103.json', requests('03/11/2025', 30))
  scratch.write('app-20251104.json', requests('04/11/2025', 30))
  scratch.write('alone.json', requests('03/11/2025', 40))
  await acquire(theCase, [scratch.logs])
  const { problems, ledger } = await ingest(theCase)
  expect(codes(problems)).toEqual(['ingest/order-of-dates', 'ingest/zone-assumed'])
  expect(balances(ledger)).toEqual(['40 = 0 + 40 + 0', '30 = 30 + 0 + 0', '30 = 30 + 0 + 0'])
  expect((await theCase.engine.rows<{ day: string }>(DAYS)).map(({ day }) => day)).toEqual(['2025-11-03', '2025-11-04'])
})

it('reads it once the order is declared', async () => {
  const scratch = makeScratch()
  let theCase = await scratch.open()
  scratch.write('alone.json', requests('03/11/2025', 40))
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  await scratch.close()
  scratch.write(
    '../case/case.yaml',
    `sources:\n  - match: '**/alone.json'\n    fields:\n      time: 'when (month/day/year)'\n`,
  )
  theCase = await scratch.open()
  const { problems } = await ingest(theCase)
  expect(codes(problems)).toEqual(['ingest/zone-assumed'])
  expect((await theCase.engine.rows<{ day: string }>(DAYS)).map(({ day }) => day)).toEqual(['2025-03-11'])
})
