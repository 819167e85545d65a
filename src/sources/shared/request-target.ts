import { type Sql, sql } from '../../engine/sql.ts'
import { withoutPathSession } from './path-session.ts'

/** Where a format names the parts of a request; undefined where it does not. */
export interface RequestFields {
  /** `GET /a?b HTTP/1.1` */
  readonly request: Sql | undefined
  readonly method: Sql | undefined
  /** Path with query, or a whole address. */
  readonly url: Sql | undefined
  readonly path: Sql | undefined
  readonly query: Sql | undefined
}

export interface RequestTarget {
  readonly method: Sql
  /** Of a whole address only, without port. */
  readonly host: Sql
  readonly path: Sql
  readonly query: Sql
}

type Define = (name: string, expression: Sql) => Sql

const dashless = (value: Sql): Sql => sql`if(${value} = '-', '', ${value})`

/** Method, path and query of a request, each '' where unknown. Scheme, host and fragment of an address are cut. */
export const requestTarget = (fields: RequestFields, define: Define): RequestTarget => {
  const line = fields.request
  const method = fields.method === undefined ? (line === undefined ? sql`''` : methodOf(line)) : dashless(fields.method)
  const url = define('request_url', urlOf(fields))
  const target = define(
    'request_target',
    sql`if(startsWith(${url}, 'http') AND position(${url}, '://') > 0, ${afterHost(url)}, ${url})`,
  )
  const host = sql`if(startsWith(${url}, 'http') AND position(${url}, '://') > 0, ${hostIn(url)}, '')`
  const mark = define('query_mark', sql`position(${target}, '?')`)
  const path = define(
    'request_path',
    withoutPathSession.sql(sql`splitByChar('#', if(${mark} = 0, ${target}, substring(${target}, 1, ${mark} - 1)))[1]`),
  )
  const inUrl = sql`if(${mark} = 0, '', splitByChar('#', substring(${target}, ${mark} + 1))[1])`
  const query =
    fields.query === undefined ? inUrl : sql`if(${mark} = 0, trimLeft(${dashless(fields.query)}, '?'), ${inUrl})`
  return { method, host, path, query }
}

const urlOf = ({ request, url, path }: RequestFields): Sql => {
  if (url !== undefined && path !== undefined) return sql`if(${url} IN ('', '-'), ${dashless(path)}, ${url})`
  const one = url ?? path
  if (one !== undefined) return dashless(one)
  return request === undefined ? sql`''` : targetOf(request)
}

const methodOf = (line: Sql): Sql =>
  sql`if(match(splitByChar(' ', ${line})[1], '^[A-Za-z_-]{1,24}$'), splitByChar(' ', ${line})[1], '')`

/** What stands between the first space and ` HTTP/x`. */
const targetOf = (line: Sql): Sql => {
  const rest = sql`substring(${line}, position(${line}, ' ') + 1)`
  return sql`if(position(${line}, ' ') = 0, '', if(position(${rest}, ' HTTP/') > 0, substring(${rest}, 1, position(${rest}, ' HTTP/') - 1), ${rest}))`
}

/** Up to the path, the query or the fragment; of `host:port` and `[v6]:port` without the port. */
const hostIn = (url: Sql): Sql => {
  const rest = sql`substring(${url}, position(${url}, '://') + 3)`
  const authority = sql`splitByChar('#', splitByChar('?', splitByChar('/', ${rest})[1])[1])[1]`
  return sql`if(startsWith(${authority}, '['), concat(splitByChar(']', ${authority})[1], ']'), splitByChar(':', ${authority})[1])`
}

const afterHost = (url: Sql): Sql =>
  sql`if(position(${url}, '/', position(${url}, '://') + 3) = 0, '/', substring(${url}, position(${url}, '/', position(${url}, '://') + 3)))`
