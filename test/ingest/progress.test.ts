import { gzipSync } from 'node:zlib'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest, type IngestProgress } from '../../src/stages/ingest.ts'
import { logLines, makeScratch } from '../intake/scratch.ts'

describe('progress', () => {
  it('moves within one large file, never back, and ends with the whole', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const text = logLines(60_000)
    scratch.write('web/access.log', `${text.repeat(4)}${'broken\n'.repeat(500)}`)
    scratch.write('web/access.log.1.gz', gzipSync(logLines(1000, 100_000)))
    await acquire(theCase, [scratch.logs])
    const told: IngestProgress[] = []
    await ingest(theCase, { progress: (event) => told.push(event), every: 10 })
    const last = told.at(-1)
    expect(last).toMatchObject({ file: '', filesDone: 2, filesTotal: 2, linesDone: 241_500, rejected: 500 })
    expect(last?.bytesDone).toBe(last?.bytesTotal)
    for (const [i, event] of told.entries()) {
      const before = told[i - 1]
      for (const number of ['filesDone', 'bytesDone', 'linesDone', 'rejected'] as const)
        expect(event[number], `${number} ${i}`).toBeGreaterThanOrEqual(before?.[number] ?? 0)
    }
    const within = told.filter(({ filesDone, file }) => filesDone === 0 && file.endsWith('access.log'))
    expect(within.length).toBeGreaterThan(2)
    if (existsSync('/proc/self/fdinfo'))
      expect(within.some(({ bytesDone }) => bytesDone > 0 && bytesDone < text.length * 4)).toBe(true)
  })
})
