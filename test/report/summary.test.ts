import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/report/summarise.ts'
import { type MessageCode, say } from '../../src/text/say.ts'
import { blindReport, cleanReport, richReport } from './fixture-report.ts'

const textOf = (report: ReturnType<typeof richReport>): string =>
  summarise(report)
    .flatMap(({ sentences }) => sentences.map(({ message }) => say('en', message, report.case.zone)))
    .join('\n')

describe('the summary', () => {
  it.each([richReport, cleanReport, blindReport])('has at most twelve lines (%o)', (make) => {
    expect(summarise(make()).length).toBeLessThanOrEqual(12)
  })

  it('answers how, since when, from where, whose data, which fields, how sure, what not, what cannot be shown', () => {
    expect(summarise(richReport()).map(({ heading }) => heading)).toEqual([
      'heading/verdict',
      'heading/how',
      'heading/since',
      'heading/from-where',
      'heading/whose',
      'heading/fields',
      'heading/how-sure',
      'heading/not-touched',
      'heading/not-shown',
      'heading/proof',
    ])
  })

  it("says 'no evidence' only together with what the logs cover", () => {
    const text = textOf(cleanReport())
    expect(text).toContain('No unauthorised access is evidenced')
    expect(text).toContain('2025-06-01 09:00:01 +09:00 to 2025-06-30 23:59:59 +09:00')
    expect(text).toContain('2 gaps')
  })

  it('says beside no evidence how much was looked at, and what was cleared', () => {
    const clean = cleanReport()
    const [first] = clean.detections
    const { reasons } = clean.detections.find(({ outcome }) => outcome !== 'could-not-look') ?? { reasons: [] }
    if (first === undefined) throw new Error('no detection')
    const asked = { ...first, outcome: 'nothing-found', reasons } as const
    const blind = (code: MessageCode) =>
      ({ ...first, outcome: 'could-not-look', reasons: [{ code, values: {} }] }) as const
    const text = textOf({
      ...clean,
      detections: [asked, asked, blind('detection/no-personal-routes'), blind('detection/issuance-log-present')],
      cleared: clean.cleared.slice(0, 1),
    })
    expect(text).toContain('2 of 3 questions were asked')
    expect(text).toContain('1 thing that resembles an attack was cleared.')
    expect(text).toContain('1 of 3 questions could not be asked.')
    expect(textOf({ ...clean, detections: [blind('detection/no-personal-routes')] })).not.toContain('asked, as listed')
  })

  it('says beside the verdict that only a period was looked at, and what the logs cover of it', () => {
    const clean = cleanReport()
    expect(textOf(clean)).not.toContain('were looked at')
    const within = (from: string | null, to: string | null) => textOf({ ...clean, case: { ...clean.case, from, to } })
    const some = within('2025-06-11T20:00:00.000000Z', '2025-06-12T00:00:00.000000Z')
    expect(some).toContain('Only events from 2025-06-12 05:00:00 +09:00 to 2025-06-12 09:00:00 +09:00 were looked at.')
    expect(some).toContain('2025-06-12 05:00:00 +09:00 to 2025-06-12 09:00:00 +09:00.')
    expect(some).toContain('1 gap in the logs, the longest 2.5 h.')
    expect(within('2025-06-28T00:00:00.000000Z', null)).toContain('No gap found')
    expect(within(null, '2025-06-02T00:00:00.000000Z')).toContain('Only events before 2025-06-02 09:00:00 +09:00')
    const none = within(null, '2025-06-01T00:00:00.000000Z')
    expect(none).toContain('No log reaches into that period: they cover 2025-06-01 09:00:01 +09:00')
    expect(none).toContain('Nothing of that period.')
  })

  it('says that a forged token could not be told where accounts are named and no log shows a log-in', () => {
    const clean = cleanReport()
    expect(textOf(clean)).not.toContain('forged token')
    const detections = clean.detections.map((one) =>
      one.id === 'no-log-in-seen' ? { ...one, reasons: [{ code: 'detection/no-log-in-requests', values: {} }] } : one,
    )
    expect(textOf({ ...clean, detections })).toContain('a forged token could not be told from any other')
    const nameless = ['verdict/no-principal', 'verdict/no-credential'].map((code) => ({ code, values: {} }))
    const verdict = { ...clean.verdict, reasons: [...clean.verdict.reasons, ...nameless] }
    expect(textOf({ ...clean, detections, verdict })).not.toContain('forged token')
  })

  it('says how much of the logs could not be read, where that is more than a trifle', () => {
    expect(textOf(cleanReport())).not.toContain('could not be read')
    const clean = cleanReport()
    const rejected = { ...clean.totals.rejected, value: 8_600_000n }
    const text = textOf({ ...clean, totals: { ...clean.totals, rejected } })
    expect(text).toMatch(/8,600,000 of 10,852,040 lines \(79\.2\s?%\) could not be read/)
  })

  it('says beside the verdict that files are missing from the answer, and not so of those that only need a word', () => {
    const clean = cleanReport()
    const told = (...codes: MessageCode[]): string =>
      textOf({ ...clean, problems: codes.map((code) => ({ code, values: { path: 'a.log' } })) })
    expect(told('ingest/changed', 'acquire/remote', 'ingest/truncated')).toContain('3 of the files given could not')
    expect(told('acquire/empty', 'ingest/blank', 'acquire/grown')).not.toContain('of the files given')
  })

  it('says beside the verdict where something is too unsure to accuse anybody, and where it is told of', () => {
    const clean = cleanReport()
    expect(textOf(clean)).not.toContain('too little to accuse anybody')
    const [first, ...rest] = clean.detections
    if (first === undefined) throw new Error('the clean report looks for nothing')
    const doubt = { code: 'detection/doubtful', values: { n: 2, percent: 75 } }
    const text = textOf({ ...clean, detections: [{ ...first, reasons: [...first.reasons, doubt] }, ...rest] })
    expect(text).toMatch(
      /No unauthorised access is evidenced in these logs\.\nIn 1 question something looked more like/,
    )
    expect(say('en', doubt, 'UTC')).toContain(`FROM derived.hit WHERE level = 'possible'"`)
  })

  it('says that affected accounts cannot be determined where no log names accounts', () => {
    expect(textOf(blindReport())).toContain('Affected accounts cannot be determined from these logs.')
    const found = richReport()
    const text = textOf({ ...found, verdict: { ...found.verdict, accountsDeterminable: false } })
    expect(text).toContain('Affected accounts cannot be determined from these logs.')
    expect(text).not.toContain('accounts confirmed')
  })

  it('names routes that nobody touched, and counts those that were touched possibly only', () => {
    const found = richReport()
    const route = (name: string, code: 'untouched/covered' | 'untouched/possible') => ({
      route: name,
      categories: ['Name'],
      coverage: { code, values: { share: 99, sources: 'web' } } as const,
    })
    const told = (...untouched: ReturnType<typeof route>[]): string =>
      textOf({ ...found, impact: { ...found.impact, untouched } })
    const [free, doubted] = [
      route('GET /free/{id}', 'untouched/covered'),
      route('GET /read/{id}', 'untouched/possible'),
    ]
    expect(told(free, doubted)).toContain('GET /free/{id}.\n1 route but for possible events.\nSaid only')
    expect(told(free, doubted)).not.toContain('/read')
    expect(told(free)).not.toContain('but for possible')
  })

  it('says beside since when that a zone was assumed, where one was', () => {
    const found = richReport()
    const [source] = found.sources
    const of = (zoneFrom: 'assumed' | 'declared' | 'in the log' | 'deduced'): string =>
      textOf({ ...found, sources: source === undefined ? [] : [{ ...source, name: 'shop-log', zoneFrom }] })
    expect(of('assumed')).toMatch(/\nLast event .*\nTimes of shop-log carry no zone and were read as UTC/)
    for (const told of ['declared', 'in the log', 'deduced'] as const) expect(of(told)).not.toContain('carry no zone')
  })

  it('says since when in the order: confirmed, earlier likely, earlier possible, last', () => {
    const text = textOf(richReport())
    expect(text).toMatch(
      /First confirmed event 2025-06-13 01:02:11 \+09:00\.\nFirst likely event 2025-06-13 00:58:40 \+09:00\.\nFirst possible event 2025-06-11 12:20:05 \+09:00\.\nLast event/,
    )
  })
})
