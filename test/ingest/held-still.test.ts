import { appendFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLines, makeScratch } from '../intake/scratch.ts'

describe('between registration and load', () => {
  it('a file that is gone, shorter or other is not loaded, and is when it is back', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const gone = scratch.write('gone.log', logLines(10))
    const other = scratch.write('other.log', logLines(10, 100))
    const short = scratch.write('short.log', logLines(10, 200))
    scratch.write('same.log', logLines(10, 300))
    await acquire(theCase, [scratch.logs])
    renameSync(gone, `${gone}.away`)
    writeFileSync(other, logLines(10, 400))
    truncateSync(short, 100)
    const first = await ingest(theCase)
    expect(codes(first.problems)).toEqual(['acquire/vanished', 'ingest/changed', 'ingest/changed'])
    expect(balances(first.ledger)).toEqual(['10 = 10 + 0 + 0'])
    renameSync(`${gone}.away`, gone)
    writeFileSync(other, logLines(10, 100))
    writeFileSync(short, logLines(10, 200))
    const second = await ingest(theCase)
    expect(second.problems).toEqual([])
    expect(balances(second.ledger)).toHaveLength(4)
  })

  it('a file that was only touched is loaded; one that grew, as far as it was registered', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const touched = scratch.write('touched.log', logLines(10))
    const live = scratch.write('live.log', logLines(10, 100))
    await acquire(theCase, [scratch.logs])
    utimesSync(touched, 1, 1)
    appendFileSync(live, logLines(5, 110))
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual(['10 = 10 + 0 + 0', '10 = 10 + 0 + 0'])
  })

  it('lines that a grown log had already count once; a replaced one keeps what was loaded', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const grown = scratch.write('grown.log', logLines(10))
    const replaced = scratch.write('replaced.log', logLines(10, 100))
    await acquire(theCase, [scratch.logs])
    await ingest(theCase)
    appendFileSync(grown, logLines(5, 10))
    writeFileSync(replaced, logLines(3, 105) + logLines(3, 200))
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(codes(problems)).toEqual(['acquire/changed', 'acquire/grown'])
    expect(balances(ledger)).toEqual(['10 = 10 + 0 + 0', '10 = 10 + 0 + 0', '15 = 5 + 0 + 10', '6 = 3 + 0 + 3'])
    rmSync(grown)
    expect((await ingest(theCase)).ledger).toEqual(ledger)
    expect(await theCase.engine.rows(sql`SELECT count() AS n FROM evidence.event`)).toEqual([{ n: '28' }])
  })
})
