import { literal, type Sql, sql } from '../../engine/sql.ts'
import { LEAST_NUMBER, MOST_NUMBER, NUMBER, OF_GROUPS, PADDED, UNTOLD, WRAPPED, WRAPPINGS } from './address-forms.ts'
import type { Define } from './request.ts'

/**
 * Of a list the first that is no `unknown` (RFC 7239, 6.2; Squid), dash or nothing; where proxies are trusted, the entry that the outermost of them wrote: so many from the right, the
 * first of a list that is shorter. Without port, brackets, prefix and whatever a program prints around an address;
 * IPv4-mapped IPv6, numbers and padded decimals as IPv4, IPv6 as RFC 5952 writes it, so that one address is one text in
 * all logs; host names stay, in lower case; '-' is none.
 */
export const clientAddress = (raw: Sql, proxies: number | undefined, define: Define): Sql => {
  const isPlain = define('address_is_plain', sql`isIPv4String(${raw})`)
  const otherwise = (name: string, expression: Sql): Sql => define(name, sql`if(${isPlain}, '', ${expression})`)
  const entry = otherwise('address_entry', entryOf(raw, proxies))
  const bare = otherwise('address_bare', withoutPort(otherwise('address_unwrapped', unwrapped(entry))))
  return sql`if(${isPlain}, ${raw}, ${unmapped(otherwise('address_short', shortest(bare)))})`
}

/** A byte order mark before an address, where files that begin with one were put together. */
const MARK = sql`'\\xEF\\xBB\\xBF'`

const entryOf = (raw: Sql, proxies: number | undefined): Sql => {
  const list = sql`splitByChar(',', ${raw})`
  const told = sql`arrayFirst(entry -> lower(trimBoth(entry)) NOT IN ${UNTOLD}, ${list})`
  const entry =
    proxies === undefined
      ? sql`if(lower(trimBoth(${list}[1])) IN ${UNTOLD}, ${told}, ${list}[1])`
      : sql`${list}[greatest(1, toInt64(length(${list})) + 1 - ${proxies})]`
  return sql`lower(trimBoth(if(startsWith(${entry}, ${MARK}), substring(${entry}, 4), ${entry})))`
}

const unwrapped = (entry: Sql): Sql =>
  sql`if(multiSearchAny(${entry}, ${WRAPPINGS}), replaceRegexpOne(${entry}, ${literal(WRAPPED)}, '\\\\1'), ${entry})`

/** `[v6]:port` and `v4:port`; a bare IPv6 address has more than one colon. */
const withoutPort = (entry: Sql): Sql =>
  sql`multiIf(startsWith(${entry}, '['), substring(splitByChar(']', ${entry})[1], 2), countSubstrings(${entry}, ':') = 1, splitByChar(':', ${entry})[1], ${entry})`

/** The one text of an address that has several. */
const shortest = (address: Sql): Sql => {
  const number = sql`(toInt64OrZero(${address}) + if(startsWith(${address}, '-'), 4294967296, 0))`
  const parts = sql`arrayStringConcat(arrayMap(part -> toString(toUInt16OrZero(part)), splitByChar('.', ${address})), '.')`
  return sql`multiIf(match(${address}, ${literal(OF_GROUPS)}), if(isIPv6String(${address}), IPv6NumToString(IPv6StringToNumOrDefault(${address})), ${address}), isIPv4String(${address}), ${address}, match(${address}, ${literal(PADDED)}) AND isIPv4String(${parts}), ${parts}, match(${address}, ${literal(NUMBER)}) AND ${number} BETWEEN ${LEAST_NUMBER} AND ${MOST_NUMBER}, IPv4NumToString(toUInt32(${number})), ${address})`
}

const unmapped = (address: Sql): Sql =>
  sql`multiIf(${address} IN ${UNTOLD}, '', startsWith(${address}, '::ffff:') AND isIPv4String(substring(${address}, 8)), substring(${address}, 8), ${address})`

/** What the client's address is read from: the list of X-Forwarded-For, and the connection's where none was sent. */
export const addressText = (connection: Sql | undefined, forwarded: Sql | undefined): Sql => {
  if (forwarded === undefined || connection === undefined) return forwarded ?? connection ?? sql`''`
  return sql`if(${forwarded} IN ${UNTOLD}, ${connection}, ${forwarded})`
}
