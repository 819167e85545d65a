import { literal, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'

/** How a source writes a value, undone: once for the engine, once plainly. */
export interface Decoder {
  readonly sql: (raw: Sql) => Sql
  readonly plain: (raw: ByteString) => ByteString
}

const SMALL_METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options']

/** Of ASCII alone, as the engine's `lower`. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Loggers that write methods in small letters mean the same. */
export const capitalMethod: Decoder = {
  sql: (raw) => sql`if(lower(${raw}) IN ${SMALL_METHODS}, upper(${raw}), ${raw})`,
  plain: (raw) => (SMALL_METHODS.includes(lowered(raw)) ? lowered(raw).toUpperCase() : raw),
}

/** `a.b.c.d:port`, `v6:port` without brackets, `[v6]:port`: the port goes. */
export const withoutPort: Decoder = {
  sql: (raw) =>
    sql`if(startsWith(${raw}, '[') OR position(${raw}, ':') = 0, ${raw}, substring(${raw}, 1, length(${raw}) - position(reverse(${raw}), ':')))`,
  plain: (raw) => (raw.startsWith('[') || !raw.includes(':') ? raw : raw.slice(0, raw.lastIndexOf(':'))),
}

/** Percent-encoding (RFC 3986), once; a `%` that starts no two hexadecimal digits stays. */
export const percentDecoded: Decoder = {
  sql: (raw) => sql`if(position(${raw}, '%') = 0, ${raw}, decodeURLComponent(${raw}))`,
  plain: (raw) => raw.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
}

/** Spaces written as `+`. */
export const plusIsSpace: Decoder = {
  sql: (raw) => sql`replaceAll(${raw}, '+', ' ')`,
  plain: (raw) => raw.replaceAll('+', ' '),
}

/** Up to the closing quote, which a truncated line may lack. */
export const upToQuote: Decoder = {
  sql: (raw) => sql`splitByChar('"', ${raw})[1]`,
  plain: (raw) => raw.split('"', 1)[0] ?? '',
}

/** `DOMAIN\\account`: the account. */
export const withoutDomain: Decoder = {
  sql: (raw) =>
    sql`if(position(${raw}, '\\\\') = 0, ${raw}, substring(${raw}, length(${raw}) + 2 - position(reverse(${raw}), '\\\\')))`,
  plain: (raw) => raw.slice(raw.lastIndexOf('\\') + 1),
}

/** Quotes around the whole value. */
export const withoutQuotes: Decoder = {
  sql: (raw) =>
    sql`if(length(${raw}) > 1 AND startsWith(${raw}, '"') AND endsWith(${raw}, '"'), substring(${raw}, 2, length(${raw}) - 2), ${raw})`,
  plain: (raw) => (raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw),
}

/** A word that stands for nobody. */
export const noneIf = (word: string): Decoder => ({
  sql: (raw) => sql`if(${raw} = ${word}, '', ${raw})`,
  plain: (raw) => (raw === word ? '' : raw),
})

/** An operation's name as a path. */
export const rooted: Decoder = {
  sql: (raw) => sql`if(${raw} IN ('', '-') OR startsWith(${raw}, '/'), ${raw}, concat('/', ${raw}))`,
  plain: (raw) => (['', '-'].includes(raw) || raw.startsWith('/') ? raw : `/${raw}`),
}

/** A path that its program writes without the slash before it, as Laravel does; what is no path stays. */
export const underRoot: Decoder = {
  sql: (raw) =>
    sql`if(${raw} IN ('', '-', '*') OR startsWith(${raw}, '/') OR position(${raw}, '://') > 0, ${raw}, concat('/', ${raw}))`,
  plain: (raw) => (['', '-', '*'].includes(raw) || raw.startsWith('/') || raw.includes('://') ? raw : `/${raw}`),
}

/** `shop.example/orders?page=1`: a URL that begins with its host. */
export const withScheme: Decoder = {
  sql: (raw) =>
    sql`if(${raw} IN ('', '-') OR startsWith(${raw}, '/') OR position(${raw}, '://') > 0, ${raw}, concat('http://', ${raw}))`,
  plain: (raw) => (['', '-'].includes(raw) || raw.startsWith('/') || raw.includes('://') ? raw : `http://${raw}`),
}

/** CloudFront encodes what is no plain character, formerly twice. */
export const encodedTwice: Decoder = {
  sql: (raw) =>
    sql`if(position(${raw}, '%25') > 0, ${percentDecoded.sql(percentDecoded.sql(raw))}, ${percentDecoded.sql(raw)})`,
  plain: (raw) => (raw.includes('%25') ? percentDecoded.plain(percentDecoded.plain(raw)) : percentDecoded.plain(raw)),
}

/** `/Date(1770815045123)/`, as .NET writes a time. */
export const withoutDateCall: Decoder = {
  sql: (raw) =>
    sql`if(startsWith(${raw}, '/Date(') AND endsWith(${raw}, ')/'), substring(${raw}, 7, length(${raw}) - 8), ${raw})`,
  plain: (raw) => (raw.startsWith('/Date(') && raw.endsWith(')/') ? raw.slice(6, -2) : raw),
}

/** What is no address by its signs is none. */
export const addressOnly: Decoder = {
  sql: (raw) => sql`if(match(${raw}, ${literal(ADDRESS_SIGNS)}), ${raw}, '')`,
  plain: (raw) => (new RegExp(ADDRESS_SIGNS).test(raw) ? raw : ''),
}

const ADDRESS_SIGNS = '^[0-9a-fA-F]*[.:][0-9a-fA-F.:]*(?:%[0-9A-Za-z]{1,16})?$'
