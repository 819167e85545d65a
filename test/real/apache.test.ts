import { DETECTIONS } from '../../src/detections/index.ts'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'
import { summaryOf } from './summary-of.ts'

const missing = lacksShared('apache-real')

const investigated = async (): Promise<Report> => {
  const theCase = await makeScratch().open()
  return investigate(theCase, { paths: [sharedData('apache-real')] })
}

/** 10,000 lines of a web server in Apache's combined format: no account, no credential, no log-in in them. */
describe(`a real Apache log${missing ? ' (skipped: ../shared/data/apache-real is missing)' : ''}`, () => {
  it.skipIf(missing)('evidences nothing, names nobody, and says that it could not', async () => {
    const report = await investigated()
    expect(report.verdict).toMatchObject({ answer: 'cannot-determine', level: null, accountsDeterminable: false })
    expect(report.verdict.reasons.map(({ code }) => code)).toEqual([
      'verdict/cannot-determine',
      'verdict/no-principal',
      'verdict/no-credential',
    ])
    expect(report.actors).toEqual([])
    expect(report.cleared).toEqual([])
    expect(report.sinceWhen).toBeNull()
    expect(report.impact.views.possible.value).toBe(0n)
    expect(report.impact.accounts.possible.value).toBe(0n)
    for (const { id, outcome, reasons } of report.detections) {
      // Requests and answers are there to be compared; who was behind them is not.
      if (id === 'injection' || id === 'web-shell' || id === 'guessed-file') {
        expect(outcome).toBe('nothing-found')
        continue
      }
      expect(outcome, id).toBe('could-not-look')
      expect(reasons.map(({ code }) => code)).toEqual(
        id === 'log-in-after-failures'
          ? ['detection/no-refused-log-ins']
          : ['detection/no-credential-field', 'detection/no-principal-field'],
      )
    }

    const { received, parsed, rejected, duplicates } = report.totals
    expect(received.value).toBe(10_000n)
    expect(parsed.value + rejected.value + duplicates.value).toBe(10_000n)
    expect(rejected.value).toBe(1n)
    expect(report.problems).toEqual([])
    /** The log was thinned out to one minute in each hour; every hour is there. */
    expect(report.coverage.map(({ first, last, holes }) => ({ first, last, holes }))).toEqual([
      { first: '2015-05-17T10:05:00.000000Z', last: '2015-05-20T21:05:59.000000Z', holes: [] },
    ])

    expect(summaryOf(report, 'en')).toEqual([
      'No unauthorised access is evidenced, but these logs could not show it: whether there was any cannot be determined.',
      'Affected accounts cannot be determined from these logs.',
      '2015-05-17 10:05:00 +00:00 to 2015-05-20 21:05:59 +00:00. No gap found against the logs’ own rhythm.',
      `3 of ${DETECTIONS.length} questions were asked, as listed under “What was looked for”.`,
      `These logs name no account, so whose data was read cannot be seen in them: ask for one that names the account of each request, as an application or a gateway writes it. These logs hold no token, session or cookie, so use of forged or stolen ones cannot be seen in them: ask for one that names the session of each request; a hash of it will do. ${DETECTIONS.length - 3} of ${DETECTIONS.length} questions could not be asked.`,
      '11 certificates, one for every count. To check them all: mapae verify',
    ])
    expect(summaryOf(report, 'ko')).toEqual([
      '무단 접근의 증거가 없습니다. 다만 이 로그에는 무단 접근이 있었더라도 드러나지 않으므로, 있었는지 판단할 수 없습니다.',
      '이 로그로는 피해 계정을 판단할 수 없습니다.',
      '2015-05-17 10:05:00 +00:00 ~ 2015-05-20 21:05:59 +00:00. 로그 자체의 주기에 비추어 공백은 없습니다.',
      `질문 ${DETECTIONS.length}개 가운데 3개를 물었으며, “무엇을 찾아보았나”에 있습니다.`,
      `이 로그에는 계정이 기록되어 있지 않아 누구의 정보가 조회되었는지 볼 수 없습니다. 요청마다 계정이 남는 애플리케이션이나 게이트웨이의 로그를 요청하십시오. 이 로그에는 토큰·세션·쿠키가 없어 위조되거나 도난된 것의 사용을 볼 수 없습니다. 요청마다 세션이 남는 로그를 요청하십시오. 해시값이어도 됩니다. 질문 ${DETECTIONS.length}개 가운데 ${DETECTIONS.length - 3}개는 물을 수 없었습니다.`,
      '모든 수에 증명서 11건. 모두 검증하려면: mapae verify',
    ])
    const text = renderTerminal(report, { locale: 'en', colour: false, width: 200 })
    expect(text).toContain('No actor was found.')
  })
})
