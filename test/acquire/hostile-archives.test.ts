import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { BadData } from '../../src/stages/acquire/bad-data.ts'
import { bunzip2 } from '../../src/stages/acquire/bzip2/bunzip2.ts'
import { frameWalk } from '../../src/stages/acquire/frame-end.ts'
import { gunzip } from '../../src/stages/acquire/gunzip.ts'
import { readTar, TornArchive } from '../../src/stages/acquire/read-tar.ts'
import { readTornZip } from '../../src/stages/acquire/read-torn-zip.ts'
import { readZip } from '../../src/stages/acquire/read-zip.ts'
import { streamedZip, tarOf, zipOf } from '../intake/archives.ts'
import { logLines } from '../intake/scratch.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-hostile-'))
const file = path.join(dir, 'archive')
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const entries = [0, 1, 2].map((n) => ({ name: `${n}.log`, bytes: Buffer.from(logLines(40, n * 100)) }))
const BZIP2 = readFileSync(path.join(import.meta.dirname, '../ingest/fixtures/five-hundred.bz2'))

/** Bytes exchanged, a piece cut out, a piece put in twice, the end cut off. */
const mutated = (bytes: Buffer): fc.Arbitrary<Buffer> => {
  const place = fc.nat(bytes.length - 1)
  return fc.oneof(
    fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 }).map((changes) => {
      const changed = Buffer.from(bytes)
      for (const [at, value] of changes) changed[at] = value
      return changed
    }),
    fc
      .tuple(place, fc.nat(600))
      .map(([at, length]) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])),
    fc
      .tuple(place, place)
      .map(([a, b]) => Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))])),
    place.map((at) => bytes.subarray(0, at)),
  )
}

const inChunks = async function* (bytes: Buffer): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700)
}

/** Reads to the end or to a fault that is foreseen; anything else fails the test. Answers how many bytes came out. */
const drained = async (read: () => AsyncIterable<Buffer>): Promise<number> => {
  let bytes = 0
  try {
    for await (const part of read()) bytes += part.length
  } catch (error) {
    if (!(error instanceof BadData) && !(error instanceof TornArchive)) throw error
  }
  return bytes
}

const tarContent = async function* (bytes: Buffer): AsyncIterable<Buffer> {
  for await (const { content } of readTar(inChunks(bytes))) yield* content
}
const zipContent = async function* (): AsyncIterable<Buffer> {
  const zip = await readZip(file)
  try {
    for (const { closed, content } of zip.members) if (closed === '') yield* content()
  } finally {
    zip.close()
  }
}
const tornZipContent = async function* (): AsyncIterable<Buffer> {
  for await (const { content } of readTornZip(file)) yield* content
}

const FORMATS: readonly (readonly [string, Buffer, (bytes: Buffer) => AsyncIterable<Buffer>])[] = [
  ['tar', tarOf(entries), tarContent],
  ['zip', zipOf(entries), zipContent],
  ['zip without directory', streamedZip(entries), tornZipContent],
  ['gzip', gzipSync(Buffer.concat(entries.map(({ bytes }) => bytes))), () => gunzip(file)],
  ['bzip2', BZIP2, (bytes) => bunzip2(inChunks(bytes))],
]

describe('archives that somebody has tampered with', () => {
  it.each(FORMATS)('%s: give what they give and end', async (_, whole, read) => {
    const all = await drained(() => {
      writeFileSync(file, whole)
      return read(whole)
    })
    expect(all).toBeGreaterThan(1000)
    await fc.assert(
      fc.asyncProperty(mutated(whole), async (bytes) => {
        writeFileSync(file, bytes)
        expect(await drained(() => read(bytes))).toBeLessThan(50 * all)
      }),
      { numRuns: 120 },
    )
  })

  it.skipIf(!has('zstd') || !has('lz4'))(
    'frames: a walk knows every torn end, however the chunks fall (where zstd and lz4 are installed)',
    () => {
      const text = Buffer.from(logLines(3000))
      for (const tool of ['zstd', 'lz4'] as const) {
        const kind = tool === 'zstd' ? 'zst' : 'lz4'
        const whole = execFileSync(tool, ['-c', '-'], { input: text, stdio: ['pipe', 'pipe', 'ignore'] })
        const tornOf = (bytes: Buffer, size: number): boolean | undefined => {
          const walk = frameWalk(kind)
          for (let at = 0; at < bytes.length; at += size) walk?.feed(bytes.subarray(at, at + size))
          return walk?.torn()
        }
        for (const size of [1, 7, 4096, 1 << 20]) {
          expect(tornOf(whole, size)).toBe(false)
          expect(tornOf(Buffer.concat([whole, whole]), size)).toBe(false)
          for (const missing of [1, 3, 5, 100, Math.floor(whole.length / 2), whole.length - 5])
            expect(tornOf(whole.subarray(0, -missing), size), `${tool} ${missing}`).toBe(true)
        }
      }
    },
  )
})

function has(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
