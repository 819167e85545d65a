import { appendFileSync, linkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { acquire, type AcquireProgress, manifestOf } from '../../src/stages/acquire.ts'
import { ManifestIndex } from '../../src/stages/acquire/manifest-index.ts'
import { receiveStream } from '../../src/stages/acquire/receive-stream.ts'
import type { DocumentKind } from '../../src/store/case-store.ts'
import { codes, logLines, makeScratch } from '../intake/scratch.ts'

describe('registration', () => {
  it('tells how far it is of how many bytes, within a file too', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const large = scratch.write('large.log', logLines(40_000))
    scratch.write('small.log', logLines(3))
    const told: AcquireProgress[] = []
    await acquire(theCase, [scratch.logs], (event) => told.push(event))
    const total = statSync(large).size + logLines(3).length
    expect(new Set(told.map(({ bytesTotal }) => bytesTotal))).toEqual(new Set([total]))
    expect(Math.max(...told.map(({ bytesDone }) => bytesDone))).toBe(total)
    const within = told.filter(({ bytesDone, filesDone }) => filesDone < 2 && bytesDone > 0 && bytesDone < total)
    expect(within.length).toBeGreaterThan(2)
    const done = told.map(({ bytesDone }) => bytesDone)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
  })

  it('takes each file once: again changes nothing, the same bytes are marked', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const first = scratch.write('a.log', logLines(5))
    scratch.write('copy.log', logLines(5))
    linkSync(first, path.join(scratch.logs, 'hard.log'))
    scratch.write('other.log', logLines(5, 5))
    const { registered } = await acquire(theCase, [scratch.logs])
    expect(registered.map(({ number, sameAs }) => [number, sameAs])).toEqual([
      [1, null],
      [2, 1],
      [3, 1],
      [4, null],
    ])
    const before = [...theCase.store.ledger()].length
    expect((await acquire(theCase, [scratch.logs, first])).registered).toEqual([])
    expect([...theCase.store.ledger()]).toHaveLength(before)
  })

  it('registers anew what has changed, and knows a log that has only grown', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const grown = scratch.write('grown.log', logLines(5))
    const changed = scratch.write('changed.log', logLines(5, 100))
    await acquire(theCase, [scratch.logs])
    appendFileSync(grown, logLines(2, 5))
    writeFileSync(changed, logLines(6, 200))
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(codes(problems)).toEqual(['acquire/changed', 'acquire/grown'])
    expect(registered.map(({ number, extends: of }) => [number, of])).toEqual([
      [3, null],
      [4, 2],
    ])
    appendFileSync(grown, logLines(2, 7))
    expect((await acquire(theCase, [scratch.logs])).registered.map(({ extends: of }) => of)).toEqual([4])
  })

  it('notes an empty file and one that is gone, and withdraws the note when there is something to read', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const file = scratch.write('a.log', '')
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(registered).toEqual([])
    expect(problems).toEqual([{ code: 'acquire/empty', values: { path: file } }])
    writeFileSync(file, logLines(1))
    await acquire(theCase, [file])
    expect(theCase.store.list('problem').map(({ body }) => body)).toEqual([])
    rmSync(file)
    expect((await acquire(theCase, [file])).missing).toEqual([file])
  })

  it('copies a stream into the case, hashed while it passes, and takes the same stream once', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const index = new ManifestIndex(manifestOf(theCase))
    const text = logLines(3000)
    const given = (): Readable => Readable.from([Buffer.from(text.slice(0, 1000)), Buffer.from(text.slice(1000))])
    const { files } = await receiveStream(theCase, '-', index, given())
    expect(files).toMatchObject([{ number: 1, path: '-', stored: 'evidence/received/1', bytes: `${text.length}` }])
    expect((await receiveStream(theCase, '-', index, given())).files).toEqual([])
    expect((await receiveStream(theCase, '-', index, Readable.from([]))).problems).toMatchObject([
      { code: 'acquire/empty' },
    ])
  })

  it('looks into the manifest once, however many files there are', async () => {
    const scratch = makeScratch()
    const opened = await scratch.open()
    for (let i = 0; i < 600; i++) scratch.write(`${i}.log`, `line ${i}\n`)
    let looks = 0
    const store = {
      ...opened.store,
      list: (kind: DocumentKind) => {
        if (kind === 'file') looks++
        return opened.store.list(kind)
      },
    }
    const { registered } = await acquire({ ...opened, store }, [scratch.logs])
    expect(registered.map(({ number }) => number)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1))
    expect(looks).toBe(1)
  })
})
