import type { Actor, Count, HourlyPoint, Report } from '../../src/domain/report-model.ts'
import { type Counter, message } from './fixture-counter.ts'
import { hypotheses } from './fixture-hypotheses.ts'
import { sigma } from './fixture-sigma.ts'

export const incident = (counter: Counter): Partial<Report> => ({
  problems: [
    message('acquire/empty', { path: 'logs/web-3/access.log' }),
    message('ingest/truncated', { path: 'logs/web-2/access.log.gz' }),
  ],
  verdict: {
    answer: 'found',
    level: 'confirmed',
    accountsDeterminable: true,
    reasons: [
      message('verdict/found', { level: 'confirmed', vector: 'never-issued' }),
      message('verdict/found', { level: 'likely', vector: 'object-enumeration' }),
    ],
  },
  detections: [
    {
      id: 'never-issued',
      outcome: 'found',
      reasons: [message('detection/looked-at', { what: 'never-issued', n: 812_004 })],
      looked: counter.count(
        'detection/never-issued/looked',
        812_004n,
        message('count/looked-at', { detection: 'never-issued' }),
      ),
      hits: counter.bounds(
        'detection/never-issued/hits',
        [1_402n, 1_466n, 1_480n],
        message('count/hits', { detection: 'never-issued' }),
      ),
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
    {
      id: 'missing-authentication',
      outcome: 'nothing-found',
      reasons: [
        message('detection/looked-at', { what: 'missing-authentication', n: 81_220 }),
        message('detection/nothing-unlike-background'),
      ],
      looked: counter.count(
        'detection/missing-authentication/looked',
        81_220n,
        message('count/looked-at', { detection: 'missing-authentication' }),
      ),
      hits: null,
      tests: [],
    },
    {
      id: 'object-enumeration',
      outcome: 'found',
      reasons: [message('detection/looked-at', { what: 'object-enumeration', n: 99_870 })],
      looked: counter.count(
        'detection/object-enumeration/looked',
        99_870n,
        message('count/looked-at', { detection: 'object-enumeration' }),
      ),
      hits: counter.bounds(
        'detection/object-enumeration/hits',
        [0n, 1n, 1n],
        message('count/hits', { detection: 'object-enumeration' }),
      ),
      tests: [{ test: 'walk', outcome: 'walks-ids', background: 0.01, attack: 0.5 }],
    },
  ],
  cleared: cleared(),
  sigma: sigma(counter, 'Suspicious Agent in the Example', 'Kim Example', 'logs/web-1/access.log.gz'),
  hypotheses: hypotheses('The audit log of the key store shows an export on 2025-05-30.', 'Lee, incident lead'),
  actors: [
    actor(counter, 'A1', {
      level: 'confirmed',
      posterior: 0.99997,
      vector: 'never-issued',
      first: '2025-06-12T16:02:11.482000Z',
      last: '2025-06-29T20:44:09.000000Z',
      numbers: [8_812n, 31n, 4n, 0n, 1_480n, 1_466n],
      phases: [
        { kind: 'probe', from: '2025-06-12T16:02:11.482000Z', to: '2025-06-12T18:30:00.000000Z', events: 14n },
        { kind: 'pause', from: '2025-06-12T18:30:00.000000Z', to: '2025-06-18T15:10:00.000000Z', events: 0n },
        { kind: 'burst', from: '2025-06-18T15:10:00.000000Z', to: '2025-06-29T20:44:09.000000Z', events: 8_798n },
      ],
      reasons: [
        message('reason/never-issued', { n: 1_480 }),
        message('reason/outside-holes', { n: 1_466 }),
        message('reason/issued-share', { share: 99.6 }),
        message('reason/new-address-for-account', { share: 99.8 }),
        message('reason/few-uses', { median: 3 }),
        message('reason/personal-only', { share: 97.1 }),
      ],
    }),
    actor(counter, 'A2', {
      level: 'likely',
      posterior: 0.962,
      vector: 'object-enumeration',
      first: '2025-06-21T02:11:40.000000Z',
      last: '2025-06-22T09:02:31.000000Z',
      numbers: [402n, 1n, 1n, 1n, 2n, 1n],
      phases: [{ kind: 'burst', from: '2025-06-21T02:11:40.000000Z', to: '2025-06-22T09:02:31.000000Z', events: 402n }],
      reasons: [message('reason/foreign-objects', { n: 398 }), message('reason/walks-ids', { share: 100 })],
    }),
  ],
  sinceWhen: {
    firstConfirmed: {
      time: '2025-06-12T16:02:11.482000Z',
      file: 'logs/web-1/access.log.gz',
      line: 1_904_221n,
      certificate: counter.count('first/confirmed', 1n, message('count/first-event', { level: 'confirmed' }))
        .certificate,
    },
    firstLikely: {
      time: '2025-06-12T15:58:40.000000Z',
      file: 'logs/web-2/access.log.gz',
      line: 1_899_002n,
      certificate: counter.count('first/likely', 1n, message('count/first-event', { level: 'likely' })).certificate,
    },
    firstPossible: {
      time: '2025-06-11T03:20:05.000000Z',
      file: 'logs/web-2/access.log.gz',
      line: 1_702_310n,
      certificate: counter.count('first/possible', 1n, message('count/first-event', { level: 'possible' })).certificate,
    },
    earliestVisible: '2025-06-01T00:00:01.000000Z',
    last: '2025-06-29T20:44:09.000000Z',
    dwellSeconds: 1_485_718n,
  },
  entryVectors: [
    {
      id: 'never-issued',
      posterior: 0.9991,
      attack: ['T1606', 'T1552.004'],
      cwe: ['CWE-347', 'CWE-321'],
      speaksFor: [
        message('reason/never-issued', { n: 1_480 }),
        message('reason/outside-holes', { n: 1_466 }),
        message('reason/probe-before', { from: '2025-06-12T16:02:11.482000Z', n: 14 }),
      ],
      speaksAgainst: [message('reason/background-loses-issuance', { share: 0.4 })],
    },
    {
      id: 'object-enumeration',
      posterior: 0.962,
      attack: ['T1213'],
      cwe: ['CWE-639'],
      speaksFor: [message('reason/foreign-objects', { n: 398 })],
      speaksAgainst: [],
    },
    {
      id: 'stolen-session',
      posterior: 0.0007,
      attack: ['T1539', 'T1550.004'],
      cwe: ['CWE-384'],
      speaksFor: [],
      speaksAgainst: [message('reason/issued-among', { share: 0.9, n: 14, of: 1_480 })],
    },
    {
      id: 'issuance-log-loss',
      posterior: 0.0002,
      attack: [],
      cwe: ['CWE-778'],
      speaksFor: [],
      speaksAgainst: [message('reason/at-home', { share: 0.2, n: 3, of: 1_480 })],
    },
  ],
  impact: {
    views: counter.bounds('views/found', [8_730n, 9_104n, 9_180n], message('count/views')),
    accounts: counter.bounds('accounts/found', [1_452n, 1_861n, 1_875n], message('count/accounts')),
    unownedObjects: counter.bounds('unowned-objects/found', [0n, 12n, 12n], message('count/unowned-objects')),
    byCategory: [
      categoryImpact(counter, 'EmailAddress', 'declared', [1_452n, 1_452n, 1_466n]),
      categoryImpact(counter, 'Name', 'declared', [1_452n, 1_861n, 1_875n]),
      categoryImpact(counter, 'PhysicalAddress', 'suggested', [1_101n, 1_510n, 1_510n]),
    ],
    byRoute: [
      routeImpact(counter, 'GET /api/members/{id}/addresses', ['Name', 'PhysicalAddress'], 'suggested', [
        1_101n,
        1_510n,
        1_510n,
      ]),
      routeImpact(counter, 'GET /api/members/me', ['EmailAddress', 'Name'], 'declared', [1_452n, 1_452n, 1_466n]),
      routeImpact(counter, 'GET /api/v2/bundle/{id}', [], 'unmapped', [22n, 22n, 22n]),
    ],
    holes: [
      message('impact/unmapped-route', { route: 'GET /api/v2/bundle/{id}', events: 41 }),
      message('impact/suggested-mapping', { route: 'GET /api/members/{id}/addresses' }),
      message('impact/owner-unknown', { n: 12 }),
    ],
    untouched: [
      {
        route: 'GET /api/members/{id}/cards',
        categories: ['PaymentCard'],
        coverage: message('untouched/covered', { share: 99.2, sources: 'web-1, web-2' }),
      },
    ],
  },
  hourly: hourly(true),
})

interface ActorSpec extends Pick<Actor, 'level' | 'posterior' | 'vector' | 'first' | 'last' | 'phases' | 'reasons'> {
  readonly numbers: readonly [bigint, bigint, bigint, bigint, bigint, bigint]
}

const actor = (counter: Counter, id: string, { numbers, phases, ...spec }: ActorSpec): Actor => {
  const of = (what: string, value: bigint): Count =>
    counter.count(`actor/${id}/${what}`, value, message(`count/actor-${what}`, { actor: id }))
  const [events, addresses, agents, devices, credentials, principals] = numbers
  return {
    id,
    ...spec,
    phases,
    ways: [{ ...spec, events }],
    events: of('events', events),
    addresses: of('addresses', addresses),
    userAgents: of('agents', agents),
    devices: of('devices', devices),
    credentials: of('credentials', credentials),
    principals: of('principals', principals),
    topAddresses: [
      { name: '198.51.100.23', events: events / 2n },
      { name: '203.0.113.77', events: events / 3n },
      { name: '2001:db8::77', events: 1n },
    ],
    topUserAgents: [{ name: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36', events }],
    routes: [
      { name: 'GET /api/members/me', events: events / 2n },
      { name: 'GET /api/members/{id}/addresses', events: events / 2n },
    ],
  }
}

type Three = readonly [bigint, bigint, bigint]

const twice = ([a, b, c]: Three): Three => [a * 2n, b * 2n, c * 2n]

const categoryImpact = (
  counter: Counter,
  category: string,
  marked: 'declared' | 'suggested',
  three: Three,
): Report['impact']['byCategory'][number] => ({
  category,
  marked,
  accounts: counter.bounds(`category/${category}/accounts`, three, message('count/category-accounts', { category })),
  views: counter.bounds(`category/${category}/views`, twice(three), message('count/category-views', { category })),
})

const routeImpact = (
  counter: Counter,
  route: string,
  categories: readonly string[],
  marked: 'declared' | 'suggested' | 'unmapped',
  three: Three,
): Report['impact']['byRoute'][number] => ({
  route,
  categories,
  marked,
  accounts: counter.bounds(`route/${route}/accounts`, three, message('count/route-accounts', { route })),
  views: counter.bounds(`route/${route}/views`, twice(three), message('count/route-views', { route })),
  first: '2025-06-12T16:02:11.482000Z',
  last: '2025-06-29T20:44:09.000000Z',
})

export const rates = (): Report['detections'][number]['tests'] => [
  { test: 'account', outcome: 'same-address', background: 0.8811, attack: 0.0052 },
  { test: 'account', outcome: 'elsewhere', background: 0.0402, attack: 0.4988 },
  { test: 'log-in', outcome: 'seen', background: 0.9998, attack: 0.0101 },
  { test: 'log-in', outcome: 'not-seen', background: 0.00002, attack: 0.9899 },
]

export const cleared = (): Report['cleared'] => [
  {
    what: message('cleared/partner-server', { address: '192.0.2.10', n: 4_120 }),
    reasons: [message('cleared/whole-window'), message('cleared/issued')],
  },
  {
    what: message('cleared/shared-address', { address: '192.0.2.200', accounts: 612 }),
    reasons: [message('cleared/log-ins-seen')],
  },
  { what: message('cleared/skewed-clock', { source: 'web-2', seconds: -47.3 }), reasons: [] },
]

/** 30 days of a daily rhythm; with an incident, a probe on day 12 and a bulk from day 18 on. */
export const hourly = (withActor: boolean): readonly HourlyPoint[] =>
  Array.from({ length: 735 }, (_, i) => {
    const at = new Date(Date.UTC(2025, 5, 1) + i * 3_600_000)
    const everybody = BigInt(
      Math.round(13_000 + 9_000 * Math.sin(((at.getUTCHours() - 4) / 24) * 2 * Math.PI) + ((i * 7919) % 1_300)),
    )
    const probe = i >= 280 && i < 283 ? 5n : 0n
    const bulk = i >= 423 && i < 693 && (i * 31) % 7 < 4 ? BigInt(20 + ((i * 127) % 60)) : 0n
    return {
      hour: at.toISOString(),
      actor: withActor ? probe + bulk : 0n,
      everybody: i >= 257 && i < 262 ? everybody / 2n : everybody,
    }
  })
