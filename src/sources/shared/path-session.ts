import { bind, type Sql, sql } from '../../engine/sql.ts'

/**
 * A session that stands in the path, as Java servers write it where a browser takes no cookies:
 * `/shop/cart.do;jsessionid=0A1B…?x=1` (Servlet specification, URL rewriting), and ASP.NET as a folder of its own,
 * `/(S(lit3py55t21z5v55vlm25s55))/cart.aspx`. It is no part of the route, and opens doors.
 */
const PARAMETER = '(?i)(?:;(?:j?session_?id|phpsessid|sid)=|/\\((?:[AF]\\([^()/ ]*\\))*S\\()'
const VALUE = '[A-Za-z0-9._!~+-]*'
/** What closes the folder. */
const CLOSED = '(?:(?:\\)[AF]\\([^()/ ]*)*\\)\\))?'
const PLAIN = new RegExp(`${PARAMETER.replace('(?i)', '')}(${VALUE})`, 'i')
const WHOLE = new RegExp(`${PARAMETER.replace('(?i)', '')}${VALUE}${CLOSED}`, 'i')

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
    sql`if(position(${path}, ';') = 0 AND position(${path}, '/(') = 0, ${path}, replaceRegexpOne(${path}, ${bind('String', `${PARAMETER}${VALUE}${CLOSED}`)}, ''))`,
  plain: (path: string): string => path.replace(WHOLE, ''),
}

/** Addresses with a session that others wrote down and crawlers follow are few. */
const FEWEST_IN_PATH = 5

/** The sessions that stand in targets; none where they are too few to be anybody's. */
export const sessionsIn = (targets: readonly string[]): readonly string[] => {
  const found = targets.map(pathSession.plain).filter((session) => session !== '')
  return new Set(found).size >= FEWEST_IN_PATH ? found : []
}
