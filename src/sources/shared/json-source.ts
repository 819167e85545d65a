import type { AuthAction, EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { parsePath, type Step } from '../json-lines/json-path.ts'
import { recogniseRecords } from '../json-lines/recognise.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import type { Decoder } from './decoder.ts'
import { eventProgram } from './event-program.ts'
import { type JsonSql, jsonSql, plainValues } from './json-values.ts'
import { anyTime } from './line-time.ts'
import { isBlank, plainEvent } from './plain/plain-event.ts'

type Record_ = Readonly<Record<string, unknown>>

/** A log of one JSON object a line whose members are known: said by data, read by one pair of readers. */
export interface JsonFormat {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Whether a record is of this log and no other. */
  readonly owns: (record: Record_) => boolean
  /** Places of each field, best first, separated by ` | `. */
  readonly fields: Partial<Readonly<Record<EventField, string>>>
  readonly decoders?: Partial<Readonly<Record<EventField, readonly Decoder[]>>>
  /** What records are: 'http' requests, 'auth' events, or 'api' calls, of which those with an action are 'auth'. */
  readonly records: 'http' | 'auth' | 'api'
  /** Values of the action field by what they mean. */
  readonly actions?: Partial<Readonly<Record<AuthAction, readonly string[]>>>
  /** Whether the value of the action field means something only with that of another place. */
  readonly named?: {
    readonly from: string
    readonly sql: (value: Sql, by: Sql) => Sql
    readonly plain: (value: ByteString, by: ByteString) => ByteString
  }
  /** `actions` where it depends on which of them there are in the sample. */
  readonly actionsIn?: (names: ReadonlySet<string>) => Recognition['actions']
  /** Values of the outcome field that mean success; all others mean failure. */
  readonly succeeds?: readonly string[]
  /** Values of the outcome field that mean neither yet. */
  readonly pending?: readonly string[]
  /** Records that are no events: those whose value at a place is not among `keep`. */
  readonly skips?: readonly {
    readonly from: string
    readonly keep: readonly string[] | 'any'
    readonly reason: string
  }[]
  readonly log?: SourcePlan['log']
}

export const jsonSource = (format: JsonFormat): SourceKind => ({
  id: format.id,
  title: format.title,
  description: format.description,
  recognise: (lines, config) => recognise(format, lines, config),
  compile: (plan, key) => compile(format, plan, key),
  read: (line, plan) => read(format, line, plan),
})

const compile = (format: JsonFormat, plan: SourcePlan, key: HashKey): LineProgram => {
  const from = origins(plan)
  const { named } = format
  const json = jsonSql([
    ...from.map(([, place]) => place),
    ...(format.skips ?? []).map((skip) => skip.from),
    ...(named === undefined ? [] : [named.from]),
  ])
  const raw: Partial<Record<EventField, Sql>> = {}
  for (const [field, place] of from)
    raw[field] = (format.decoders?.[field] ?? []).reduce((value, decoder) => decoder.sql(value), json.value(place))
  const { time = sql`''`, action: bare = sql`''`, outcome, ...others } = raw
  const action = named === undefined ? bare : named.sql(bare, json.value(named.from))
  const acts = { name: 'event_action', expression: actionSql(format, plan, action, outcome) }
  return eventProgram(
    {
      definitions: [...json.definitions, acts],
      raw: others,
      time: anyTime.sql(time, plan.zone),
      rejects: rejectsOf(format, json),
      proxies: plan.proxies,
      kind: kindSql(format),
      action: sql`event_action`,
    },
    key,
  )
}

const kindSql = (format: JsonFormat): Sql => {
  if (format.records === 'api') return sql`if(event_action IN ('', 'failed'), 'other', 'auth')`
  return format.records === 'auth' ? sql`'auth'` : sql`'http'`
}

const rejectsOf = (format: JsonFormat, json: JsonSql): readonly { readonly when: Sql; readonly reason: string }[] => [
  {
    when: sql`event_time < toDateTime64('1990-01-01 00:00:00', 6, 'UTC') AND NOT ${json.isObject}`,
    reason: 'not-json',
  },
  ...(format.skips ?? []).map(({ from, keep, reason }) => ({
    when: keep === 'any' ? sql`${json.value(from)} IN ('', '-')` : sql`${json.value(from)} NOT IN ${[...keep]}`,
    reason,
  })),
]

const pairsOf = (format: JsonFormat, plan: SourcePlan): readonly (readonly [string, string])[] =>
  Object.entries(Object.keys(plan.actions).length > 0 ? plan.actions : (format.actions ?? {})).flatMap(
    ([action, values]) => values.map((value) => [value, action] as const),
  )

/** A log-in that failed is a failed log-in; whatever else failed issued nothing, and is 'failed'. */
const actionSql = (format: JsonFormat, plan: SourcePlan, value: Sql, outcome: Sql | undefined): Sql => {
  const pairs = pairsOf(format, plan)
  const judged = outcome !== undefined && format.succeeds !== undefined
  if (pairs.length === 0 && !judged) return sql`''`
  const names = bind('Array(String)', pairs.map(([name]) => name)) // biome-ignore format: one expression
  const actions = bind('Array(String)', pairs.map(([, action]) => action)) // biome-ignore format: one expression
  const action = pairs.length === 0 ? sql`''` : sql`transform(${value}, ${names}, ${actions}, '')`
  if (outcome === undefined || format.succeeds === undefined) return action
  return sql`multiIf(${outcome} IN ${[...format.succeeds]}, ${action}, ${outcome} IN ${[...(format.pending ?? [])]}, '', ${action} IN ('logon', 'logon-failed'), 'logon-failed', 'failed')`
}

const actionPlain = (format: JsonFormat, plan: SourcePlan, value: string, outcome: string | undefined): string => {
  const action = pairsOf(format, plan).find(([name]) => name === value)?.[1] ?? ''
  if (outcome === undefined || format.succeeds === undefined || format.succeeds.includes(outcome)) return action
  if (format.pending?.includes(outcome) === true) return ''
  return action === 'logon' || action === 'logon-failed' ? 'logon-failed' : 'failed'
}

const read = (format: JsonFormat, line: ByteString, plan: SourcePlan): PlainReading => {
  const value = plainValues(line)
  const raw: Partial<Record<EventField, string>> = {}
  for (const [field, place] of origins(plan))
    raw[field] = (format.decoders?.[field] ?? []).reduce((text, { plain }) => plain(text), value?.(place) ?? '')
  const { time = '', action: bare = '', outcome, ...others } = raw
  const named = format.named === undefined ? bare : format.named.plain(bare, value?.(format.named.from) ?? '')
  const skip = (format.skips ?? []).find(({ from, keep }) => {
    const text = value?.(from) ?? ''
    return keep === 'any' ? ['', '-'].includes(text) : !keep.includes(text)
  })
  const action = actionPlain(format, plan, named, outcome)
  return plainEvent(line, {
    raw: others,
    time: anyTime.plain(time, plan.zone),
    reject: value === null ? 'not-json' : (skip?.reason ?? ''),
    kind: format.records === 'api' ? (action === '' || action === 'failed' ? 'other' : 'auth') : format.records,
    action,
    proxies: plan.proxies,
  })
}

/** Field → its places. */
const origins = (plan: SourcePlan): readonly (readonly [EventField, string])[] =>
  Object.entries(plan.fields).map(([field, { from }]) => [field as EventField, from])

const recognise = (
  format: JsonFormat,
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const records = recordsIn(lines)
  const own = records.filter((record): record is Record_ => record !== null && format.owns(record))
  if (own.length === 0) return null
  const added = recogniseRecords(own, undefined)
  const isWritten = (from: string): boolean => own.some((record) => !['', '-'].includes(textIn(record, from)))
  const fields = fieldsOf(format, config, format.records === 'http' ? (added?.fields ?? {}) : {}, isWritten)
  const at = (field: EventField): readonly string[] =>
    own.map((record) => textIn(record, fields[field]?.from ?? '')).filter((text) => text !== '' && text !== '-')
  const times = at('time')
  const inLog = times.length > 0 && times.every((time) => anyTime.carriesOffset(time))
  return {
    confidence: own.length / records.length,
    format: '',
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: format.log ?? (format.records === 'http' ? 'access' : 'auth'),
    fields,
    actions: config?.actions ?? format.actionsIn?.(namesIn(format, own, fields.action?.from ?? '')) ?? {},
    credentialCandidates: [
      ...(fields.credential === undefined
        ? []
        : [{ from: fields.credential.from, named: true, values: at('credential').slice(0, SAMPLED) }]),
      ...(added?.credentialCandidates ?? []).filter(({ from }) => from !== fields.credential?.from),
    ],
  }
}

const namesIn = ({ named }: JsonFormat, records: readonly Record_[], from: string): ReadonlySet<string> =>
  new Set(
    records.map((record) => {
      const value = textIn(record, from)
      return named === undefined ? value : named.plain(value, textIn(record, named.from))
    }),
  )

/** Who asked, and with what token, is not in a server's own members, or these are empty: people add theirs. */
const ADDED: readonly EventField[] = [
  'principal',
  'credential',
  'device',
  'token_kid',
  'token_alg',
  'token_issued',
  'token_expires',
]

const SAMPLED = 2000
/** One sample is shown to every source: it is parsed once. */
const PARSED = new WeakMap<readonly string[], readonly (Record_ | null)[]>()

/** Of every line that is not blank; null for what is no JSON object. */
const recordsIn = (lines: readonly string[]): readonly (Record_ | null)[] => {
  const known = PARSED.get(lines)
  if (known !== undefined) return known
  const records = lines.filter((line) => !isBlank(line)).map(recordOf)
  PARSED.set(lines, records)
  return records
}

const recordOf = (line: string): Record_ | null => {
  if (!/^\uFEFF?\s*\{/.test(line)) return null
  try {
    return JSON.parse(line.replace(/^\uFEFF/, '')) as Record_
  } catch {
    return null
  }
}

/** Text of the first of the places that holds any; of the sample only, where the last digits of a number do not count. */
const textIn = (record: Record_ | null, from: string): string => {
  for (const place of from.split(' | ')) {
    const value = parsePath(place).reduce<unknown>(stepInto, record)
    if ((typeof value === 'string' || typeof value === 'number') && value !== '' && value !== '-') return String(value)
  }
  return ''
}

const stepInto = (value: unknown, step: Step): unknown => {
  if (typeof value !== 'object' || value === null) return undefined
  if (typeof step !== 'object') return (value as Readonly<Record<string | number, unknown>>)[step]
  if (!Array.isArray(value)) return undefined
  return (value as readonly unknown[]).find((item) => String(stepInto(item, step.member)).toLowerCase() === step.is)
}

const fieldsOf = (
  format: JsonFormat,
  config: SourceConfig | undefined,
  added: Partial<Readonly<Record<EventField, FieldOrigin>>>,
  isWritten: (from: string) => boolean,
): Partial<Record<EventField, FieldOrigin>> => {
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  for (const field of ADDED) if (added[field] !== undefined) fields[field] = added[field]
  for (const [field, from] of Object.entries(format.fields))
    if (fields[field as EventField] === undefined || isWritten(from))
      fields[field as EventField] = { from, how: 'recognised' }
  for (const [field, from] of Object.entries(config?.fields ?? {}))
    fields[field as EventField] = { from, how: 'declared' }
  return fields
}

/** Whether a record has members at all of these paths of plain names. */
export const has = (record: Record_, ...paths: readonly string[]): boolean =>
  paths.every((path) => memberAt(record, path) !== undefined)

export const memberAt = (record: Record_, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record_)[name] : undefined),
      record,
    )
