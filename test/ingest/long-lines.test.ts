import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LineCutter, LONGEST_LINE } from '../../src/stages/ingest/cut-long-lines.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLines, makeScratch } from '../intake/scratch.ts'

describe('lines too long for the memory', () => {
  it('are cut, whatever the chunks', async () => {
    const long = Buffer.alloc(LONGEST_LINE + 5, 0x78)
    const text = Buffer.concat([Buffer.from('a\n\nb'), Buffer.from('\n'), long, Buffer.from('\nlast')])
    for (const size of [1 << 16, 1 << 20, 1 << 26]) {
      const cutter = new LineCutter()
      const chunks = (async function* () {
        for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size)
      })()
      const parts: Uint8Array[] = []
      for await (const part of cutter.cutting(chunks)) parts.push(part)
      const cut = Buffer.concat(parts).toString('latin1').split('\n')
      expect(cut.map(({ length }) => length)).toEqual([1, 0, 1, LONGEST_LINE, 4])
      expect([cutter.cut, cutter.longest]).toEqual([1, LONGEST_LINE + 5])
    }
  })

  it('do not end the run: the other lines of the file are loaded, and the loss is a problem', async () => {
    const scratch = makeScratch()
    const opened = await scratch.open()
    await opened.engine.close()
    const engine = await openEmbedded(path.join(scratch.caseDir, 'lake'), { memory: 600_000_000 })
    const theCase = { ...opened, engine }
    scratch.write(
      'long.log',
      Buffer.concat([
        Buffer.from(logLines(500)),
        Buffer.alloc(200_000_000, 0x7a),
        Buffer.from(`\n${logLines(500, 500)}`),
      ]),
    )
    scratch.write('short.log', logLines(10, 5000))
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(codes(problems)).toEqual(['ingest/long-lines'])
    expect(problems[0]?.values).toMatchObject({ lines: 1, longest: 200_000_000 })
    expect(balances(ledger)).toEqual(['10 = 10 + 0 + 0', '1001 = 1000 + 1 + 0'])
    await engine.close()
  })
})
