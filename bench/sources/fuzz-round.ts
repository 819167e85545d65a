import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from '../../src/engine/sql.ts'
import type { ByteString } from '../../src/sources/source-kind.ts'
import { isTable, wholeCells } from '../../src/stages/acquire/cell-breaks.ts'
import { HEAD_BYTES } from '../../src/stages/acquire/head-bytes.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { composeReport } from '../../src/stages/compose-report.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { writeReport } from '../../src/stages/write-report.ts'
import { openCase } from '../../src/store/open-case.ts'
import type { Example } from '../../test/sources/examples/example.ts'
import { asBytes } from '../../test/sources/examples/example.ts'
import { hostileLine } from './hostile-line.ts'

export interface Round {
  readonly seed: number
  /** Lines of each file. */
  readonly lines: number
  /** An empty folder. */
  readonly dir: string
  readonly examples: readonly Example[]
}

export interface Fuzzed {
  readonly lines: number
  readonly parsed: bigint
  readonly rejected: bigint
  readonly duplicates: bigint
  /** What does not hold. */
  readonly faults: readonly string[]
}

/** Names of files as logs have them; every third is compressed. */
const nameOf = (example: Example, i: number): string => `${i}-${example.id}/access.log${i % 3 === 2 ? '.gz' : ''}`

/**
 * A case of one file of hostile lines a source, one of all of them mixed, and one of random bytes, by the real path from
 * acquire to the report. A file of lines must give exactly the lines that were written; every file must balance.
 */
export const fuzzRound = async ({ seed, lines, dir, examples }: Round): Promise<Fuzzed> => {
  const logs = path.join(dir, 'logs')
  const written = new Map<string, number>()
  const all: ByteString[] = []
  for (const [i, example] of examples.entries()) {
    const hostile = fc.sample(hostileLine(example.lines.map(asBytes)), { numRuns: lines, seed: seed * 1_000 + i })
    const text = [asBytes(example.lines[0] ?? ''), ...hostile]
    all.push(...text.filter((_, n) => n % examples.length === i))
    await write(logs, nameOf(example, i), text, written, seed + i)
  }
  await write(logs, 'mixed/all.log', all, written, seed)
  const bytes = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 4096 }), { numRuns: 20, seed })
  for (const [i, random] of bytes.entries()) await put(path.join(logs, `bytes-${i}`, 'any'), Buffer.from(random))
  return readCase(path.join(dir, 'case'), logs, written)
}

const write = async (
  logs: string,
  name: string,
  lines: readonly ByteString[],
  written: Map<string, number>,
  seed: number,
): Promise<void> => {
  const end = seed % 2 === 0 ? '\n' : ''
  const text = Buffer.from(`${lines.join('\n')}${end}`, 'latin1')
  const file = path.join(logs, name)
  await put(file, name.endsWith('.gz') ? gzipSync(text, { level: 1 }) : text)
  const whole = isTable(text.subarray(0, HEAD_BYTES)) ? await wholeOf(text) : text
  written.set(
    file,
    whole.toString('latin1').split('\n').length - (whole.at(-1) === LINE_FEED || whole.length === 0 ? 1 : 0),
  )
}

const LINE_FEED = 10

/** As a table is taken in whose cells hold line breaks. */
const wholeOf = async (text: Buffer): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of wholeCells(Readable.from([text]))) parts.push(part)
  return Buffer.concat(parts)
}

const put = async (file: string, content: Buffer): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
}

const readCase = async (caseDir: string, logs: string, written: ReadonlyMap<string, number>): Promise<Fuzzed> => {
  const theCase = await openCase(caseDir, { create: true })
  try {
    await acquire(theCase, [logs])
    const { ledger: handed, problems } = await ingest(theCase)
    const ledger = handed.filter(({ fate }) => fate === 'read')
    const faults = problems
      .filter(({ code }) => code === 'ingest/unbalanced' || code === 'ingest/damaged')
      .map(({ code, values }) => `${code} ${String(values['path'])}`)
    for (const { path: file, received, parsed, rejected, duplicates } of ledger) {
      const expected = written.get(file)
      if (received !== parsed + rejected + duplicates) faults.push(`${file}: ${received} ≠ ${parsed} + ${rejected} + ${duplicates}`)
      // Events in XML are taken apart into lines of their own when they are registered.
      if (expected !== undefined && !file.includes('-windows-xml/') && received !== BigInt(expected)) faults.push(`${file}: ${expected} written, ${received} received`)
    } // biome-ignore format: one line a check
    const read = new Set(ledger.map(({ path: file }) => file))
    faults.push(...[...written.keys()].filter((file) => !read.has(file)).map((file) => `${file}: not read`))
    const { n } = await theCase.engine.row<{ n: string }>(sql`SELECT count() AS n FROM evidence.log_line`)
    const sum = (of: (entry: (typeof ledger)[number]) => bigint): bigint =>
      ledger.reduce((total, one) => total + of(one), 0n)
    const received = sum((one) => one.received)
    if (BigInt(n) !== received) faults.push(`${n} rows of ${received} lines`)
    await writeReport(theCase, await composeReport(theCase))
    return { lines: Number(received), parsed: sum((one) => one.parsed), rejected: sum((one) => one.rejected), duplicates: sum((one) => one.duplicates), faults } // biome-ignore format: one record
  } finally {
    await theCase.close()
  }
}
