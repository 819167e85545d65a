import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { actionOf, plainActionOf } from '../json-lines/auth-actions.ts'
import { nameOf, parsePath } from '../json-lines/json-path.ts'
import { bodyPair, bodyPlaces, plainBodyPair, withPairs } from '../json-lines/body-objects.ts'
import { columnsOf } from '../json-lines/flatten.ts'
import { entraSignIns } from '../json-lines/entra-table.ts'
import { logInsByFailure } from '../json-lines/failures-told.ts'
import { windowsLogOns } from '../json-lines/windows-log-ons.ts'
import { recogniseJsonLines } from '../json-lines/recognise.ts'
import {
  type ByteString,
  type Definitions,
  type HashKey,
  type LineProgram,
  type PlainReading,
  type Recognition,
  SourceProblem,
} from '../source-kind.ts'
import { actColumns, actFields, actSql, isOfActs, LOOKED, plainAct } from './composed-acts.ts'
import { columnNamed, madeSql, plainMade, withComposed } from './composed-values.ts'
import { capitalMethod, underRoot, withoutQuotes } from './decoder.ts'
import { eventProgram } from './event-program.ts'
import { anyTime } from './line-time.ts'
import { nobody } from './nobody.ts'
import { successOf } from './success-value.ts'
import { plainEvent } from './plain/plain-event.ts'

/** A line of named values, whoever named them. */
export interface FlatSql {
  readonly definitions: Definitions
  readonly value: (name: string) => Sql
  readonly rejects: readonly { readonly when: Sql; readonly reason: string }[]
}

export interface FlatPlain {
  readonly value: (name: string) => ByteString
  readonly reject: string
}

/** Fields by the words of their names and the look of their values, as in JSON. */
export const recogniseFlat = (
  rows: readonly Readonly<Record<string, string>>[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const records = withComposed(rows)
  const { format: _format, fields: declared, ...rest } = config ?? { match: '' }
  const guessed = recogniseJsonLines(
    records.map((record) => JSON.stringify(record)),
    rest,
  )
  if (guessed === null) return null
  const events =
    rest.log === undefined && rest.actions === undefined ? windowsLogOns(guessed.fields, columnsOf(records)) : null
  const found = events === null ? guessed : { ...guessed, ...events, log: 'mixed' as const }
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  const acts =
    found.log === 'access'
      ? actFields(columnsOf(records), found.fields, records.length, ({ path }) => nameOf(path[0]))
      : null
  const signIns =
    events === null && rest.log === undefined && rest.actions === undefined
      ? (entraSignIns(found.fields, columnsOf(records), ({ from }) => from) ??
        logInsByFailure(found.fields, columnsOf(records)))
      : null
  for (const [field, { from, how }] of Object.entries(signIns ?? acts ?? found.fields))
    fields[field as EventField] = { from: field === 'path' && acts !== null ? from : columnOf(from), how }
  for (const [field, from] of Object.entries(declared ?? {})) {
    if (
      !names.has(from) &&
      !names.has(columnNamed(from)) &&
      ![...names].some((name) => columnNamed(name) === from) &&
      !actColumns(from).every((name) => names.has(name))
    )
      throw new SourceProblem({ format: config?.format ?? '', problem: `no column ${from} for ${field}` })
    fields[field as EventField] = { from, how: 'declared' }
  }
  const credentialCandidates = found.credentialCandidates.map((one) => ({ ...one, from: columnOf(one.from) }))
  return {
    ...found,
    ...(signIns !== null && { log: 'auth' as const, actions: {} }),
    fields,
    credentialCandidates,
    principalCandidates: (found.principalCandidates ?? []).map(columnOf),
  }
}

/** A name with dots is one step here. */
const columnOf = (path: string): string => {
  const bare = successOf(path)?.from ?? path
  return `${nameOf(parsePath(bare)[0])}${path.slice(bare.length)}`
}

export const compileFlat = (plan: SourcePlan, key: HashKey, line: FlatSql): LineProgram => {
  const raw: Partial<Record<EventField, Sql>> = {}
  const valueOf = madeSql(line.value)
  for (const [field, { from }] of Object.entries(plan.fields)) raw[field as EventField] = valueOf(from)
  if (raw.method !== undefined) raw.method = capitalMethod.sql(raw.method)
  if (raw.request !== undefined) raw.request = withoutQuotes.sql(raw.request)
  if (raw.path !== undefined) raw.path = underRoot.sql(raw.path)
  if (isOfActs(plan)) Object.assign(raw, actSql(plan, line.value))
  if (lacksMethod(plan)) raw.method = sql`${LOOKED}`
  if (raw.body !== undefined) Object.assign(raw, lookedAtSql(plan, raw.body, raw))
  const { time = sql`''`, action, outcome, principal, ...others } = raw
  const acts = action === undefined || plan.log === 'access' ? sql`''` : actionOf(action, outcome, plan.actions)
  const said = action === undefined ? sql`''` : actionOf(action, undefined, plan.actions, outcome !== undefined)
  const program = eventProgram(
    {
      definitions: [
        ...line.definitions,
        { name: 'flat_said', expression: said },
        { name: 'flat_time', expression: time },
      ],
      raw: principal === undefined ? others : { ...others, principal: nobody.sql(principal) },
      time: anyTime.sql(sql`flat_time`, plan.zone),
      rejects: line.rejects,
      proxies: plan.proxies,
      kind: kindSql(plan),
      action: sql`if(${kindSql(plan)} = 'auth', ${acts}, '')`,
    },
    key,
  )
  return program
}

type Raw<Text> = Partial<Record<EventField, Text>>

/** What stands in a column of its own and says whom the request is about, as a parameter of it would. */
const lookedAtSql = (plan: SourcePlan, value: Sql, { url, query = sql`''` }: Raw<Sql>): Raw<Sql> => {
  const [place] = bodyPlaces(plan.fields.body?.from ?? '')
  if (place === undefined) return {}
  const pair = bodyPair(place, value)
  if (url === undefined) return { query: withPairs(query, [pair]) }
  const mark = sql`if(position(${url}, '?') > 0, '&', '?')`
  return { url: sql`if(${pair} = '' OR ${url} IN ('', '-'), ${url}, concat(${url}, ${mark}, ${pair}))` }
}

/** The same, plainly. */
const plainLookedAt = (plan: SourcePlan, value: ByteString, { url, query = '' }: Raw<ByteString>): Raw<ByteString> => {
  const [place] = bodyPlaces(plan.fields.body?.from ?? '')
  if (place === undefined) return {}
  const pair = plainBodyPair(place, value)
  if (url === undefined) return { query: [query, pair].filter((part) => part !== '').join('&') }
  return pair === '' || ['', '-'].includes(url) ? {} : { url: `${url}${url.includes('?') ? '&' : '?'}${pair}` }
}

const lacksMethod = ({ log, fields: { method, request, url, path } }: SourcePlan): boolean =>
  log !== 'auth' && (method ?? request) === undefined && (url ?? path) !== undefined

const kindSql = (plan: SourcePlan): Sql => {
  if (plan.log === 'auth') return sql`'auth'`
  const request = sql`if(event_path != '', 'http', 'other')`
  return plan.log === 'access' ? request : sql`if(flat_said != '', 'auth', ${request})`
}

export const readFlat = (line: ByteString, plan: SourcePlan, { value, reject }: FlatPlain): PlainReading => {
  const raw: Partial<Record<EventField, string>> = {}
  const valueOf = plainMade(value)
  for (const [field, { from }] of Object.entries(plan.fields)) raw[field as EventField] = valueOf(from)
  if (raw.method !== undefined) raw.method = capitalMethod.plain(raw.method)
  if (raw.request !== undefined) raw.request = withoutQuotes.plain(raw.request)
  if (raw.path !== undefined) raw.path = underRoot.plain(raw.path)
  if (isOfActs(plan)) Object.assign(raw, plainAct(plan, value))
  if (lacksMethod(plan)) raw.method = LOOKED
  if (raw.body !== undefined) Object.assign(raw, plainLookedAt(plan, raw.body, raw))
  const { time = '', action, outcome, principal, ...others } = raw
  const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')
  const failed = outcome === undefined ? undefined : utf8(outcome)
  const said = action === undefined ? '' : plainActionOf(utf8(action), undefined, plan.actions, outcome !== undefined)
  const acts = action === undefined || plan.log === 'access' ? '' : plainActionOf(utf8(action), failed, plan.actions)
  const reading = plainEvent(line, {
    raw: principal === undefined ? others : { ...others, principal: nobody.plain(principal) },
    time: anyTime.plain(time, plan.zone),
    reject,
    proxies: plan.proxies,
  })
  if (reading.event === undefined) return reading
  const request = reading.event.path === '' ? 'other' : 'http'
  const kind = plan.log === 'auth' || (plan.log === 'mixed' && said !== '') ? 'auth' : request
  return { reject: '', event: { ...reading.event, kind, action: kind === 'auth' ? acts : '' } }
}
