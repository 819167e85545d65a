import { describe, expect, it } from 'vitest'
import type { SourceCoverage } from '../../src/domain/source-plan.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import type { Case } from '../../src/store/case.ts'
import { codes, logLine, makeScratch } from '../intake/scratch.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 2, 2)

const coverageOf = (theCase: Case): readonly SourceCoverage[] =>
  theCase.store.list('coverage').map(({ body }) => body as unknown as SourceCoverage)

/** A line a minute, but for what is left out. */
const everyMinute = (days: number, leaveOut: (minute: number) => boolean = () => false): string =>
  Array.from({ length: days * 1440 }, (_, i) => (leaveOut(i) ? '' : logLine(i, START + i * MINUTE))).join('')

/** The same lines would be the same log under another name. */
const ofAnotherHost = (lines: string): string => lines.replaceAll('curl', 'wget')

describe('coverage', () => {
  it('is from the first to the last event of a source, over all its files, with the holes of all of them', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const lines = everyMinute(6, (minute) => minute >= 3 * 1440 && minute < 4 * 1440).split(/(?<=\n)/)
    scratch.write('web-1/access.log', lines.slice(3000).join(''))
    scratch.write('web-1/access.log.1', lines.slice(0, 3000).join(''))
    scratch.write('web-2/access.log', ofAnotherHost(everyMinute(6)))
    await acquire(theCase, [scratch.logs])
    const { problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(coverageOf(theCase)).toEqual([
      {
        source: 'web-1/access',
        log: 'access',
        events: '7200',
        first: '2026-03-02T00:00:00.000000Z',
        last: '2026-03-07T23:59:00.000000Z',
        holes: [{ from: '2026-03-04T23:59:00.000Z', to: '2026-03-06T00:00:00.000Z', expected: 1441 }],
      },
      expect.objectContaining({ source: 'web-2/access', events: '8640', holes: [] }),
    ])
  })

  it('is not stretched by lines dated far away, which are told; a line before 1990 is rejected', async () => {
    const scratch = makeScratch()
    let theCase = await scratch.open()
    const far = [logLine(1, Date.UTC(2099, 0, 1)), logLine(2, Date.UTC(1995, 5, 5)), logLine(3, 0)].join('')
    scratch.write('a/access.log', everyMinute(2) + far)
    scratch.write('b/access.log', ofAnotherHost(everyMinute(1)))
    await acquire(theCase, [scratch.logs])
    const { problems, ledger } = await ingest(theCase)
    expect(codes(problems)).toEqual(['ingest/far-times'])
    expect(problems[0]?.values).toMatchObject({
      source: 'a/access',
      events: 2,
      from: '1995-06-05T00:00:00.000000Z',
      to: '2099-01-01T00:00:00.000000Z',
    })
    expect(ledger.map(({ parsed, rejected }) => [parsed, rejected])).toEqual([
      [2882n, 1n],
      [1440n, 0n],
    ])
    expect(coverageOf(theCase)[0]).toMatchObject({
      events: '2882',
      first: '2026-03-02T00:00:00.000000Z',
      last: '2026-03-03T23:59:00.000000Z',
      holes: [],
    })
    await scratch.close()
    theCase = await scratch.open()
    expect((await ingest(theCase)).problems).toEqual(problems)
  })

  it('knows one event, and a source of which every line is rejected', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write('one/access.log', logLine(5))
    scratch.write('none/access.log', logLine(6).replace('Mar', 'Foo'))
    await acquire(theCase, [scratch.logs])
    await ingest(theCase)
    expect(coverageOf(theCase)).toMatchObject([{ source: 'one/access', events: '1', holes: [] }])
  })

  it.skipIf(lacksShared('apache-real'))(
    'finds no hole in a real log (skipped where the shared logs are not there)',
    async () => {
      const scratch = makeScratch()
      const theCase = await scratch.open()
      await acquire(theCase, [sharedData('apache-real/access.log')])
      const { ledger, problems } = await ingest(theCase)
      expect(problems).toEqual([])
      // One line of it ends inside its user agent.
      expect(ledger.map(({ received, rejected }) => [received, rejected])).toEqual([[10_000n, 1n]])
      expect(coverageOf(theCase)).toMatchObject([
        { first: '2015-05-17T10:05:00.000000Z', last: '2015-05-20T21:05:59.000000Z', holes: [] },
      ])
    },
  )
})
