import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { bind, ident, literal, type Sql, sql } from '../../engine/sql.ts'
import { clientAddress } from '../shared/client-address.ts'
import { bareToken, credentialHash, tokenParts } from '../shared/credential.ts'
import { redactQuery, redactUrl } from '../shared/redact.ts'
import { objectOf, routeOf } from '../shared/route-template.ts'
import { isTime, type TimeStyle, timeOf } from '../shared/times.ts'
import type { HashKey, LineProgram } from '../source-kind.ts'
import { type Format, parseFormat } from './format.ts'

type Definitions = { readonly name: string; readonly expression: Sql }[]

/** A plan compiled to SQL that cuts a line at its separators, byte by byte, from left to right. */
export const compileWebAccess = (plan: SourcePlan, key: HashKey): LineProgram => {
  const format = parseFormat(plan.format)
  const definitions: Definitions = [{ name: 'clean', expression: CLEAN }]
  cuts(format, plan, definitions)
  const value = valueReader(format, plan)
  const define = (name: string, expression: Sql): Sql => {
    definitions.push({ name, expression })
    return ident(name)
  }
  const request = requestOf(plan, value, define)
  const time = define('event_time', timeOf(value('time'), styleOf(plan), plan.zone))
  const token = define('bare_token', bareToken(value('credential')))
  const claims = tokenParts(token)
  const principal = define('principal_name', dashless(value('principal')))
  const path = define('request_path', request.path)
  const noToken = plan.fields.credential === undefined
  return {
    definitions,
    reject: sql`multiIf(line IN ('', '\\r') OR match(line, '^[ \\t\\r]+$'), 'blank', last_cut = 0, 'not-this-format', NOT ${isTime(time)}, 'bad-time', '')`,
    columns: {
      kind: sql`'http'`,
      action: sql`''`,
      time,
      src_ip: plan.fields.src_ip === undefined ? sql`''` : clientAddress(value('src_ip')),
      method: request.method,
      host: dashless(value('host')),
      path,
      query: redactQuery(request.query),
      route: routeOf(path),
      object: objectOf(path),
      status: sql`toUInt16OrZero(${value('status')})`,
      bytes: sql`toUInt64OrZero(${value('bytes')})`,
      user_agent: dashless(value('user_agent')),
      referrer: redactUrl(dashless(value('referrer'))),
      principal: noToken ? principal : sql`if(${principal} != '', ${principal}, ${claims.subject})`,
      credential: noToken ? sql`toUInt128(0)` : credentialHash(token, key),
      token_kid: noToken ? sql`''` : claims.kid,
      token_issued: noToken ? sql`toDateTime(0, 'UTC')` : claims.issued,
      token_expires: noToken ? sql`toDateTime(0, 'UTC')` : claims.expires,
      device: dashless(value('device')),
    },
  }
}

/** Escaped backslashes and quotes stand out of the way while the line is cut; most lines have none. */
const CLEAN = sql`if(position(line, '\\\\') = 0, if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line),
  replaceAll(replaceAll(if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line), '\\\\\\\\', char(1)), '\\\\"', char(2)))`

/** `end_i`: where part i ends, 0 from the first missing separator on. Only parts up to the last one needed are cut. */
const cuts = (format: Format, plan: SourcePlan, definitions: Definitions): void => {
  const needed = new Set(Object.values(plan.fields).map(({ from }) => from))
  format.parts.forEach(({ separator, variable }, i) => {
    const start = startOf(format, i)
    const isLast = i === format.parts.length - 1
    const found =
      separator === '' && isLast ? sql`length(clean) + 1` : sql`position(clean, ${literal(separator)}, ${start})`
    const before =
      i === 0
        ? format.lead === ''
          ? null
          : sql`startsWith(clean, ${literal(format.lead)})`
        : sql`${ident(`end_${i - 1}`)} > 0`
    definitions.push({ name: `end_${i}`, expression: before === null ? found : sql`if(${before}, ${found}, 0)` })
    if (needed.has(`$${variable}`)) {
      definitions.push({
        name: `part_${i}`,
        expression: unescaped(sql`substring(clean, ${start}, toInt64(${ident(`end_${i}`)}) - ${start})`),
      })
    }
  })
  definitions.push({ name: 'last_cut', expression: ident(`end_${format.parts.length - 1}`) })
}

const startOf = (format: Format, i: number): Sql => {
  if (i === 0) return sql`${bind('UInt64', format.lead.length + 1)}`
  const before = format.parts[i - 1]
  return sql`(${ident(`end_${i - 1}`)} + ${bind('UInt64', Buffer.byteLength(before?.separator ?? ''))})`
}

const unescaped = (part: Sql): Sql =>
  sql`if(position(line, '\\\\') = 0, ${part}, replaceAll(replaceAll(replaceAll(${part}, '\\\\x22', '"'), char(2), '"'), char(1), '\\\\'))`

const valueReader =
  (format: Format, plan: SourcePlan) =>
  (field: EventField): Sql => {
    const from = plan.fields[field]?.from
    const index = format.parts.findIndex(({ variable }) => `$${variable}` === from)
    return index < 0 ? sql`''` : ident(`part_${index}`)
  }

const dashless = (value: Sql): Sql => (value.text === "''" ? value : sql`if(${value} = '-', '', ${value})`)

const styleOf = (plan: SourcePlan): TimeStyle => {
  const from = plan.fields.time?.from
  if (from === '$msec') return 'epoch'
  return from === '$time_iso8601' ? 'iso' : 'clf'
}

interface Request {
  readonly method: Sql
  readonly path: Sql
  readonly query: Sql
}

const requestOf = (
  plan: SourcePlan,
  value: (field: EventField) => Sql,
  define: (name: string, expression: Sql) => Sql,
): Request => {
  if (plan.fields.request === undefined) {
    const url = plan.fields.url === undefined ? value('path') : value('url')
    const { path, query } = split(define('request_url', dashless(url)), define)
    return {
      method: dashless(value('method')),
      path,
      query: plan.fields.query === undefined ? query : sql`trimLeft(${dashless(value('query'))}, '?')`,
    }
  }
  const words = define('request_words', sql`splitByChar(' ', ${value('request')})`)
  const valid = sql`(length(${words}) >= 2 AND match(${words}[1], '^[A-Za-z_-]{1,24}$'))`
  const long = sql`substring(${value('request')}, length(${words}[1]) + 2, toInt64(length(${value('request')})) - length(${words}[1]) - if(startsWith(${words}[-1], 'HTTP/'), length(${words}[-1]) + 2, 1))`
  const url = define(
    'request_url',
    sql`if(${valid}, if(length(${words}) = 3 AND startsWith(${words}[3], 'HTTP/'), ${words}[2], ${long}), '')`,
  )
  const { path, query } = split(url, define)
  return { method: sql`if(${valid}, ${words}[1], '')`, path, query }
}

/** Path and query of a target; scheme and host of an absolute one are cut, and so is a fragment. */
const split = (
  url: Sql,
  define: (name: string, expression: Sql) => Sql,
): { readonly path: Sql; readonly query: Sql } => {
  const target = define(
    'request_target',
    sql`if(startsWith(${url}, 'http') AND position(${url}, '://') > 0, if(position(${url}, '/', position(${url}, '://') + 3) = 0, '/', substring(${url}, position(${url}, '/', position(${url}, '://') + 3))), ${url})`,
  )
  const mark = define('query_mark', sql`position(${target}, '?')`)
  return {
    path: sql`splitByChar('#', if(${mark} = 0, ${target}, substring(${target}, 1, ${mark} - 1)))[1]`,
    query: sql`if(${mark} = 0, '', splitByChar('#', substring(${target}, ${mark} + 1))[1])`,
  }
}
