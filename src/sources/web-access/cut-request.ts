import { type Sql, sql } from '../../engine/sql.ts'
import { redactQuery, redactText } from '../shared/redact.ts'
import { type Cuts, type Define, SHADOW, type Span } from './cut-parts.ts'

/**
 * The request line in the log, `METHOD target HTTP/x.y`. A target with raw spaces goes up to the protocol; without a
 * protocol (HTTP/0.9, or cut off) up to the end. What does not begin with a method, as the bytes of a TLS handshake, has
 * neither method nor target: see `cutUnread`.
 */
export const cutRequest = (
  request: Span,
  cuts: Cuts,
  define: Define,
): { readonly method: Sql; readonly target: Span; readonly isRequest: Sql } => {
  const space = define('method_end', sql`position(${SHADOW}, ' ', ${request.start})`)
  const hasSpace = sql`(${space} > 0 AND ${space} < ${request.end} AND ${cuts.fits})`
  const word = sql`substring(line, ${request.start}, least(toInt64(${space}) - ${request.start}, 25) * ${hasSpace})`
  const method = define('request_method', sql`extract(toLowCardinality(${word}), '^[A-Za-z_-]{1,24}$')`)
  const protocol = define('protocol_mark', sql`position(${SHADOW}, ' HTTP/', ${space} + 1)`)
  const next = define('protocol_end', sql`position(${SHADOW}, ' ', ${protocol} + 1)`)
  const end = define(
    'target_end',
    sql`multiIf(${protocol} = 0 OR ${protocol} >= ${request.end}, ${request.end}, ${next} = 0 OR ${next} >= ${request.end}, ${protocol}, ${beforeLastWord(space, request.end)})`,
  )
  return { method, isRequest: sql`notEmpty(${method})`, target: { start: sql`(${space} + 1)`, end } }
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
export const cutUnread = ({ start, end }: Span, isRequest: Sql, cuts: Cuts): Unread => {
  const text = cuts.text(start, sql`(toInt64(${end}) - ${start})`)
  const path = sql`substringIndex(${text}, '?', 1)`
  return {
    is: sql`NOT ${isRequest}`,
    path: sql`if(${path} = '-', '', ${redactText(path)})`,
    query: redactQuery(sql`substring(${text}, length(${path}) + 2)`),
  }
}

/** Where ` HTTP/` stands twice, or within the target, only the last word can be the protocol. */
const beforeLastWord = (space: Sql, end: Sql): Sql => {
  const last = sql`splitByChar(' ', substring(${SHADOW}, ${space} + 1, ${end} - ${space} - 1))[-1]`
  return sql`toUInt64(${end} - if(startsWith(${last}, 'HTTP/'), length(${last}) + 1, 0))`
}

/** Path and query of a target; scheme and host of an absolute one are cut, and so is a fragment. */
export const cutTarget = (
  target: Span,
  isTarget: Sql,
  cuts: Cuts,
  define: Define,
): { readonly path: Sql; readonly query: Sql } => {
  const scheme = define(
    'scheme_mark',
    sql`if(substring(line, ${target.start}, 4) = 'http', position(${SHADOW}, '://', ${target.start}), toUInt64(0))`,
  )
  const absolute = sql`(${scheme} > 0 AND ${scheme} < ${target.end})`
  const slash = define('root_mark', sql`if(${absolute}, position(${SHADOW}, '/', ${scheme} + 3), toUInt64(0))`)
  const hasSlash = sql`(${slash} > 0 AND ${slash} < ${target.end})`
  const start = define(
    'path_start',
    sql`multiIf(NOT ${absolute}, ${target.start}, ${hasSlash}, ${slash}, ${scheme} + 1)`,
  )
  const end = define('url_end', sql`if(${absolute} AND NOT ${hasSlash}, ${scheme} + 2, ${target.end})`)
  const within = (position: Sql): Sql => sql`if(${position} = 0, ${end}, least(${position}, ${end}))`
  const mark = define('query_mark', within(sql`position(${SHADOW}, '?', ${start})`))
  const hash = define('fragment_mark', within(sql`position(${SHADOW}, '#', ${start})`))
  const queryEnd = sql`if(${hash} < ${mark}, ${within(sql`position(${SHADOW}, '#', ${mark} + 1)`)}, ${hash})`
  return {
    path: cuts.text(start, sql`(toInt64(least(${mark}, ${hash})) - ${start}) * ${isTarget}`),
    query: cuts.text(sql`(${mark} + 1)`, sql`greatest(toInt64(${queryEnd}) - ${mark} - 1, 0) * ${isTarget}`),
  }
}
