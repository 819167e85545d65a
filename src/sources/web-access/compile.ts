import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { ident, type Sql, sql } from '../../engine/sql.ts'
import { addressText, clientAddress } from '../shared/client-address.ts'
import { bareToken, credentialHash, toldAlgorithm, tokenParts } from '../shared/credential.ts'
import { cookieOfMember, cookieSql } from '../shared/w3c-cookies.ts'
import { commonName } from '../shared/common-name.ts'
import { nobody } from '../shared/nobody.ts'
import { PATH_SESSION, pathSession, withoutPathSession } from '../shared/path-session.ts'
import { redactQuery, redactUrl } from '../shared/redact.ts'
import { templated } from '../shared/route-template.ts'
import { statusSql } from '../shared/status.ts'
import { isTime } from '../shared/times.ts'
import type { HashKey, LineProgram } from '../source-kind.ts'
import { type Cuts, cutParts, type Define } from './cut-parts.ts'
import { cutRequest, cutTarget, cutUnread, type Unread } from './cut-request.ts'
import { type Format, parseFormat } from './format.ts'
import { TARGETS } from './fields.ts'
import { timeIn } from './time-style.ts'

type Definitions = { readonly name: string; readonly expression: Sql }[]

const NOTHING = sql`''`

/** A plan compiled to SQL that finds a line's separators, byte by byte, from left to right, and cuts what it needs. */
export const compileWebAccess = (plan: SourcePlan, key: HashKey): LineProgram => {
  const format = parseFormat(plan.format)
  const definitions: Definitions = []
  const define = (name: string, expression: Sql): Sql => {
    definitions.push({ name, expression })
    return ident(name)
  }
  const cuts = cutParts(format, define)
  const value = valueReader(format, plan, cuts, define)
  const request = requestOf(plan, value, define)
  const time = define('event_time', timeIn(plan).sql(value('time'), plan.zone))
  const path = define('request_path', withoutPathSession.sql(request.path))
  const template = templated(path, define)
  const query = define('request_query', request.query)
  const { unread } = request
  const known = plan.fields.credential !== undefined
  const token = known ? define('bare_token', bareToken(credentialIn(plan, value))) : NOTHING
  const claims = tokenParts(token)
  const principal = commonName.sql(plan.fields.principal === undefined ? NOTHING : nobody.sql(value('principal')))
  const address = addressOf(plan, value, define)
  const blank = sql`(line IN ('', '\\r') OR match(line, '^[ \\t\\r]+$'))`
  return {
    definitions,
    token: known ? token : undefined,
    reject: sql`multiIf(${cuts.fits} AND ${isTime(time)}, '', ${blank}, 'blank', NOT ${cuts.fits}, 'not-this-format', 'bad-time')`,
    columns: {
      kind: sql`'http'`,
      action: NOTHING,
      time,
      src_ip: address,
      method: request.method,
      host: dashless(value('host')),
      path: unread === null ? path : sql`if(${unread.is}, ${unread.path}, ${path})`,
      query: unread === null ? redactQuery(query) : sql`if(${unread.is}, ${unread.query}, ${redactQuery(query)})`,
      route: template.route,
      object: template.object,
      status: statusSql(value('status')),
      bytes: sql`toUInt64OrZero(${value('bytes')})`,
      user_agent: dashless(value('user_agent')),
      referrer: redactUrl(dashless(value('referrer'))),
      principal: known ? sql`if(${principal} != '', ${principal}, ${claims.subject})` : principal,
      credential: known ? credentialHash(token, key) : sql`toUInt128(0)`,
      token_kid: plan.fields.token_kid !== undefined ? dashless(value('token_kid')) : known ? claims.kid : NOTHING,
      token_alg: toldAlgorithm(known ? claims.alg : NOTHING, dashless(value('token_alg'))),
      token_issued: known ? claims.issued : sql`toDateTime(0, 'UTC')`,
      token_expires: known ? claims.expires : sql`toDateTime(0, 'UTC')`,
      device: dashless(value('device')),
    },
  }
}

const partOf = (format: Format, plan: SourcePlan, field: EventField): number => {
  const from = plan.fields[field]?.from
  return from === undefined
    ? -1
    : format.parts.findIndex(({ variable }) => `$${variable}` === cookieOfMember(from).member)
}

const credentialIn = ({ fields }: SourcePlan, value: (field: EventField) => Sql): Sql => {
  if (fields.credential?.from !== PATH_SESSION) return value('credential')
  return pathSession.sql(value(TARGETS.find((field) => fields[field] !== undefined) ?? 'request'))
}

/** Text of a field, cut on first use; '' where the format has no such field. */
const valueReader = (format: Format, plan: SourcePlan, cuts: Cuts, define: Define): ((field: EventField) => Sql) => {
  const cut = new Map<number, Sql>()
  return (field) => {
    const part = partOf(format, plan, field)
    if (part < 0) return NOTHING
    const { start, end } = cuts.span(part)
    const text = cut.get(part) ?? define(`part_${part}`, cuts.text(start, sql`(toInt64(${end}) - ${start})`))
    cut.set(part, text)
    const cookie = cookieOfMember(plan.fields[field]?.from ?? '').name
    return cookie === undefined ? text : cookieSql(text, cookie)
  }
}

const addressOf = (plan: SourcePlan, value: (field: EventField) => Sql, define: Define): Sql => {
  const { src_ip: connection, forwarded } = plan.fields
  if (forwarded === undefined)
    return connection === undefined ? NOTHING : clientAddress(value('src_ip'), plan.proxies, define)
  const text = addressText(connection === undefined ? undefined : value('src_ip'), value('forwarded'))
  return clientAddress(define('event_address', text), plan.proxies, define)
}

const dashless = (value: Sql): Sql => (value === NOTHING ? value : sql`if(${value} = '-', '', ${value})`)

interface Request {
  readonly method: Sql
  readonly path: Sql
  readonly query: Sql
  /** What stands in the place of the request and is none; null where method and path are logged apart. */
  readonly unread: Unread | null
}

const requestOf = (plan: SourcePlan, value: (field: EventField) => Sql, define: Define): Request => {
  if (plan.fields.request !== undefined) {
    const request = value('request')
    const { method, target } = cutRequest(request, define)
    return { method, ...cutTarget(target, define), unread: cutUnread(request, method) }
  }
  const method = dashless(value('method'))
  const url = value(plan.fields.url === undefined ? 'path' : 'url')
  if (url === NOTHING) return { method, path: NOTHING, query: queryOf(plan, value, NOTHING), unread: null }
  const { path, query } = cutTarget(define('request_target', dashless(url)), define)
  return { method, path, query: queryOf(plan, value, query), unread: null }
}

const queryOf = (plan: SourcePlan, value: (field: EventField) => Sql, ofUrl: Sql): Sql =>
  plan.fields.query === undefined ? ofUrl : sql`trimLeft(${dashless(value('query'))}, '?')`
