import type { Report } from '../../src/domain/report-model.ts'
import { hypotheses } from './fixture-hypotheses.ts'
import { Counter, ENGINE, EVIDENCE, message } from './fixture-counter.ts'
import { cleared, hourly, incident, rates } from './fixture-incident.ts'
import { administration } from './fixture-administration.ts'
import { refusedLogIns } from './fixture-refused-log-ins.ts'
import { sigma } from './fixture-sigma.ts'

/** Two actors, gaps, a skewed clock, rejected lines, unmapped routes, differing bounds. */
export const richReport = (): Report => {
  const counter = new Counter()
  return { ...shared(counter), ...incident(counter), certificates: counter.certificates }
}

/** The same logs, and nothing in them. */
export const cleanReport = (): Report => {
  const counter = new Counter()
  return { ...shared(counter), certificates: counter.certificates, cleared: cleared() }
}

/** An access log without accounts or credentials: most questions cannot be asked of it. */
export const blindReport = (): Report => {
  const counter = new Counter()
  const base = shared(counter)
  return {
    ...base,
    verdict: {
      answer: 'cannot-determine',
      level: null,
      accountsDeterminable: false,
      reasons: [message('verdict/cannot-determine'), message('verdict/no-principal'), message('verdict/no-credential')],
    },
    detections: [
      {
        id: 'never-issued',
        outcome: 'could-not-look',
        reasons: [message('detection/no-credential-field')],
        looked: null,
        hits: null,
        tests: [],
      },
      {
        id: 'missing-authentication',
        outcome: 'could-not-look',
        reasons: [message('detection/no-credential-field')],
        looked: null,
        hits: null,
        tests: [],
      },
    ],
    impact: { ...base.impact, untouched: [] },
    certificates: counter.certificates,
  }
}

/** What an attacker would write into a log to reach the reader of the report. */
export const HOSTILE = {
  script: '<script>alert(1)</script>',
  attribute: '" onmouseover="alert(1)',
  ansi: '\u001b[2J\u001b[31mred\u0007',
  bidi: 'safe\u202Egnp.exe\u2066',
  formula: '=HYPERLINK("http://evil.example","x")',
  newline: 'one\r\ntwo\u2028three',
  place: '{n} {level#level}',
} as const

export const hostileReport = (): Report => {
  const report = richReport()
  const [first, ...others] = report.actors
  if (first === undefined) throw new Error('the rich report has an actor')
  const all = Object.values(HOSTILE)
  return {
    ...report,
    case: { ...report.case, name: all.join(' ') },
    problems: all.map((path) => message('acquire/empty', { path })),
    files: report.files.map((file, i) => ({ ...file, path: all[i] ?? file.path, source: all[i + 1] ?? file.source })),
    sources: report.sources.map((source) => ({
      ...source,
      name: HOSTILE.script,
      format: all.join('|'),
      host: HOSTILE.attribute,
    })),
    cleared: all.map((agent) => ({
      what: message('cleared/crawler', { agent, n: 1 }),
      reasons: [message(`unknown/${agent}`, { agent })],
    })),
    actors: [
      {
        ...first,
        topUserAgents: all.map((name) => ({ name, events: 1n })),
        routes: all.map((name) => ({ name, events: 2n })),
      },
      ...others,
    ],
    hypotheses: hypotheses(all.join(' '), HOSTILE.script),
    refusedLogIns: refusedLogIns(new Counter(), HOSTILE.script),
    administration: administration(new Counter(), HOSTILE.script),
    sigma: sigma(new Counter(), all.join(' '), HOSTILE.script, all.join('/')),
    impact: {
      ...report.impact,
      byRoute: report.impact.byRoute.map((row, i) => ({
        ...row,
        route: all[i] ?? row.route,
        categories: [HOSTILE.script],
      })),
      untouched: all.map((route) => ({
        route,
        categories: [HOSTILE.ansi],
        coverage: message('untouched/not-covered'),
      })),
    },
    certificates: report.certificates.map((certificate) => ({
      ...certificate,
      params: { p1: all },
      sql: `${certificate.sql}\n-- ${HOSTILE.script}`,
    })),
  }
}

const shared = (counter: Counter): Report => ({
  schema: 'mapae/report/1',
  program: 'mapae 0.1.0',
  engine: ENGINE,
  case: { name: 'Shop of the example', zone: 'Asia/Seoul', from: null, to: null },
  evidence: EVIDENCE,
  files: [
    {
      file: 1,
      path: 'logs/web-1/access.log.gz',
      sha256: 'a1'.repeat(32),
      bytes: 1_204_332_118n,
      source: 'web-1',
      fate: 'read',
      sameAs: null,
      received: 4_821_377n,
      parsed: 4_821_301n,
      rejected: 12n,
      duplicates: 64n,
    },
    {
      file: 2,
      path: 'logs/web-2/access.log.gz',
      sha256: 'b2'.repeat(32),
      bytes: 1_190_022_004n,
      source: 'web-2',
      fate: 'read',
      sameAs: null,
      received: 4_790_112n,
      parsed: 4_790_110n,
      rejected: 2n,
      duplicates: 0n,
    },
    {
      file: 3,
      path: 'logs/auth/events.jsonl',
      sha256: 'c3'.repeat(32),
      bytes: 312_884_120n,
      source: 'auth',
      fate: 'read',
      sameAs: null,
      received: 1_240_551n,
      parsed: 1_240_551n,
      rejected: 0n,
      duplicates: 0n,
    },
  ],
  problems: [],
  sources: [
    {
      name: 'web-1',
      kind: 'web-access',
      format:
        '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$cookie_session"',
      host: 'web-1.shop.example',
      zone: '+09:00',
      zoneFrom: 'in the log',
      log: 'access',
      fields: {
        time: { from: '$time_local', how: 'recognised' },
        src_ip: { from: '$remote_addr', how: 'recognised' },
        credential: { from: '$cookie_session', how: 'declared' },
      },
      actions: {},
    },
    {
      name: 'auth',
      kind: 'json-lines',
      format: '',
      host: 'auth.shop.example',
      zone: 'UTC',
      zoneFrom: 'assumed',
      log: 'auth',
      fields: {
        time: { from: 'ts', how: 'recognised' },
        action: { from: 'event.type', how: 'guessed' },
        credential: { from: 'token.id', how: 'recognised' },
      },
      actions: { issue: ['TOKEN_CREATED'], refresh: ['TOKEN_REFRESHED'] },
    },
  ],
  coverage: [
    {
      source: 'web-1',
      log: 'access',
      events: 4_821_301n,
      first: '2025-06-01T00:00:02.100000Z',
      last: '2025-06-30T14:59:58.000000Z',
      holes: [{ from: '2025-06-11T17:00:00.000000Z', to: '2025-06-11T22:30:00.000000Z', expected: 31_204 }],
    },
    {
      source: 'web-2',
      log: 'access',
      events: 4_790_110n,
      first: '2025-06-01T00:00:01.000000Z',
      last: '2025-06-30T14:59:59.000000Z',
      holes: [],
    },
    {
      source: 'auth',
      log: 'auth',
      events: 1_240_551n,
      first: '2025-06-01T00:00:04.000000Z',
      last: '2025-06-30T14:59:51.000000Z',
      holes: [{ from: '2025-06-20T01:00:00.000000Z', to: '2025-06-20T04:00:00.000000Z', expected: 5_120.4 }],
    },
  ],
  clocks: [
    { source: 'web-1', reference: 'auth', correction: 0, pairs: 402_118n },
    { source: 'web-2', reference: 'auth', correction: -47.3, pairs: 398_020n },
  ],
  totals: {
    received: counter.count('lines/received', 10_852_040n, message('count/lines-received')),
    parsed: counter.count('lines/parsed', 10_851_962n, message('count/lines-parsed')),
    rejected: counter.count('lines/rejected', 14n, message('count/lines-rejected')),
    duplicates: counter.count('lines/duplicate', 64n, message('count/lines-duplicate')),
  },
  verdict: {
    answer: 'no-evidence',
    level: null,
    accountsDeterminable: true,
    reasons: [
      message('verdict/no-evidence', {
        sources: 'web-1, web-2, auth',
        from: '2025-06-01T00:00:01.000000Z',
        to: '2025-06-30T14:59:59.000000Z',
      }),
      message('verdict/no-evidence-partial', { holes: 2 }),
    ],
  },
  detections: [
    {
      id: 'never-issued',
      outcome: 'nothing-found',
      reasons: [
        message('detection/looked-at', { what: 'never-issued', n: 812_004 }),
        message('detection/nothing-unlike-background'),
      ],
      looked: counter.count(
        'detection/never-issued/looked',
        812_004n,
        message('count/looked-at', { detection: 'never-issued' }),
      ),
      hits: null,
      tests: rates(),
    },
    {
      id: 'no-log-in-seen',
      outcome: 'could-not-look',
      reasons: [message('detection/issuance-log-present')],
      looked: null,
      hits: null,
      tests: [],
    },
  ],
  cleared: [],
  actors: [],
  sinceWhen: null,
  entryVectors: [],
  hypotheses: null,
  refusedLogIns: null,
  administration: null,
  sigma: null,
  impact: {
    views: counter.bounds('views', [0n, 0n, 0n], message('count/views')),
    accounts: counter.bounds('accounts', [0n, 0n, 0n], message('count/accounts')),
    unownedObjects: counter.bounds('unowned-objects', [0n, 0n, 0n], message('count/unowned-objects')),
    byCategory: [],
    byRoute: [],
    holes: [],
    untouched: [
      {
        route: 'GET /api/members/{id}/cards',
        categories: ['PaymentCard'],
        coverage: message('untouched/covered', { share: 99.2, sources: 'web-1, web-2' }),
      },
      {
        route: 'GET /api/members/{id}/orders',
        categories: ['PurchaseHistory'],
        coverage: message('untouched/covered', { share: 99.2, sources: 'web-1, web-2' }),
      },
    ],
  },
  hourly: hourly(false),
  certificates: [],
})
