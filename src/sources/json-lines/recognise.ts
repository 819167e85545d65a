import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { tellsClients } from '../shared/behind-proxies.ts'
import { actColumns, writtenActs } from '../shared/composed-acts.ts'
import { goesOn, REQUEST_OF, STATUS_OF, tellStatuses } from '../shared/message-request.ts'
import { IN_BRACKETS, WITH_BLANKS, withoutScheme } from '../shared/success-value.ts'
import { carriesOffset, timeStyleOf } from '../shared/times.ts'
import { type Recognition, SourceProblem } from '../source-kind.ts'
import { actionColumn, logOf } from './choose-action.ts'
import { endInColumn, endOf } from './end-of-record.ts'
import { issuesTold } from './issues-told.ts'
import { endOfFailures } from './ends-of-words.ts'
import { logInOutcomes } from './log-in-outcomes.ts'
import {
  clientOf,
  finestOf,
  fullOf,
  isTarget,
  templatesIn,
  LEAST_ACCOUNTS,
  momentOf,
  MOST_DIFFERENT,
} from './choose-column.ts'
import { beforeCollected } from './collectors-time.ts'
import { type Column, columnsOf } from './flatten.ts'
import { guessFields } from './guess-fields.ts'
import { writtenPlaces } from './body-objects.ts'
import { recogniseBodies } from './recognise-bodies.ts'
import { ofAsking, usesProgram } from './who-uses.ts'
import { logInsOf, outcomeBySense } from './outcome-sense.ts'
import { formatPath, parsePath } from './json-path.ts'
import { cookieOfMember, cookiesIn } from '../shared/w3c-cookies.ts'
import { ADDRESS, KNOWN, most, PER_REQUEST, rankOf } from './vocabulary.ts'
import { hostedUrl, relativePath } from './relative-path.ts'
import { wholeTarget } from './whole-target.ts'
import { zoneBeside, zoneNamed } from './zone-named.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** The list of X-Forwarded-For, looked for where `proxies` is declared, and where all connections are of the company's own balancers. */
const FORWARDED = /(?:^|_)(?:x_)?(?:forwarded_?for|xff)$/
/** At least this share of the sampled lines must be JSON objects. */
const LEAST = 0.3
/** Sampled credentials kept for comparison with other logs. */
const SHARED_VALUES = 20_000

export const recogniseJsonLines = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => line.trim() !== '')
  const records = written.map(parsed).filter((record) => record !== null)
  if (records.length === 0 || records.length < LEAST * written.length) return null
  const found = recogniseRecords(records, config)
  return found === null ? null : { ...found, confidence: records.length / written.length }
}

type Json = Readonly<Record<string, unknown>>

/** Fields of records by their names and values, whatever log they are of. */
export const recogniseRecords = (records: readonly Json[], config: SourceConfig | undefined): Recognition | null => {
  const columns = columnsOf(records)
  const action = actionColumn(columns)
  const list = columns.find(({ words }) => FORWARDED.test(words))
  const fields = fieldsOf(columns, records.length, action, config?.proxies === undefined ? undefined : list)
  let log = config?.log ?? logOf(fields, action, columns, records.length)
  if (log !== 'access' && action !== undefined) fields.action = origin(action, 'recognised')
  if (
    list !== undefined &&
    list.from !== fields.src_ip?.from &&
    tellsClients(valuesOf(columns, fields.src_ip), list.values)
  )
    fields.forwarded ??= origin(list, 'recognised')
  const outcomes =
    action === undefined && log === 'access' && config?.log === undefined ? tableOf(fields, columns) : null
  if (outcomes !== null) {
    fields.action = outcomes.from
    log = 'auth'
  }
  if (log === 'access' || outcomes !== null) delete fields.outcome
  const end = log === 'auth' && outcomes === null && fields.outcome === undefined ? endOf(fields, columns) : undefined
  const inWords = (): FieldOrigin | undefined =>
    fields.outcome === undefined && action !== undefined
      ? endInColumn(fields, columns, action, logInsOf(columns, action))
      : undefined
  const sensed =
    log === 'access' || outcomes !== null ? null : (end ?? inWords() ?? outcomeBySense(fields, columns, action))
  if (sensed !== null) fields.outcome = sensed
  const cookies = cookiesOf(columns)
  const [cookie] = cookies
  if (fields.credential === undefined && cookie?.named === true)
    fields.credential = { from: cookie.from, how: 'recognised' }
  recogniseBodies(log, fields, columns)
  declare(fields, config, columns)
  if (log === 'auth' && fields.principal === undefined) {
    const account = onlyIds(columns, records.length, fields)
    if (account !== undefined) fields.principal = origin(account, 'guessed')
  }
  if (config?.actions === undefined) tellFailures(fields, action)
  readMessages(fields, columns)
  const times = bareTimes(fields, valuesOf(columns, fields.time))
  const style = timeStyleOf(times)
  if (style === null && fields.time?.how !== 'declared') return null
  const named = zoneNamed(fields.time?.from ?? '') ?? zoneBeside(fields.time?.from ?? '', columns)
  const inLog = style !== null && (carriesOffset(style, times) || (named !== null && config?.zone === undefined))
  return {
    confidence: 1,
    format: '',
    zone: config?.zone ?? named ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log,
    fields,
    actions: config?.actions ?? outcomes?.actions ?? {},
    credentialCandidates:
      fields.credential?.how === 'declared'
        ? [candidate(columns, fields.credential)]
        : [...candidates(columns), ...cookies],
    principalCandidates: accountNames(columns, fields),
  }
}

/** Times without the brackets that all of them stand in, which are said behind the name. */
const bareTimes = (fields: Fields, times: readonly string[]): readonly string[] => {
  if (fields.time === undefined || times.length === 0 || !times.every((time) => /^\[.*\]$/.test(time))) return times
  fields.time = { ...fields.time, from: `${fields.time.from}${IN_BRACKETS}` }
  return times.map((time) => time.slice(1, -1))
}

const isWritten = (value: string): boolean => value !== '' && value !== '-'

/** A request that a message begins with, and its status; programs whose blanks are percent-encoded. */
const readMessages = (fields: Fields, columns: readonly Column[]): void => {
  const { request, user_agent: agent } = fields
  const messages = valuesOf(columns, request).filter(isWritten)
  if (request !== undefined && request.how !== 'declared' && goesOn(messages)) {
    fields.request = { from: `${request.from}${REQUEST_OF}`, how: 'guessed' }
    if (fields.status === undefined && tellStatuses(messages))
      fields.status = { from: `${request.from}${STATUS_OF}`, how: 'guessed' }
  }
  const agents = valuesOf(columns, agent).filter(isWritten)
  if (
    agent !== undefined &&
    agent.how !== 'declared' &&
    agents.some((text) => text.includes('%20')) &&
    !agents.some((text) => text.includes(' '))
  )
    // biome-ignore format: one condition
    fields.user_agent = { from: `${agent.from}${WITH_BLANKS}`, how: agent.how }
}

/** What each row of a table is that has no column for what happened: a log-in, or a token that was issued. */
const tableOf = (fields: Fields, columns: readonly Column[]): ReturnType<typeof logInOutcomes> =>
  logInOutcomes(fields, columns) ?? issuesTold(fields, columns)

/** Where log-ins that failed are told by the end of a word, that is said behind the place of what happened. */
const tellFailures = (fields: Fields, action: Column | undefined): void => {
  if (action === undefined || fields.action?.from !== action.from) return
  const ending = endOfFailures(action.values)
  if (ending !== null) fields.action = { from: `${action.from}${ending}`, how: 'guessed' }
}

const parsed = (line: string): Json | null => {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const origin = (column: Column, how: FieldOrigin['how']): FieldOrigin => ({ from: column.from, how })

const valuesOf = (columns: readonly Column[], of: FieldOrigin | undefined): readonly string[] =>
  columns.find(({ from }) => from === of?.from)?.values ?? []

/** The best-named column whose values fit; of equal names the one in most records, then the shortest path and name. */
const fieldsOf = (
  columns: readonly Column[],
  records: number,
  action: Column | undefined,
  list: Column | undefined,
): Fields => {
  const fields: Fields = list === undefined ? {} : { forwarded: origin(list, 'recognised') }
  const taken = new Set<string>([action, list].flatMap((column) => column?.from ?? []))
  const templates = templatesIn(columns)
  for (const known of KNOWN) {
    const { field, fits } = known
    if (fields[field] !== undefined) continue
    const ranked = columns
      .filter(({ from }) => !taken.has(from))
      .map((column) => ({ column, rank: rankOf(known, column.words) }))
      .filter(({ column, rank }) => rank >= 0 && fits(column.values) && !(isTarget(field) && templates.has(column)))
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          b.column.values.length - a.column.values.length ||
          a.column.path.length - b.column.path.length ||
          a.column.words.length - b.column.words.length ||
          (a.column.from < b.column.from ? -1 : 1),
      )
    const named = bestOf(
      field,
      ranked.map(({ column }) => column),
      records,
    )
    const best = named === undefined || field !== 'principal' ? named : usesProgram(named, [...ranked.map(({ column }) => column), ...columns.filter(({ from, values }) => !taken.has(from) && fits(values))], columns.find(({ from }) => from === fields.src_ip?.from)) // biome-ignore format: one choice
    if (best === undefined) continue
    // Whom the user looked at is what the request asked for.
    if (named !== undefined && best !== named) fields.body = origin(named, 'recognised')
    const own =
      field === 'time'
        ? beforeCollected(
            best,
            ranked.map(({ column }) => column),
          )
        : undefined
    fields[field] = own === undefined ? origin(best, 'recognised') : origin(own, 'guessed')
    taken.add((own ?? best).from)
  }
  if (fields.request !== undefined && fields.url !== undefined) delete fields.request
  const guessed = guessFields(columns, records, fields, taken)
  const hosted = hostedUrl(guessed, columns, records)
  if (hosted !== undefined) return { ...guessed, url: { from: `${hosted.from}${withoutScheme}`, how: 'guessed' } }
  const relative = relativePath(guessed, columns, records)
  return wholeTarget(relative === undefined ? guessed : { ...guessed, path: origin(relative, 'guessed') }, columns)
}

const bestOf = (field: EventField, ranked: readonly Column[], records: number): Column | undefined => {
  if (field === 'src_ip') return clientOf(fullOf(ranked, 0.5), records)
  if (field === 'principal') return finestOf(fullOf(ofAsking(ranked), 0.1))
  return field === 'time' ? momentOf(ranked) : ranked[0]
}

/** Words of people; a field with one of them may be one of their names. */
const PERSON =
  /(?:^|_)(?:user|usr|uid|member|mbr|account|acct|customer|cust|subscriber|person|login|e_?mail|sub|subject)(?:_|$)/

/** Upon whom somebody acts. */
const ACTED_UPON = /(?:^|_)(?:target|affected|impacted|대상)_?/

/** Every field that may name the account, best first. */
const accountNames = (columns: readonly Column[], fields: Fields): readonly string[] => {
  const known = KNOWN.find(({ field }) => field === 'principal')
  const taken = new Set(Object.entries(fields).flatMap(([field, { from }]) => (field === 'principal' ? [] : [from])))
  return columns
    .filter(({ from, words, values }) => !taken.has(from) && !ACTED_UPON.test(words) && (PERSON.test(words) || known?.names.some((name) => name.test(words)) === true) && known?.fits(values) === true) // biome-ignore format: one condition
    .map(({ from }) => from)
}

const declare = (fields: Fields, config: SourceConfig | undefined, columns: readonly Column[]): void => {
  for (const [field, text] of Object.entries(config?.fields ?? {})) {
    const places = field === 'body' ? text.split('|').map((place) => place.trim()) : [text]
    const written = field === 'path' ? writtenActs : writtenPlaces
    fields[field as EventField] = {
      from: written(
        (field === 'path' ? actColumns(text) : places).map((place) => declaredPlace(field, place, columns)),
      ),
      how: 'declared',
    }
  }
}

const declaredPlace = (field: string, text: string, columns: readonly Column[]): string => {
  const literal = columns.find(({ path }) => path.length === 1 && path[0] === text)
  const { member, name } = cookieOfMember(text)
  const path = literal?.path ?? parsePath(member.replace(/^\$\./, ''))
  if (path.length === 0 || path.some((step) => typeof step === 'string' && /[`{}\\]/.test(step))) {
    throw new SourceProblem({
      format: 'json-lines',
      problem: `${field}: ${text} is no path into JSON; write it as http.request.method`,
    })
  }
  return literal !== undefined || name === undefined ? formatPath(path) : `${formatPath(path)}; ${name}`
}

const candidate = (columns: readonly Column[], of: FieldOrigin): Recognition['credentialCandidates'][number] => ({
  from: of.from,
  named: true,
  values: valuesOf(columns, of).slice(0, SHARED_VALUES),
})

/** Every field that may hold the credential, by name or by the look of its values. */
const candidates = (columns: readonly Column[]): Recognition['credentialCandidates'] => {
  const known = KNOWN.find(({ field }) => field === 'credential')
  return columns
    .filter((column) => !PER_REQUEST.test(column.words))
    .map((column) => ({ column, named: known?.names.some((name) => name.test(column.words)) === true }))
    .filter(
      ({ column, named }) => (named && known?.fits(column.values) === true) || looksLikeCredentials(column.values),
    )
    .map(({ column, named }) => ({ from: column.from, named, values: column.values.slice(0, SHARED_VALUES) }))
}

/** Whom a log-in is about, where no name tells: the one column of ids that come again, if there is one. */
const onlyIds = (columns: readonly Column[], records: number, fields: Fields): Column | undefined => {
  const taken = new Set(Object.values(fields).map(({ from }) => from))
  const ids = columns.filter(({ from, words, values }) => {
    const different = new Set(values).size
    return (
      !taken.has(from) &&
      !PER_REQUEST.test(words) &&
      !NO_ACCOUNT.test(words) &&
      values.length >= 0.9 * records &&
      different >= LEAST_ACCOUNTS &&
      different <= MOST_DIFFERENT * values.length &&
      most(values, /^(?!\d{1,4}$)[^\s{}[\]"/]{3,64}$/) &&
      !most(values, ADDRESS, 0.5) &&
      timeStyleOf(values) === null
    )
  })
  return ids.length === 1 ? ids[0] : undefined
}

/** Words of what differs from record to record and is nobody: programs, places, sizes. */
const NO_ACCOUNT =
  /(?:^|_)(?:agent|ua|browser|os|device|country|city|region|asn|isp|version|app|client|host|node|pod|thread|pid|port|line|duration|latency|ms|size|bytes|method|path|url|reason|hash|sha)(?:_|$)/

/** A member that holds the whole Cookie header, and which of its cookies may be the session. */
const cookiesOf = (columns: readonly Column[]): Recognition['credentialCandidates'] =>
  columns
    .filter(({ words, values }) => /(?:^|_)cookies?$/.test(words) && values.some((value) => /^[^=;\s]+=/.test(value)))
    .flatMap(({ from, values }) => cookiesIn(values, (name) => `${from}; ${name}`))

const looksLikeCredentials = (values: readonly string[]): boolean => {
  const some = values.filter((value) => !/^(?:|-|null|undefined)$/.test(value))
  const tokens = some.filter(
    (value) => /^(?:[A-Za-z0-9._~+/=-]{16,}|[0-9a-f]{8,})$/i.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value),
  )
  return tokens.length >= 5 && tokens.length >= 0.95 * some.length && new Set(tokens).size >= 5
}
