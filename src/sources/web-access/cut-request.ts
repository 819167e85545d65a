import { type Sql, sql } from '../../engine/sql.ts'
import { redactQuery, redactText } from '../shared/redact.ts'
import type { Define } from './cut-parts.ts'

/**
 * The request line in the log, `METHOD target HTTP/x.y`. A target with raw spaces goes up to the protocol; without a
 * protocol (HTTP/0.9, or cut off) up to the end. What does not begin with a method, as the bytes of a TLS handshake, has
 * neither method nor target: see `cutUnread`. Marks are looked for in the request alone, not in the line.
 */
export const cutRequest = (request: Sql, define: Define): { readonly method: Sql; readonly target: Sql } => {
  const space = define('method_end', sql`position(${request}, ' ')`)
  const word = sql`substring(${request}, 1, least(greatest(toInt64(${space}) - 1, 0), 25))`
  const method = define('request_method', sql`extract(toLowCardinality(${word}), '^[A-Za-z_-]{1,24}$')`)
  const protocol = define('protocol_mark', sql`position(${request}, ' HTTP/', ${space})`)
  const next = define('protocol_end', sql`position(${request}, ' ', ${protocol} + 1)`)
  const length = define(
    'target_length',
    sql`multiIf(${protocol} = 0, toInt64(length(${request})) - ${space}, ${next} = 0, toInt64(${protocol}) - ${space} - 1, ${beforeLastWord(request, space)})`,
  )
  const target = sql`substring(${request}, ${space} + 1, greatest(${length}, 0) * notEmpty(${method}))`
  return { method, target: define('request_target', target) }
}

/** Where ` HTTP/` stands twice, or within the target, only the last word can be the protocol. */
const beforeLastWord = (request: Sql, space: Sql): Sql => {
  const rest = sql`substring(${request}, ${space} + 1)`
  const last = sql`splitByChar(' ', ${rest})[-1]`
  return sql`toInt64(length(${rest})) - if(startsWith(${last}, 'HTTP/'), length(${last}) + 1, 0)`
}

/** Text in the place of a request, up to and behind its first `?`. */
export interface Unread {
  readonly is: Sql
  readonly path: Sql
  readonly query: Sql
}

/**
 * What is no request (bytes of a TLS handshake, worms, the body of a request before) is kept as it stands: it says what
 * was sent. It names no route and no object, so that it can be no access to anything.
 */
export const cutUnread = (request: Sql, method: Sql): Unread => {
  const path = sql`substringIndex(${request}, '?', 1)`
  return {
    is: sql`empty(${method})`,
    path: sql`if(${path} = '-', '', ${redactText(path)})`,
    query: redactQuery(sql`substring(${request}, length(${path}) + 2)`),
  }
}

/** Path and query of a target; scheme and host of an absolute one are cut, and so is a fragment. */
export const cutTarget = (target: Sql, define: Define): { readonly path: Sql; readonly query: Sql } => {
  const scheme = define('scheme_mark', sql`if(startsWith(${target}, 'http'), position(${target}, '://'), toUInt64(0))`)
  const slash = sql`position(${target}, '/', ${scheme} + 3)`
  const local = define(
    'local_target',
    sql`multiIf(${scheme} = 0, ${target}, ${slash} = 0, '/', substring(${target}, ${slash}))`,
  )
  const mark = define('query_mark', sql`position(${local}, '?')`)
  const hash = define('fragment_mark', sql`position(${local}, '#')`)
  const end = sql`multiIf(${hash} > 0 AND (${mark} = 0 OR ${hash} < ${mark}), ${hash}, ${mark} > 0, ${mark}, length(${local}) + 1)`
  return {
    path: sql`substring(${local}, 1, toInt64(${end}) - 1)`,
    query: sql`if(${mark} = 0, '', splitByChar('#', substring(${local}, ${mark} + 1))[1])`,
  }
}
