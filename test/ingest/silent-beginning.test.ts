import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

const NIGHT = 3000
const DAY = 6000

const timeOf = (i: number): string => new Date(Date.UTC(2025, 4, 5) + i * 5000).toISOString()
const isByDay = (i: number): boolean => i >= NIGHT && i % 4 !== 0

const table = (): string => {
  const lines = Array.from({ length: NIGHT + DAY }, (_, i) =>
    [
      timeOf(i),
      `192.0.2.${i % 200}`,
      'GET',
      `/things/${i}`,
      '200',
      isByDay(i) ? `member${i % 90}` : '-',
      isByDay(i) ? `s${(i * 7919) % 100_003}x${i % 90}` : '-',
    ].join('\t'),
  )
  return ['time\tremote_addr\tmethod\turi\tstatus\tuser_id\tsession', ...lines, ''].join('\n')
}

const objects = (): string =>
  Array.from(
    { length: NIGHT + DAY },
    (_, i) =>
      `${JSON.stringify({ time: timeOf(i), ip: `192.0.2.${i % 200}`, method: 'GET', path: `/things/${i}`, status: 200, user_id: isByDay(i) ? `member${i % 90}` : null })}\n`,
  ).join('')

it.each([
  ['a table', 'access.tsv', table()],
  ['objects', 'access.jsonl', objects()],
])('who somebody is stands far behind the first lines of a log that begins at night: %s', async (_, name, text) => {
  const scratch = makeScratch()
  scratch.write(name, text)
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  const { plans } = await ingest(theCase)
  expect(plans.map(({ fields }) => fields.principal?.from)).toEqual(['user_id'])
  const row = await theCase.engine.row<{ named: string }>(
    sql`SELECT toString(countIf(principal != '')) AS named FROM evidence.event`,
  )
  expect(Number(row.named)).toBe((DAY * 3) / 4)
})
