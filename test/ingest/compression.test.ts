import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import type { Case } from '../../src/store/case.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLines, makeScratch, packWith, type Scratch } from '../intake/scratch.ts'

const LINES = 8000
const ENGINE_PACKED = ['gz', 'zst', 'xz', 'lz4'] as const
/** Five hundred lines by the bzip2 program. */
const BZIP2 = path.join(import.meta.dirname, 'fixtures', 'five-hundred.bz2')

/** The same text, packed in every way. */
const packed = async (theCase: Case, scratch: Scratch, text: string): Promise<Readonly<Record<string, Buffer>>> => {
  const plain = scratch.write('../plain', text)
  const made: Record<string, Buffer> = {}
  for (const kind of ENGINE_PACKED)
    made[kind] = readFileSync(await packWith(theCase, plain, path.join(scratch.logs, '..', `packed.${kind}`)))
  return made
}

describe('compressed files', () => {
  it('are told by their bytes, and several streams after one another are one', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const one = await packed(theCase, scratch, logLines(1000))
    const two = await packed(theCase, scratch, logLines(1000, 1000))
    for (const kind of ENGINE_PACKED)
      scratch.write(`${kind}/access`, Buffer.concat([one[kind] ?? Buffer.alloc(0), two[kind] ?? Buffer.alloc(0)]))
    scratch.write('no-gzip/access.log.gz', logLines(2000))
    scratch.write('bzip2/access', Buffer.concat([readFileSync(BZIP2), readFileSync(BZIP2)]))
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual([
      '1000 = 0 + 0 + 1000',
      '2000 = 2000 + 0 + 0',
      ...Array.from({ length: 4 }, () => '2000 = 0 + 0 + 2000'),
    ])
    const sources = await theCase.engine.rows(sql`
      SELECT source, sum(line_hash) AS sum FROM evidence.log_line WHERE source != 'bzip2/access' GROUP BY source`)
    expect(new Set(sources.map((row) => (row as { sum: string }).sum)).size).toBe(1)
  })

  it.each([
    ['torn', (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length * 0.6))],
    [
      'damaged in the middle',
      (bytes: Buffer): Buffer => {
        const changed = Buffer.from(bytes)
        changed.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 64)
        return changed
      },
    ],
    [
      'followed by something else',
      (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.from('and then some text\n')]),
    ],
  ])('that are %s give what can be read, and the loss is a problem', async (what, change) => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const text = logLines(LINES)
    const made: Record<string, Buffer> = { ...(await packed(theCase, scratch, text)), bz2: readFileSync(BZIP2) }
    for (const [kind, bytes] of Object.entries(made)) scratch.write(`${kind}/access.log.${kind}`, change(bytes))
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    // The .lz4 that the engine writes has no check sum: flipped text there is only text.
    const silent = what === 'damaged in the middle' ? ['access.log.lz4'] : []
    const told = problems.filter(({ code }) => code === 'ingest/truncated' || code === 'ingest/damaged')
    expect(told.map(({ values }) => path.basename(String(values['path']))).sort()).toEqual(
      ['bz2', 'gz', 'lz4', 'xz', 'zst'].map((kind) => `access.log.${kind}`).filter((name) => !silent.includes(name)),
    )
    balances(ledger)
    const whole = new Set(text.split('\n'))
    for (const { path: file, source, parsed, duplicates } of ledger.filter(
      ({ source: name, fate }) => fate === 'read' && !name.startsWith('bz2'),
    )) {
      expect(parsed + duplicates, file).toBeGreaterThan(0n)
      const paths = await theCase.engine.rows<{ path: string; status: number; bytes: string }>(
        sql`SELECT path, status, toString(bytes) AS bytes FROM evidence.log_line WHERE reject = '' AND source = ${source} ORDER BY line`,
      )
      const known = paths.filter(
        ({ path: item, bytes }) =>
          whole.has(logLines(1, Number(item.slice('/items/'.length))).trimEnd()) && Number(bytes) >= 100,
      )
      expect(known.length / paths.length, file).toBeGreaterThan(0.95)
    }
    expect((await ingest(theCase)).ledger).toEqual(ledger)
  })

  it('gives every byte before the tear of a gzip file', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const text = logLines(20_000)
    scratch.write('access.log.gz', gzipSync(text, { level: 0 }).subarray(0, 1_000_000))
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    const bytes = ledger.find(({ fate }) => fate === 'read')?.bytes ?? 0n
    expect(Number(bytes)).toBeGreaterThan(999_500)
    expect(balances(ledger)).toEqual([
      `${text.slice(0, Number(bytes)).split('\n').length} = ${text.slice(0, Number(bytes)).split('\n').length - 1} + 1 + 0`,
    ])
    expect(codes((await ingest(theCase)).problems)).toEqual(['ingest/damaged'])
  })
})
