import { utimesSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { codes, makeScratch } from '../intake/scratch.ts'

const refused = (head: (second: string) => string): string =>
  Array.from({ length: 30 }, (_, n) => `${head(String(n + 10))} db sshd[7]: Failed password for ${n % 2 ? 'kim' : 'lee'} from 192.0.2.${n} port 4711 ssh2\n`).join('') // biome-ignore format: one list

it('says of times without a year that the day the file was written tells it, and nothing of others', async () => {
  const scratch = makeScratch()
  const theCase = await scratch.open()
  scratch.write(
    'auth.log',
    refused((second) => `Nov  3 10:15:${second}`),
  )
  scratch.write(
    'whole.log',
    refused((second) => `2025-11-03T10:15:${second}+09:00`),
  )
  const written = new Date('2025-11-07T12:00:00Z')
  utimesSync(path.join(scratch.logs, 'auth.log'), written, written)
  await acquire(theCase, [scratch.logs])
  const { problems } = await ingest(theCase)
  expect(codes(problems)).toEqual(['ingest/year-assumed', 'ingest/zone-deduced'])
  expect(problems.find(({ code }) => code === 'ingest/year-assumed')?.values).toMatchObject({ written: '2025-11-07' })
})
