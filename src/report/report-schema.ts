import { z } from 'zod'
import { EVENT_FIELDS } from '../domain/case-config.ts'
import { CREDIBILITIES, ESTIMATIVE_WORDS, HYPOTHESES, RATINGS, RELIABILITIES } from '../domain/competing-hypotheses.ts'
import type { Report } from '../domain/report-model.ts'
import { administration, refusedLogIns, sigma } from './schema-beside.ts'
import { bounds, count, level, message, whole } from './schema-parts.ts'

const log = z.enum(['access', 'auth', 'mixed'])
const mark = z.enum(['declared', 'openapi', 'suggested'])
const messages = z.array(message)
const strings = z.array(z.string())

const file = z.strictObject({
  file: z.number(),
  path: z.string(),
  sha256: z.string(),
  bytes: whole,
  source: z.string(),
  fate: z.enum(['read', 'opened', 'same-bytes', 'unread']),
  sameAs: z.strictObject({ file: z.number(), path: z.string() }).nullable(),
  received: whole,
  parsed: whole,
  rejected: whole,
  duplicates: whole,
})

const source = z.strictObject({
  name: z.string(),
  kind: z.string(),
  format: z.string(),
  host: z.string(),
  zone: z.string(),
  zoneFrom: z.enum(['declared', 'in the log', 'deduced', 'assumed']),
  log,
  fields: z.partialRecord(
    z.enum(EVENT_FIELDS),
    z.strictObject({ from: z.string(), how: z.enum(['declared', 'recognised', 'guessed']) }),
  ),
  actions: z.partialRecord(z.enum(['issue', 'refresh', 'revoke', 'logon', 'logon-failed']), strings),
  proxies: z.int().exactOptional(),
})

const coverage = z.strictObject({
  source: z.string(),
  log,
  events: whole,
  first: z.string(),
  last: z.string(),
  holes: z.array(z.strictObject({ from: z.string(), to: z.string(), expected: z.number() })),
})

const clock = z.strictObject({ source: z.string(), reference: z.string(), correction: z.number(), pairs: whole })

const detection = z.strictObject({
  id: z.string(),
  outcome: z.enum(['found', 'nothing-found', 'could-not-look']),
  reasons: messages,
  looked: count.nullable(),
  hits: bounds.nullable(),
  tests: z.array(z.strictObject({ test: z.string(), outcome: z.string(), background: z.number(), attack: z.number() })),
})

const ranked = z.array(z.strictObject({ name: z.string(), events: whole }))

const way = z.strictObject({
  vector: z.string(),
  level,
  posterior: z.number(),
  first: z.string(),
  last: z.string(),
  events: whole,
  reasons: messages,
})

const actor = z.strictObject({
  id: z.string(),
  level,
  posterior: z.number(),
  vector: z.string(),
  ways: z.array(way),
  first: z.string(),
  last: z.string(),
  events: count,
  addresses: count,
  userAgents: count,
  devices: count,
  credentials: count,
  principals: count,
  topAddresses: ranked,
  topUserAgents: ranked,
  routes: ranked,
  phases: z.array(
    z.strictObject({ kind: z.enum(['probe', 'burst', 'pause']), from: z.string(), to: z.string(), events: whole }),
  ),
  reasons: messages,
})

const moment = z.strictObject({ time: z.string(), file: z.string(), line: whole, certificate: z.string() })

const sinceWhen = z.strictObject({
  firstConfirmed: moment.nullable(),
  firstLikely: moment.nullable(),
  firstPossible: moment.nullable(),
  earliestVisible: z.string(),
  last: z.string(),
  dwellSeconds: whole,
})

const entryVector = z.strictObject({
  id: z.string(),
  posterior: z.number(),
  attack: strings,
  cwe: strings,
  speaksFor: messages,
  speaksAgainst: messages,
})

const hypothesis = z.enum(HYPOTHESES)

const hypotheses = z.strictObject({
  standings: z.array(
    z.strictObject({ hypothesis, inconsistency: z.number(), share: z.number(), word: z.enum(ESTIMATIVE_WORDS) }),
  ),
  evidence: z.array(
    z.strictObject({
      id: z.string(),
      what: message,
      reliability: z.enum(RELIABILITIES),
      credibility: z.literal(CREDIBILITIES),
      ratings: z.record(hypothesis, z.enum(RATINGS)),
      by: z.string().nullable(),
      why: z.string().nullable(),
      diagnosticity: z.number(),
    }),
  ),
  requests: z.array(
    z.strictObject({
      id: z.string(),
      separates: z.array(hypothesis),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  notes: messages,
})

const impact = z.strictObject({
  views: bounds,
  accounts: bounds,
  unownedObjects: bounds,
  byCategory: z.array(z.strictObject({ category: z.string(), marked: mark, accounts: bounds, views: bounds })),
  byRoute: z.array(
    z.strictObject({
      route: z.string(),
      categories: strings,
      marked: z.enum([...mark.options, 'unmapped']),
      accounts: bounds,
      views: bounds,
      first: z.string(),
      last: z.string(),
    }),
  ),
  holes: messages,
  untouched: z.array(z.strictObject({ route: z.string(), categories: strings, coverage: message })),
})

const certificate = z.strictObject({
  id: z.string(),
  definition: message,
  sql: z.string(),
  params: z.record(z.string(), z.unknown()),
  evidence: z.string(),
  engine: z.string(),
  result: z.string(),
})

/**
 * The report at the JSON edge. Whole numbers of 64 bits stand as decimal strings there and are `bigint` inside: each is
 * a codec. `EDGE_EQUALS_MODEL` below fails to compile when this schema and `Report` drift apart.
 */
export const reportSchema = z.strictObject({
  schema: z.literal('mapae/report/1'),
  program: z.string(),
  engine: z.string(),
  case: z.strictObject({ name: z.string(), zone: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  evidence: z.string(),
  files: z.array(file),
  problems: messages,
  sources: z.array(source),
  coverage: z.array(coverage),
  clocks: z.array(clock),
  totals: z.strictObject({ received: count, parsed: count, rejected: count, duplicates: count }),
  verdict: z.strictObject({
    answer: z.enum(['found', 'no-evidence', 'cannot-determine']),
    level: level.nullable(),
    accountsDeterminable: z.boolean(),
    reasons: messages,
  }),
  detections: z.array(detection),
  cleared: z.array(z.strictObject({ what: message, reasons: messages })),
  actors: z.array(actor),
  sinceWhen: sinceWhen.nullable(),
  entryVectors: z.array(entryVector),
  hypotheses: hypotheses.nullable(),
  impact,
  refusedLogIns: refusedLogIns.nullable(),
  administration: administration.nullable(),
  sigma: sigma.nullable(),
  hourly: z.array(z.strictObject({ hour: z.string(), actor: whole, everybody: whole })),
  certificates: z.array(certificate),
})

type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never

/** Compiles only while the schema and the model say the same. */
export const EDGE_EQUALS_MODEL: Equal<Frozen<z.output<typeof reportSchema>>, Report> = true
