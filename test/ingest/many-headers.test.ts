import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

const FIELDS = 'date time cs-method cs-uri-stem c-ip sc-status'

describe('a log that names its fields far too often', () => {
  it('is read by the lists that read most of it, and what only the others read is rejected', async () => {
    const scratch = makeScratch()
    const lines = Array.from({ length: 400 }, (_, i) => [
      `#Fields: ${FIELDS} x-${i} y`,
      `2025-03-01 00:00:${String(i % 60).padStart(2, '0')} GET /a/${i} 192.0.2.1 200 - -`,
      `#Fields: ${FIELDS}`,
      `2025-03-01 00:01:${String(i % 60).padStart(2, '0')} GET /b/${i} 192.0.2.2 200`,
      `#Fields: ${FIELDS} z${' w'.repeat(i)}`,
    ]).flat()
    scratch.write('iis/u_ex250301.log', `${lines.join('\r\n')}\r\n`)
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans } = await ingest(theCase)
    expect(plans.map(({ kind, format }) => [kind, format.split('\n').length])).toEqual([['w3c-extended', 32]])
    expect(ledger.map(({ received, parsed, rejected }) => [received, parsed, rejected])).toEqual([[2000n, 800n, 1200n]])
  })
})
