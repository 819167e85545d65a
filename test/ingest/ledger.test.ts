import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { zipOf } from '../intake/archives.ts'
import { balance, balances, rejectedIn } from '../intake/ledger.ts'
import { logLine, makeScratch } from '../intake/scratch.ts'

interface GivenFile {
  readonly source: number
  readonly packed: 'plain' | 'gz' | 'gz twice' | 'zip' | 'utf-16'
  readonly crlf: boolean
  readonly final: boolean
  readonly lines: readonly { readonly kind: 'good' | 'broken' | 'blank'; readonly n: number }[]
}

/** Good lines come from a small stock, so that many repeat, within a file, across files, and across sources. */
const givenFile: fc.Arbitrary<GivenFile> = fc.record({
  source: fc.integer({ min: 0, max: 2 }),
  packed: fc.constantFrom('plain', 'gz', 'gz twice', 'zip', 'utf-16'),
  crlf: fc.boolean(),
  final: fc.boolean(),
  lines: fc.array(
    fc.record({
      kind: fc.constantFrom('good', 'good', 'good', 'good', 'broken', 'blank'),
      n: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 1, maxLength: 60 },
  ),
})

const textOf = ({ lines, crlf, final }: GivenFile): string => {
  const text = lines.map(({ kind, n }) => {
    if (kind === 'good') return logLine(n).trimEnd()
    return kind === 'blank' ? ' '.repeat(n % 4) : logLine(n).slice(0, 20 + n)
  })
  // What follows the last line feed is a line only when it is not empty.
  const end = final || text.at(-1) === '' ? '\n' : ''
  return text
    .join('\n')
    .concat(end)
    .replaceAll('\n', crlf ? '\r\n' : '\n')
}

const bytesOf = (file: GivenFile): Buffer => {
  const text = Buffer.from(textOf(file))
  if (file.packed === 'plain') return text
  if (file.packed === 'gz') return gzipSync(text)
  if (file.packed === 'gz twice') return gzipSync(gzipSync(text))
  if (file.packed === 'zip') return zipOf([{ name: 'access.log', bytes: text }])
  return Buffer.from(`\uFEFF${textOf(file)}`, 'utf16le')
}

/** The same by counting: a good line is a duplicate of the first equal one of its source, in the order of the files. */
const expectedOf = (files: readonly GivenFile[]): readonly string[] => {
  const seen = new Set<string>()
  return files.map(({ source, crlf, lines, final }) => {
    let [rejected, duplicates] = [0, 0]
    lines.forEach(({ kind, n }, i) => {
      // A last line without line feed has no carriage return either.
      const bare = !crlf || (!final && i === lines.length - 1)
      const key = `${source} ${n} ${bare}`
      if (kind !== 'good') rejected++
      else if (seen.has(key)) duplicates++
      else seen.add(key)
    })
    return `${lines.length} = ${lines.length - rejected - duplicates} + ${rejected} + ${duplicates}`
  })
}

describe('the ledger', () => {
  it('balances for every mixture of good, broken, blank and repeated lines, files, sources and packings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(givenFile, { minLength: 6, maxLength: 25 }), async (files) => {
        const scratch = makeScratch(
          'sources:\n' + [0, 1, 2].map((n) => `  - { match: '**/s${n}/**', name: s${n}, format: combined }\n`).join(''),
        )
        const theCase = await scratch.open()
        // In the order in which they are registered; made different so that no two files are the same bytes.
        const ordered = [...files].sort((a, b) => a.source - b.source)
        ordered.forEach((file, i) => {
          const own = { ...file, lines: [{ kind: 'good', n: 1000 + i } as const, ...file.lines] }
          scratch.write(`s${file.source}/${String(i).padStart(3, '0')}.log`, bytesOf(own))
        })
        await acquire(theCase, [scratch.logs])
        const { ledger, problems } = await ingest(theCase)
        const owned = ordered.map((file, i) => ({
          ...file,
          lines: [{ kind: 'good', n: 1000 + i } as const, ...file.lines],
        }))
        expect(problems).toEqual([])
        expect(balances(ledger)).toEqual(expectedOf(owned))
        const raw = (await rejectedIn(theCase)).map((row) => row.raw.trim())
        const broken = owned.flatMap(({ lines }) =>
          lines
            .filter(({ kind }) => kind !== 'good')
            .map(({ kind, n }) =>
              kind === 'blank'
                ? ''
                : logLine(n)
                    .slice(0, 20 + n)
                    .trim(),
            ),
        )
        expect(raw).toEqual(broken)
        await scratch.close()
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  it('counts equal lines of one source once, linked to the first; those of another source stand for themselves', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const [a, b] = [logLine(1), logLine(2)]
    scratch.write('web-1/access.log', a + b + a)
    scratch.write('web-1/access.log.1', b + logLine(3))
    scratch.write('web-2/access.log', b + a)
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    expect(ledger.map((entry) => `${entry.source}: ${balance(entry)}`)).toEqual([
      'web-1/access: 3 = 2 + 0 + 1',
      'web-1/access: 2 = 1 + 0 + 1',
      'web-2/access: 2 = 2 + 0 + 0',
    ])
    expect(await theCase.engine.rows(sql`SELECT * FROM evidence.duplicate ORDER BY file, line`)).toEqual([
      { file: 1, line: '3', twin_file: 1, twin_line: '1' },
      { file: 2, line: '1', twin_file: 1, twin_line: '2' },
    ])
    const before = [...theCase.store.ledger()].length
    expect((await ingest(theCase)).ledger).toEqual(ledger)
    expect([...theCase.store.ledger()]).toHaveLength(before)
  })
})
