import type { Report } from '../../src/domain/report-model.ts'
import { richReport } from './fixture-report.ts'

const ROUTE =
  'GET /api/v3/organisations/{id}/departments/{id}/members/{id}/addresses/{id}/history?include=everything&and=more'
const SOURCE = '/var/log/nginx/production/web-01.shop.example/access'
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
const CATEGORIES = ['BirthDate', 'EmailAddress', 'Gender', 'Name', 'Nationality', 'PaymentCard', 'PhysicalAddress']

/** The rich report with names as long as real ones get, and longer: nothing in them can be broken at a space. */
export const longReport = (): Report => {
  const report = richReport()
  return {
    ...report,
    case: { ...report.case, zone: 'America/Argentina/Buenos_Aires', name: '아주 긴 이름을 가진 사건 '.repeat(5) },
    files: report.files.map((file) => ({
      ...file,
      path: `/mnt/evidence/${'folder_without_a_break'.repeat(9)}/${file.path}`,
      source: SOURCE,
    })),
    sources: report.sources.map((source) => ({
      ...source,
      name: SOURCE,
      host: 'ip-192-0-2-30.region-northeast-2.compute.internal.example',
    })),
    coverage: report.coverage.map((one, i) => ({ ...one, source: i === 0 ? '한국어로 된 아주 긴 출처 이름' : SOURCE })),
    actors: report.actors.map((actor) => ({
      ...actor,
      topUserAgents: [
        { name: AGENT.repeat(3), events: 1_234_567_890n },
        { name: 'x'.repeat(400), events: 1n },
      ],
      routes: [{ name: ROUTE.repeat(2), events: 5n }],
    })),
    impact: {
      ...report.impact,
      byRoute: report.impact.byRoute.map((row) => ({ ...row, route: ROUTE, categories: CATEGORIES })),
      untouched: report.impact.untouched.map((row) => ({ ...row, route: ROUTE.replaceAll(' ', '').repeat(3) })),
    },
  }
}
