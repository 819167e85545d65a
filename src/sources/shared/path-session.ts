import { bind, type Sql, sql } from '../../engine/sql.ts'

/**
 * A session that stands in the path, as Java servers write it where a browser takes no cookies:
 * `/shop/cart.do;jsessionid=0A1B…?x=1` (Servlet specification, URL rewriting). It is no part of the route, and opens doors.
 */
const PARAMETER = '(?i);(?:j?session_?id|phpsessid|sid)='
const VALUE = '[A-Za-z0-9._!~+-]*'
const PLAIN = new RegExp(`${PARAMETER.replace('(?i)', '')}(${VALUE})`, 'i')

/** As a field, the place of such a session. */
export const PATH_SESSION = '(path session)'

/** The session in the target of a request, or in a request line; '' for none. */
export const pathSession = {
  sql: (target: Sql): Sql => sql`extract(${target}, ${bind('String', `${PARAMETER}(${VALUE})`)})`,
  plain: (target: string): string => PLAIN.exec(target)?.[1] ?? '',
}

/** A path or an address without it. */
export const withoutPathSession = {
  sql: (path: Sql): Sql =>
    sql`if(position(${path}, ';') = 0, ${path}, replaceRegexpOne(${path}, ${bind('String', `${PARAMETER}${VALUE}`)}, ''))`,
  plain: (path: string): string => path.replace(PLAIN, ''),
}
