import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { SourcePlan } from '../../src/domain/source-plan.ts'
import type { Sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { logLine, makeScratch } from '../intake/scratch.ts'

/** A last field that looks like a session in some lines, and like an account in others. */
const lines = (count: number, last: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) =>
    logLine(n)
      .trimEnd()
      .concat(` "${last(n)}"\n`),
  ).join('')
const session = (n: number): string => `${(n % 40) * 7919 + 0xabc000}`.padStart(24, 'a5f')
const account = (n: number): string => (n % 3 === 0 ? '-' : `member${n % 17}`)

describe('a run that ends between two batches of a source', () => {
  it('goes on with what was decided on the lines of all its files, not on what is left', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write('web/access.log', lines(1500, session))
    scratch.write('web/access.log.1.gz', gzipSync(lines(60, account)))
    await acquire(theCase, [scratch.logs])
    let loads = 0
    const run = async (statement: Sql): Promise<void> => {
      if (statement.text.includes('INSERT INTO evidence.log_line') && ++loads > 1) throw new Error('killed')
      await theCase.engine.run(statement)
    }
    await expect(ingest({ ...theCase, engine: { ...theCase.engine, run } })).rejects.toThrow('killed')
    const decided = theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan)
    expect(decided).toHaveLength(1)
    expect(theCase.store.get('case', 'planned')).toMatchObject({ files: [{ file: 1 }, { file: 2 }] })
    const { ledger, plans } = await ingest(theCase)
    expect(plans).toEqual(decided)
    expect(ledger.map(({ source }) => source)).toEqual(['web/access', 'web/access'])
    expect(balances(ledger)).toEqual(['1500 = 1500 + 0 + 0', '60 = 60 + 0 + 0'])
    expect(theCase.store.get('case', 'planned')).toEqual({ files: [] })
  })
})
