import { type Sql, sql } from '../../engine/sql.ts'

/** First of a list, without port and brackets, IPv4-mapped IPv6 as IPv4, lower case; host names stay; '-' is none. */
export const clientAddress = (raw: Sql): Sql =>
  sql`if(isIPv4String(${raw}), ${raw}, multiIf(${bare(raw)} = '-', '', startsWith(${bare(raw)}, '::ffff:') AND isIPv4String(substring(${bare(raw)}, 8)), substring(${bare(raw)}, 8), ${bare(raw)}))`

const first = (raw: Sql): Sql => sql`lower(trimBoth(splitByChar(',', ${raw})[1]))`

/** `[v6]:port` and `v4:port`; a bare IPv6 address has more than one colon. */
const bare = (raw: Sql): Sql =>
  sql`multiIf(startsWith(${first(raw)}, '['), substring(splitByChar(']', ${first(raw)})[1], 2), countSubstrings(${first(raw)}, ':') = 1, splitByChar(':', ${first(raw)})[1], ${first(raw)})`
