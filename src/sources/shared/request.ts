import type { EventField } from '../../domain/case-config.ts'
import { type Sql, sql } from '../../engine/sql.ts'

export type Define = (name: string, expression: Sql) => Sql

export interface RequestParts {
  readonly method: Sql
  /** Of an absolute target only, without port. */
  readonly host: Sql
  readonly path: Sql
  readonly query: Sql
}

type Raw = Partial<Readonly<Record<EventField, Sql>>>

const EMPTY = sql`''`
const none = (value: Sql): Sql => sql`if(${value} = '-', '', ${value})`

/** From a request line (`GET /a?b HTTP/1.1`), or from method, target, path and query logged apart. */
export const requestParts = (raw: Raw, define: Define): RequestParts => {
  if (raw.request !== undefined) return fromRequestLine(raw.request, define)
  const method = raw.method === undefined ? EMPTY : none(raw.method)
  const target = raw.url ?? raw.path
  if (target === undefined) return { method, host: EMPTY, path: EMPTY, query: EMPTY }
  const parts = fromTarget(define('request_url', none(target)), define)
  return {
    method,
    host: parts.host,
    path: parts.path,
    query: raw.query === undefined ? parts.query : sql`trim(LEADING '?' FROM ${none(raw.query)})`,
  }
}

/** Where a logger keeps headers too, the request ends with its first line; in a target such signs are the client's. */
export const LINE_ENDS = ['\\r\\n', '\r\n']
export const PROTOCOL_ENDS = ' HTTP/[0-9](?:[.][0-9])?$'
const LONGEST_PROTOCOL = 9

const requestLine = (text: Sql): Sql => {
  const cut = (mark: string, otherwise: Sql): Sql => {
    const at = sql`position(${text}, ${mark})`
    const before = sql`substring(${text}, greatest(toInt64(${at}) - ${LONGEST_PROTOCOL}, 1), least(toInt64(${at}) - 1, ${LONGEST_PROTOCOL}))`
    return sql`if(${at} > 1 AND match(${before}, ${PROTOCOL_ENDS}), substring(${text}, 1, ${at} - 1), ${otherwise})`
  }
  return LINE_ENDS.reduceRight((otherwise, mark) => cut(mark, otherwise), text)
}

/** What is no request line (TLS bytes, worms, nothing) has neither method nor path: the line is an event all the same. */
const fromRequestLine = (text: Sql, define: Define): RequestParts => {
  const line = define('request_line', requestLine(text))
  const words = define('request_words', sql`splitByChar(' ', ${line})`)
  const valid = define(
    'request_valid',
    sql`(length(${words}) >= 2 AND length(${words}[1]) <= 24 AND match(${words}[1], '^[A-Za-z_-]{1,24}$'))`,
  )
  const protocol = sql`if(startsWith(${words}[-1], 'HTTP/'), length(${words}[-1]) + 1, 0)`
  const url = define(
    'request_url',
    sql`if(${valid}, substring(${line}, length(${words}[1]) + 2, greatest(0, toInt64(length(${line})) - length(${words}[1]) - 1 - ${protocol})), '')`,
  )
  const { host, path, query } = fromTarget(url, define)
  return { method: sql`if(${valid}, ${words}[1], '')`, host, path, query }
}

/** Scheme and host of an absolute target are cut off, and so is a fragment. */
const fromTarget = (url: Sql, define: Define): Omit<RequestParts, 'method'> => {
  const scheme = define('request_scheme', sql`if(startsWith(${url}, 'http'), position(${url}, '://'), 0)`)
  const slash = define('request_slash', sql`if(${scheme} = 0, toUInt64(1), position(${url}, '/', ${scheme} + 3))`)
  const target = define('request_target', sql`if(${slash} = 0, '/', substring(${url}, ${slash}))`)
  const mark = define('query_mark', sql`position(${target}, '?')`)
  const authority = sql`substring(${url}, ${scheme} + 3, if(${slash} = 0, toInt64(length(${url})) + 1, toInt64(${slash})) - ${scheme} - 3)`
  return {
    host: sql`if(${scheme} = 0, '', ${hostOf(authority)})`,
    path: sql`splitByChar('#', if(${mark} = 0, ${target}, substring(${target}, 1, ${mark} - 1)))[1]`,
    query: sql`if(${mark} = 0, '', splitByChar('#', substring(${target}, ${mark} + 1))[1])`,
  }
}

/** `host:port` and `[v6]:port` without the port. */
const hostOf = (authority: Sql): Sql =>
  sql`if(startsWith(${authority}, '['), concat(splitByChar(']', ${authority})[1], ']'), splitByChar(':', splitByChar('?', ${authority})[1])[1])`
