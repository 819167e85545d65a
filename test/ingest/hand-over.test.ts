import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { handedOver, readBesides } from '../../src/domain/hand-over.ts'
import type { ManifestFile } from '../../src/domain/manifest.ts'
import { renderIntake } from '../../src/report/terminal/render-intake.ts'
import { acquire, manifestOf } from '../../src/stages/acquire.ts'
import { composeReport } from '../../src/stages/compose-report.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { zipOf } from '../intake/archives.ts'
import { logLine, logLines, makeScratch } from '../intake/scratch.ts'

const rows = (ledger: Awaited<ReturnType<typeof ingest>>['ledger'], logs: string): readonly string[] =>
  ledger.map(
    ({ path, fate, sameAs, received, parsed, rejected, duplicates }) =>
      `${path.slice(logs.length + 1)} ${fate} ${sameAs === null ? '' : `${sameAs.path.slice(logs.length + 1)} `}${received} = ${parsed} + ${rejected} + ${duplicates}`,
  )

const file = (number: number, from: number | null, sameAs: number | null, opened = ''): ManifestFile =>
  ({
    number,
    path: `/${number}`,
    member: null,
    sha256: '',
    bytes: '1',
    opened,
    from,
    sameAs,
  }) as unknown as ManifestFile

describe('what was handed over', () => {
  it('is read from the file of the same bytes where the one before it is gone, and counted once', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const original = scratch.write('a.log', logLines(5))
    scratch.write('b.log', logLines(5))
    scratch.write('c.log', logLines(5))
    await acquire(theCase, [scratch.logs])
    rmSync(original)
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(rows(ledger, scratch.logs)).toEqual([
      'a.log same-bytes b.log 5 = 0 + 0 + 5',
      'b.log read 5 = 5 + 0 + 0',
      'c.log same-bytes a.log 5 = 0 + 0 + 5',
    ])
    expect(readBesides(manifestOf(theCase), new Set([2]))).toEqual([2, 2])
    scratch.write('a.log', logLines(5))
    expect((await ingest(theCase)).ledger.reduce((sum, { parsed }) => sum + parsed, 0n)).toBe(5n)
  })

  it('is named file by file; lines of the same bytes once more are received, and duplicates', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const packed = zipOf([
      { name: 'a.log', bytes: Buffer.from(logLines(5)) },
      { name: 'own.log', bytes: Buffer.from(logLines(4, 100)) },
    ])
    scratch.write('a.log', logLines(5))
    scratch.write('b.log', logLines(5))
    scratch.write('c.log', `${logLines(3, 50)}${logLine(50)}no line of a log\n`)
    scratch.write('d.zip', packed)
    scratch.write('e.zip', packed)
    scratch.write('f.log.gz', gzipSync(logLines(2, 200)))
    await acquire(theCase, [scratch.logs])
    const { ledger, plans, problems } = await ingest(theCase)
    expect(rows(ledger, scratch.logs)).toEqual([
      'a.log read 5 = 5 + 0 + 0',
      'b.log same-bytes a.log 5 = 0 + 0 + 5',
      'c.log read 5 = 3 + 1 + 1',
      'd.zip opened 0 = 0 + 0 + 0',
      'd.zip::a.log same-bytes a.log 5 = 0 + 0 + 5',
      'd.zip::own.log read 4 = 4 + 0 + 0',
      'e.zip same-bytes d.zip 9 = 0 + 0 + 9',
      'f.log.gz read 2 = 2 + 0 + 0',
    ])
    const report = await composeReport(theCase)
    expect(report.files).toEqual(ledger)
    const [received, parsed, rejected, duplicates] = ['received', 'parsed', 'rejected', 'duplicates'].map(
      (what) => report.totals[what as keyof typeof report.totals].value,
    )
    expect({ received, parsed, rejected, duplicates }).toEqual({
      received: 35n,
      parsed: 14n,
      rejected: 1n,
      duplicates: 20n,
    })
    const text = renderIntake({ ledger, plans, problems }, { locale: 'en', colour: false, width: 400 }, 'UTC')
    expect(text).toMatch(/b\.log +5 +0 +0 +5 +same bytes as \S+\/a\.log\n/)
    expect(text).toMatch(/Total +35 +14 +1 +20 +balanced\n/)
    const korean = renderIntake({ ledger, plans, problems }, { locale: 'ko', colour: false, width: 400 }, 'UTC')
    expect(korean).toMatch(/b\.log .*a\.log와 바이트가 같음\n/)
  })

  it('counts nothing twice where no two files have the same bytes', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write('a.log', logLines(5))
    scratch.write('b.log', logLines(5, 5))
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    expect(rows(ledger, scratch.logs)).toEqual(['a.log read 5 = 5 + 0 + 0', 'b.log read 5 = 5 + 0 + 0'])
    const { certificates, totals } = await composeReport(theCase)
    expect(totals.duplicates.value).toBe(0n)
    expect(certificates.find(({ id }) => id === 'lines/received')?.sql).toBe(
      'SELECT count() AS n FROM evidence.log_line',
    )
  })

  it('names a file that was not read, and one that holds itself, without lines', () => {
    const manifest = [file(1, null, null, '7z'), file(2, null, null, 'zip'), file(3, 2, 2), file(4, null, null)]
    expect(handedOver(manifest, []).map(({ fate, received }) => [fate, received])).toEqual([
      ['unread', 0n],
      ['unread', 0n],
      ['same-bytes', 0n],
      ['unread', 0n],
    ])
    expect(readBesides(manifest, new Set())).toEqual([])
  })

  it('says of a file that is handed in again that it is known', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const first = scratch.write('a.log', logLines(5))
    await acquire(theCase, [first])
    scratch.write('b.log', logLines(5))
    const { registered, known } = await acquire(theCase, [scratch.logs])
    expect(registered.map(({ sameAs }) => sameAs)).toEqual([1])
    expect(known.map(({ path }) => path)).toEqual([first])
    expect(manifestOf(theCase)).toHaveLength(2)
  })
})
