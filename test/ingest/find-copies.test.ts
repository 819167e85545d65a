import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import type { Case } from '../../src/store/case.ts'
import { balances } from '../intake/ledger.ts'
import { logLine, logLines, makeScratch } from '../intake/scratch.ts'

/** Events by source, and which file the lines of which file were linked to. */
const counted = async (theCase: Case): Promise<readonly string[]> => [
  ...(await theCase.engine
    .rows<{ text: string }>(
      sql`SELECT concat(source, ' ', toString(count())) AS text FROM evidence.event GROUP BY source ORDER BY source`,
    )
    .then((rows) => rows.map(({ text }) => text))),
  ...(await theCase.engine
    .rows<{ text: string }>(
      sql`SELECT concat(toString(file), ' of ', toString(twin_file), ' ', toString(count())) AS text FROM evidence.duplicate GROUP BY file, twin_file ORDER BY file, twin_file`,
    )
    .then((rows) => rows.map(({ text }) => text))),
]

it('a file whose lines are all another source’s is its copy: packed, in parts, as an extract', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  const whole = logLines(300)
  const lines = whole.split('\n').slice(0, -1)
  scratch.write('backup/site-20251103.log.gz', gzipSync(`${lines.slice(0, 200).join('\n')}\n`))
  scratch.write('backup/site-20251104.log', `${lines.slice(200).join('\n')}\nno line of a log\n`)
  scratch.write('extract/suspicious.log', `${lines.filter((_, n) => n % 7 === 0).join('\n')}\n`)
  scratch.write('web/access.log', whole)
  await acquire(theCase, [scratch.logs])
  const { ledger } = await ingest(theCase)
  expect(balances(ledger)).toEqual(['200 = 0 + 0 + 200', '101 = 0 + 1 + 100', '43 = 0 + 0 + 43', '300 = 300 + 0 + 0'])
  expect(await counted(theCase)).toEqual(['web/access 300', '1 of 4 200', '2 of 4 100', '3 of 4 43'])
})

it('two servers stay two, though they share lines, and so do hosts that only answer their balancer', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  const health = Array.from({ length: 40 }, (_, n) =>
    logLine(n)
      .replace(/items.\d+/, 'health')
      .replace(/curl[^"]*/, 'ELB-HealthChecker/2.0'),
  )
  scratch.write('web1/access.log', `${logLines(50)}${logLines(50, 100)}`)
  scratch.write('web2/access.log', `${logLines(50)}${logLines(50, 300)}`)
  scratch.write('idle1/status.log', health.join(''))
  scratch.write('idle2/status.log', health.slice(1).join(''))
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  expect(await counted(theCase)).toEqual(['idle1/status 40', 'idle2/status 39', 'web1/access 100', 'web2/access 100'])
})

it('of files that hold the same in another order the first counts, and its copy’s copy is linked to it', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  const lines = logLines(60).split('\n').slice(0, -1)
  scratch.write('a/one.log', `${lines.join('\n')}\n`)
  scratch.write('b/two.log', `${lines.toReversed().join('\n')}\n`)
  scratch.write('c/three.log', `${lines.slice(0, 30).join('\n')}\n`)
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  expect(await counted(theCase)).toEqual(['a/one 60', '2 of 1 60', '3 of 1 30'])
})

it('two archives of one log that overlap, of which neither holds the other, are counted once where they do', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  const lines = logLines(400).split('\n').slice(0, -1)
  const part = (from: number, to: number): string => `${lines.slice(from, to).join('\n')}\n`
  scratch.write('backup/site.log', part(200, 400))
  scratch.write('handed/site-week.log', part(120, 290))
  scratch.write('web/access.log', part(0, 180))
  await acquire(theCase, [scratch.logs])
  const { ledger } = await ingest(theCase)
  expect(balances(ledger)).toEqual(['200 = 200 + 0 + 0', '170 = 80 + 0 + 90', '180 = 120 + 0 + 60'])
  expect(await counted(theCase)).toEqual([
    'backup/site 200',
    'handed/site-week 80',
    'web/access 120',
    '2 of 1 90',
    '3 of 2 60',
  ])
})

it('they are one log too where a few lines were on their way when it was cut, and two servers where many differ', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  const lines = logLines(600).split('\n').slice(0, -1)
  const part = (from: number, to: number, has: (n: number) => boolean): string =>
    `${lines
      .slice(from, to)
      .filter((_, n) => has(from + n))
      .join('\n')}\n`
  scratch.write(
    'a/one.log',
    part(0, 200, (n) => n !== 103),
  )
  scratch.write(
    'b/two.log',
    part(100, 300, (n) => n !== 197),
  )
  scratch.write(
    'c/three.log',
    part(300, 500, (n) => n < 410 || n % 2 === 0),
  )
  scratch.write(
    'd/four.log',
    part(400, 600, (n) => n < 410 || n % 2 === 1),
  )
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  expect(await counted(theCase)).toEqual(['a/one 199', 'b/two 101', 'c/three 155', 'd/four 105', '2 of 1 98'])
})
