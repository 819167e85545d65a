import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { actionByWords, actionOf, plainActionOf } from '../json-lines/auth-actions.ts'
import { eventProgram } from '../shared/event-program.ts'
import { isoTime } from '../shared/line-time.ts'
import { OF_ERRORS } from '../shared/nginx-errors.ts'
import { nobody } from '../shared/nobody.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import { NO_NAMES } from './patterns.ts'
import { type Sentence, sentenceDefinitions, sentenceOf } from './sentence.ts'

/** Requests and log-ins that the log of an application tells in sentences. The plan's format is empty. */
export const prose: SourceKind = {
  id: 'prose',
  title: 'Sentences of an application',
  description: 'Lines of an application’s own log that tell in words of a request or a log-in: who, whence, what.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compile(plan, key),
  read: (line, plan) => read(line, plan),
}

const NAMES = {
  time: sql`said_time`,
  src_ip: sql`said_address`,
  method: sql`said_method`,
  url: sql`said_target`,
  status: sql`said_status`,
  principal: sql`said_user`,
} as const

const SAID: Readonly<Record<keyof typeof NAMES | 'action', string>> = {
  time: '(time)',
  src_ip: '(address)',
  method: '(method)',
  url: '(target)',
  status: '(status)',
  principal: '(user)',
  action: '(words)',
}

/** Who stands beside the address without a word that leads to it. */
const BESIDE = [
  { from: '(word before the address)', sql: sql`said_before` },
  { from: '(word behind the address)', sql: sql`said_after` },
] as const

const userSql = ({ fields }: SourcePlan): Sql =>
  BESIDE.find(({ from }) => from === fields.principal?.from)?.sql ?? NAMES.principal

const userIn = ({ user, beside }: Sentence, { fields }: SourcePlan): ByteString =>
  beside[BESIDE.findIndex(({ from }) => from === fields.principal?.from)] ?? user

const has = (plan: SourcePlan, field: keyof typeof SAID): boolean => plan.fields[field] !== undefined

/** A log-in that names neither who nor whence is none of anybody's. */
const compile = (plan: SourcePlan, key: HashKey): LineProgram => {
  const part = (field: keyof typeof NAMES): Sql =>
    has(plan, field) ? (field === 'principal' ? userSql(plan) : NAMES[field]) : sql`''`
  const action = has(plan, 'action') ? actionOf(sql`said_words`, undefined, plan.actions) : sql`''`
  return eventProgram(
    {
      definitions: [
        ...sentenceDefinitions,
        { name: 'said_request', expression: sql`${part('url')} != ''` },
        {
          name: 'said_action',
          expression: sql`if(said_request OR (${part('src_ip')} = '' AND ${part('principal')} = ''), '', ${action})`,
        },
      ],
      raw: {
        src_ip: part('src_ip'),
        method: part('method'),
        url: part('url'),
        ...(has(plan, 'status') && { status: part('status') }),
        principal: nobody.sql(part('principal')),
      },
      time: isoTime.sql(sql`said_time`, plan.zone),
      rejects: [{ when: sql`NOT said_request AND said_action = ''`, reason: 'not-an-event' }],
      proxies: plan.proxies,
      kind: sql`if(said_request, 'http', 'auth')`,
      action: sql`said_action`,
    },
    key,
  )
}

const read = (line: ByteString, plan: SourcePlan): PlainReading => {
  const said = sentenceOf(line)
  const part = (field: keyof typeof NAMES, text: ByteString): ByteString => (has(plan, field) ? text : '')
  const [address, target, user] = [
    part('src_ip', said.address),
    part('url', said.target),
    part('principal', userIn(said, plan)),
  ]
  const told = target === '' && (address !== '' || user !== '') && has(plan, 'action')
  const action = told ? plainActionOf(Buffer.from(said.words, 'latin1').toString('utf8'), undefined, plan.actions) : ''
  return plainEvent(line, {
    raw: {
      src_ip: address,
      method: part('method', said.method),
      url: target,
      ...(has(plan, 'status') && { status: said.status }),
      principal: nobody.plain(user),
    },
    time: isoTime.plain(said.time, plan.zone),
    reject: target === '' && action === '' ? 'not-an-event' : '',
    proxies: plan.proxies,
    kind: target === '' ? 'auth' : 'http',
    action,
  })
}

/** So many events in a sample, at least, and this share of its lines. */
const FEWEST = 3
const LEAST = 0.01
/** What knows the format of a line is to be preferred. */
const CERTAIN = 0.5
const MOST_STATUSES = 40

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  if (config?.format !== undefined || config?.fields !== undefined) return null
  const written = lines.filter((line) => !isBlank(line))
  if (written.some((line) => OF_ERRORS.test(line))) return null
  const said = written.map((line) => sentenceOf(Buffer.from(line).toString('latin1'))).filter(({ time }) => time !== '')
  const requests = said.filter(isRequest)
  const logIns = said.filter(isLogIn)
  const events = [...requests, ...logIns]
  if (events.length < FEWEST || events.length < LEAST * written.length) return null
  const own = said.every(({ time }) => isoTime.carriesOffset(time))
  return {
    confidence: (CERTAIN * events.length) / written.length,
    inferred: true,
    format: '',
    zone: config?.zone ?? 'UTC',
    zoneFrom: own ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: logIns.length === 0 ? 'access' : requests.length === 0 ? 'auth' : 'mixed',
    fields: fieldsOf(requests, logIns),
    actions: config?.actions ?? {},
    credentialCandidates: [],
  }
}

const isRequest = ({ target }: Sentence): boolean => target !== ''

const isLogIn = ({ target, address, user, words }: Sentence): boolean =>
  target === '' &&
  (address !== '' || user !== '') &&
  actionByWords(Buffer.from(words, 'latin1').toString('utf8')) !== ''

/** Fewer may be levels, hosts or parts of a program. */
const FEWEST_PEOPLE = 5
const NO_PERSON = /^(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|severe|\d+)$/i

/** Nearly every event has one, there are several, and one comes again. */
const arePeople = (words: readonly string[]): boolean => {
  const told = words.filter((word) => word !== '' && !NO_PERSON.test(word) && !NO_NAMES.includes(word.toLowerCase()))
  const different = new Set(told).size
  return told.length >= 0.9 * words.length && different >= FEWEST_PEOPLE && different < told.length
}

const fieldsOf = (
  requests: readonly Sentence[],
  logIns: readonly Sentence[],
): Partial<Record<EventField, FieldOrigin>> => {
  const events = [...requests, ...logIns]
  const statuses = new Set(requests.map(({ status }) => status).filter((status) => status !== ''))
  const fields: Partial<Record<EventField, FieldOrigin>> = { time: { from: SAID.time, how: 'recognised' } }
  const give = (field: keyof typeof SAID): void => {
    fields[field] = { from: SAID[field], how: 'guessed' }
  }
  if (events.some(({ address }) => address !== '')) give('src_ip')
  if (events.some(({ user }) => user !== '')) give('principal')
  else {
    const place = BESIDE.find((_, i) => arePeople(events.map(({ beside }) => beside[i] ?? '')))
    if (place !== undefined) fields.principal = { from: place.from, how: 'guessed' }
  }
  if (logIns.length > 0) give('action')
  if (requests.length > 0) {
    give('method')
    give('url')
  }
  if (statuses.has('200') && statuses.size <= MOST_STATUSES) give('status')
  return fields
}
