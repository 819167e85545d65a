import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { logLine, makeScratch } from '../intake/scratch.ts'

const FILES = 300
const LINES = 60
const LOG_IN = '{"time":"2026-03-02T00:00:07Z","event":"login","user":"u-1","ip":"192.0.2.9","session_id":"s-1"}\n'

describe('many small files', () => {
  it('give each line with its file and number, and another format far inside one of the last is found', async () => {
    const scratch = makeScratch()
    for (let i = 0; i < FILES; i++) {
      const lines = Array.from({ length: LINES }, (_, n) => logLine(i * LINES + n))
      if (i === FILES - 2) lines[41] = LOG_IN
      scratch.write(`web/access.log.${1000 + i}`, lines.join(''))
    }
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(plans.map(({ kind }) => kind)).toEqual(['web-access', 'mixed'])
    expect(ledger.length).toBe(FILES)
    expect(ledger.filter(({ parsed }) => parsed !== BigInt(LINES))).toEqual([])
    const places = await theCase.engine.rows<{ n: string; wrong: string }>({
      text: `SELECT toString(count()) AS n, toString(countIf(line != 1 + toUInt64OrZero(extract(path, '[0-9]+$')) % ${LINES} OR file != 1 + intDiv(toUInt64OrZero(extract(path, '[0-9]+$')), ${LINES}))) AS wrong
        FROM evidence.event WHERE kind = 'http'`,
      params: {},
    })
    expect(places).toEqual([{ n: String(FILES * LINES - 1), wrong: '0' }])
  })
})
