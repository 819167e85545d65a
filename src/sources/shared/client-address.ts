import { type Sql, sql } from '../../engine/sql.ts'

/**
 * Of a list the first; where proxies are trusted, the entry that the outermost of them wrote: so many from the right, the
 * first of a list that is shorter. Without port and brackets, IPv4-mapped IPv6 as IPv4, lower case; host names stay; '-'
 * is none.
 */
export const clientAddress = (raw: Sql, proxies?: number): Sql => {
  const address = bare(raw, proxies)
  return sql`if(isIPv4String(${raw}), ${raw}, multiIf(${address} = '-', '', startsWith(${address}, '::ffff:') AND isIPv4String(substring(${address}, 8)), substring(${address}, 8), ${address}))`
}

/** A byte order mark before an address, where files that begin with one were put together. */
const MARK = sql`'\\xEF\\xBB\\xBF'`

const entryOf = (raw: Sql, proxies: number | undefined): Sql => {
  const list = sql`splitByChar(',', ${raw})`
  const entry =
    proxies === undefined ? sql`${list}[1]` : sql`${list}[greatest(1, toInt64(length(${list})) + 1 - ${proxies})]`
  return sql`lower(trimBoth(if(startsWith(${entry}, ${MARK}), substring(${entry}, 4), ${entry})))`
}

/** `[v6]:port` and `v4:port`; a bare IPv6 address has more than one colon. */
const bare = (raw: Sql, proxies: number | undefined): Sql => {
  const entry = entryOf(raw, proxies)
  return sql`multiIf(startsWith(${entry}, '['), substring(splitByChar(']', ${entry})[1], 2), countSubstrings(${entry}, ':') = 1, splitByChar(':', ${entry})[1], ${entry})`
}

/** What the client's address is read from: the list of X-Forwarded-For, and the connection's where none was sent. */
export const addressText = (connection: Sql | undefined, forwarded: Sql | undefined): Sql => {
  if (forwarded === undefined || connection === undefined) return forwarded ?? connection ?? sql`''`
  return sql`if(${forwarded} IN ('', '-'), ${connection}, ${forwarded})`
}
