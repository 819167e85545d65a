import type { EventField } from '../../domain/case-config.ts'
import { ident, type Sql, sql } from '../../engine/sql.ts'
import type { Definitions, HashKey, LineProgram } from '../source-kind.ts'
import { addressText, clientAddress } from './client-address.ts'
import { commonName } from './common-name.ts'
import { bareToken, credentialHash, toldAlgorithm, tokenParts } from './credential.ts'
import { withoutPathSession } from './path-session.ts'
import { redactQuery, redactUrl } from './redact.ts'
import { type Define, requestParts } from './request.ts'
import { templated } from './route-template.ts'
import { statusSql } from './status.ts'
import { isTime } from './times.ts'

/** One line, taken apart by its source: texts as logged, before anything is cleaned. */
export interface LineParts {
  readonly definitions: Definitions
  /** Texts by event field; '' and '-' are none. `time` is not read from here. */
  readonly raw: Partial<Readonly<Record<EventField, Sql>>>
  /** DateTime64(6, 'UTC'), the epoch itself where the line has no readable time. */
  readonly time: Sql
  /** Conditions under which the line is no event, in order, with their reason codes; blank lines come before. */
  readonly rejects: readonly { readonly when: Sql; readonly reason: string }[]
  /** Default 'http'. */
  readonly kind?: Sql | undefined
  /** Default ''. */
  readonly action?: Sql | undefined
  /** Trusted proxies, where they are declared. */
  readonly proxies?: number | undefined
}

export const EMPTY = sql`''`

export const BLANK = sql`(line IN ('', '\\r') OR (length(line) < 256 AND trim(BOTH ' \\t\\r' FROM line) = ''))`

/** The half that all sources share: from texts to event columns. */
export const eventProgram = (parts: LineParts, key: HashKey): LineProgram => {
  const definitions = [...parts.definitions]
  const define: Define = (name, expression) => {
    definitions.push({ name, expression })
    return ident(name)
  }
  const value = (field: EventField): Sql => parts.raw[field] ?? EMPTY
  const has = (field: EventField): boolean => parts.raw[field] !== undefined
  const time = define('event_time', parts.time)
  const request = requestParts(parts.raw, define)
  const path = define('event_path', withoutPathSession.sql(request.path))
  const template = templated(path, define)
  const query = define('event_query', request.query)
  const token = has('credential') ? define('event_token', bareToken(value('credential'))) : EMPTY
  const claims = tokenParts(token)
  const principal = define('event_principal', commonName.sql(dashless(value('principal'))))
  const address = addressOf(parts, define)
  const rejects = parts.rejects.reduce((text, { when, reason }) => sql`${text} ${when}, ${reason},`, sql``)
  return {
    definitions,
    token: has('credential') ? token : undefined,
    reject: sql`multiIf(${BLANK}, 'blank', ${rejects} NOT ${isTime(time)}, 'bad-time', '')`,
    columns: {
      kind: parts.kind ?? sql`'http'`,
      action: parts.action ?? EMPTY,
      time,
      src_ip: address,
      method: request.method,
      host: has('host') ? dashless(value('host')) : request.host,
      path,
      query: redactQuery(query),
      route: template.route,
      object: template.object,
      status: has('status') ? statusSql(value('status')) : sql`toUInt16(0)`,
      bytes: has('bytes') ? sql`toUInt64OrZero(${value('bytes')})` : sql`toUInt64(0)`,
      user_agent: dashless(value('user_agent')),
      referrer: has('referrer') ? redactUrl(dashless(value('referrer'))) : EMPTY,
      principal: has('credential') ? sql`if(${principal} != '', ${principal}, ${claims.subject})` : principal,
      credential: has('credential') ? credentialHash(token, key) : sql`toUInt128(0)`,
      token_kid: has('token_kid') ? dashless(value('token_kid')) : has('credential') ? claims.kid : EMPTY,
      token_alg: toldAlgorithm(
        has('credential') ? claims.alg : EMPTY,
        has('token_alg') ? dashless(value('token_alg')) : EMPTY,
      ),
      token_issued: has('credential') ? claims.issued : NO_TIME,
      token_expires: has('credential') ? claims.expires : NO_TIME,
      device: dashless(value('device')),
    },
  }
}

const addressOf = ({ raw, proxies }: LineParts, define: Define): Sql => {
  if (raw.src_ip === undefined && raw.forwarded === undefined) return EMPTY
  const text = addressText(raw.src_ip, raw.forwarded)
  return clientAddress(raw.forwarded === undefined ? text : define('event_address', text), proxies, define)
}

const NO_TIME = sql`toDateTime(0, 'UTC')`

/** '-' stands for nothing. */
export const dashless = (value: Sql): Sql => (value.text === "''" ? value : sql`if(${value} = '-', '', ${value})`)
