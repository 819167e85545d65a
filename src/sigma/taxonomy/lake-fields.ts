import { type Sql, ident, sql } from '../../engine/sql.ts'
import type { FieldSql } from '../sql/source.ts'

/** A text column, '' where the log has no value; logs write an absent value and an empty one alike (`-`). */
const text = (column: string | Sql, cheap = false): FieldSql => {
  const value = typeof column === 'string' ? ident(column) : column
  return {
    text: value,
    present: sql`notEmpty(${value})`,
    hasValue: sql`notEmpty(${value})`,
    blankIsNone: true,
    ...(cheap ? { cheap } : {}),
  }
}

/** A LowCardinality column. */
const few = (column: string): FieldSql => text(column, true)

/** Something that stands in the request line, which is the first part of the event. */
const requested = (column: string | Sql): FieldSql => ({ ...text(column), part: 0 })

/** An integer column, 0 where the log has none. */
const integer = (column: string, absent: 'zero is absent' | 'zero counts'): FieldSql => {
  const value = ident(column)
  const present = absent === 'zero counts' ? sql`1` : sql`(${value} != 0)`
  const shown = absent === 'zero counts' ? sql`toString(${value})` : sql`if(${value} = 0, '', toString(${value}))`
  return { text: shown, present, hasValue: present, integer: value }
}

/** A time column, 1970 where unknown. */
const instant = (column: string): FieldSql => {
  const value = ident(column)
  const present = sql`(toUnixTimestamp(${value}) != 0)`
  const shown = sql`if(${present}, formatDateTime(${value}, '%Y-%m-%dT%H:%i:%SZ', 'UTC'), '')`
  return { text: shown, present, hasValue: present, instant: value }
}

const uri = requested(sql`if(empty(query), path, concat(path, '?', query))`)
const time: FieldSql = {
  text: sql`formatDateTime(time, '%Y-%m-%dT%H:%i:%S.%fZ', 'UTC')`,
  present: sql`1`,
  hasValue: sql`1`,
  instant: ident('time'),
}

/** The last dot of the last path segment on; '' where there is none. */
const extension = requested(
  sql`if(position(splitByChar('/', path)[-1], '.') > 0, splitByChar('.', splitByChar('/', path)[-1])[-1], '')`,
)

/**
 * Fields of `category: webserver` and `proxy` (W3C names of the Sigma taxonomy), with the other spellings that rules in
 * the field use. Not here, because the lake does not keep them: `cs-bytes`, `cs-cookie`, `cs-version`, `r-dns`,
 * `dst_ip` and what only proxies know. A rule that uses one of those is reported as not runnable.
 */
const WEB: Readonly<Record<string, FieldSql>> = {
  'c-uri': uri,
  'cs-uri': uri,
  'c-uri-stem': requested('path'),
  'cs-uri-stem': requested('path'),
  'c-uri-query': requested('query'),
  'cs-uri-query': requested('query'),
  'c-uri-extension': extension,
  'c-useragent': few('user_agent'),
  'cs-user-agent': few('user_agent'),
  'cs-referrer': text('referrer'),
  'cs-referer': text('referrer'),
  'cs-host': few('host'),
  'cs-method': few('method'),
  'cs-username': text('principal'),
  'sc-status': integer('status', 'zero is absent'),
  'sc-bytes': integer('bytes', 'zero counts'),
  'c-ip': text('src_ip'),
  src_ip: text('src_ip'),
  date: time,
}

/** Fields of `product: breach`: the columns of the lake under names that say what they are. */
const BREACH: Readonly<Record<string, FieldSql>> = {
  time,
  action: few('action'),
  src_ip: text('src_ip'),
  host: few('host'),
  user: text('principal'),
  credential: text(sql`if(credential = 0, '', lower(hex(credential)))`),
  'token.kid': few('token_kid'),
  'token.alg': few('token_alg'),
  'token.issued': instant('token_issued'),
  'token.expires': instant('token_expires'),
  device: text('device'),
  user_agent: few('user_agent'),
  method: few('method'),
  path: requested('path'),
  query: requested('query'),
  route: few('route'),
  object: text('object'),
  status: integer('status', 'zero is absent'),
  bytes: integer('bytes', 'zero counts'),
  source: few('source'),
}

export const LAKE_FIELDS = { web: WEB, breach: BREACH } as const

/** What keywords are sought in; line feeds join the parts. */
export const EVENT_PARTS: readonly FieldSql[] = [
  text(sql`concat(method, ' ', path, if(empty(query), '', concat('?', query)))`),
  few('host'),
  text('referrer'),
  few('user_agent'),
  text('principal'),
  text('src_ip'),
  few('action'),
]
