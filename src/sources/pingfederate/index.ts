import type { SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { addressOnly } from '../shared/decoder.ts'
import { eventProgram } from '../shared/event-program.ts'
import { anyTime } from '../shared/line-time.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

/** Cells behind the event, and those before it where no `transactionid` is among them. */
const EVENT = 2
const BEHIND = { principal: 1, src_ip: 2, host: 6, status: 8 } as const
const FEWEST = 12
const TRACKED = 'tid:'

/** Words of a plan's format. */
const WITH_TRANSACTION = 'transactionid'
const BY_SSO = 'sso'

/**
 * Ping Identity, *Security audit logging*: the fields in the order of its `log4j2.xml`, between `| `; since 11.3 with a
 * transaction's id before the event. An attempt at an adapter is the log-in; where the log tells of none, a sign-on.
 */
export const pingfederate: SourceKind = {
  id: 'pingfederate',
  title: 'PingFederate security audit log',
  description: 'Log-ins, sign-ons and the ends of sessions, as PingFederate writes them to audit.log.',
  isByLine: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compile(plan, key),
  read: (line, plan) => read(line, plan),
}

const eventPlace = (format: string): number => EVENT + (format.split(' ').includes(WITH_TRANSACTION) ? 1 : 0)
const logInsOf = (format: string): readonly string[] =>
  format.split(' ').includes(BY_SSO) ? ['AUTHN_ATTEMPT', 'SSO'] : ['AUTHN_ATTEMPT']
const ENDS = ['SLO', 'AUTHN_SESSION_DELETED', 'SRI_REVOKED']

const compile = (plan: SourcePlan, key: HashKey): LineProgram => {
  const at = eventPlace(plan.format)
  const cell = (place: number): Sql => sql`audit_cells[${place + 1}]`
  const [event, status] = [cell(at), cell(at + BEHIND.status)]
  const action = sql`multiIf(${event} IN ${[...logInsOf(plan.format)]} AND ${status} IN ('success', 'failure'), if(${status} = 'success', 'logon', 'logon-failed'), ${event} IN ${ENDS} AND ${status} != 'failure', 'revoke', '')`
  return eventProgram(
    {
      definitions: [
        { name: 'audit_line', expression: sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)` },
        { name: 'audit_cells', expression: sql`arrayMap(x -> trim(BOTH ' ' FROM x), splitByChar('|', audit_line))` },
      ],
      raw: {
        host: cell(at + BEHIND.host),
        principal: cell(at + BEHIND.principal),
        src_ip: addressOnly.sql(cell(at + BEHIND.src_ip)),
      },
      time: anyTime.sql(cell(0), plan.zone),
      rejects: [{ when: sql`length(audit_cells) < ${FEWEST} OR ${event} = ''`, reason: 'not-this-format' }],
      proxies: plan.proxies,
      kind: sql`'auth'`,
      action,
    },
    key,
  )
}

const cellsOf = (line: ByteString): readonly ByteString[] =>
  line
    .replace(/\r$/, '')
    .split('|')
    .map((cell) => cell.replace(/^ +/, '').replace(/ +$/, ''))

const read = (line: ByteString, plan: SourcePlan): PlainReading => {
  const at = eventPlace(plan.format)
  const cells = cellsOf(line)
  const cell = (place: number): ByteString => cells[place] ?? ''
  return plainEvent(line, {
    raw: {
      host: cell(at + BEHIND.host),
      principal: cell(at + BEHIND.principal),
      src_ip: addressOnly.plain(cell(at + BEHIND.src_ip)),
    },
    time: anyTime.plain(cell(0), plan.zone),
    reject: cells.length < FEWEST || cell(at) === '' ? 'not-this-format' : '',
    proxies: plan.proxies,
    kind: 'auth',
    action: actionOf(cell(at), cell(at + BEHIND.status), logInsOf(plan.format)),
  })
}

const actionOf = (event: ByteString, status: ByteString, logIns: readonly string[]): string => {
  if (logIns.includes(event) && ['success', 'failure'].includes(status))
    return status === 'success' ? 'logon' : 'logon-failed'
  return ENDS.includes(event) && status !== 'failure' ? 'revoke' : ''
}

/** Which events there are besides is open: their names are words in capitals, or names of protocols. */
const EVENT_NAME = /^[A-Z][A-Za-z0-9_]{1,60}$/
const ENDED = /^(?:success|failure|inprogress|authn_session_used)?$/i
const TIME = /^(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d/

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const rows = written
    .filter((line) => TIME.test(line) && line.includes(`| ${TRACKED}`))
    .map(cellsOf)
    .filter((cells) => cells.length >= FEWEST && cells[1]?.startsWith(TRACKED) === true)
  if (rows.length === 0) return null
  // Whoever changed the order of the fields has another log.
  const named = (place: number): number => rows.filter((cells) => EVENT_NAME.test(cells[place] ?? '')).length
  const isLate = named(EVENT + 1) === rows.length && rows.some((cells) => !EVENT_NAME.test(cells[EVENT] ?? ''))
  const at = EVENT + (isLate ? 1 : 0)
  const told = rows.filter((cells) => EVENT_NAME.test(cells[at] ?? ''))
  if (told.filter((cells) => ENDED.test(cells[at + BEHIND.status] ?? '')).length < 0.5 * told.length) return null
  const hasAttempts = told.some((cells) => cells[at] === 'AUTHN_ATTEMPT')
  const inLog = told.length > 0 && told.every(([time = '']) => anyTime.carriesOffset(time))
  const known = (from: string): FieldOrigin => ({ from, how: 'recognised' })
  return {
    confidence: told.length / written.length,
    format: config?.format ?? [isLate ? WITH_TRANSACTION : '', hasAttempts ? '' : BY_SSO].join(' ').trim(),
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'auth',
    fields: {
      time: known('%d'),
      host: known('host'),
      principal: known('subject'),
      src_ip: known('ip'),
      action: known('event, status'),
    },
    actions: config?.actions ?? {},
    credentialCandidates: [],
  }
}
