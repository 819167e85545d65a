import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'

/**
 * `name=value` pairs of a line, values in quotes or not, `\"` inside quotes. Byte-safe: separators between quotes are
 * masked while the line is split, so that no value can pose as a pair. char(1) to char(3) serve as masks.
 */
export const pairsSql = (text: Sql, separator: string): Sql => {
  const escaped = sql`if(position(${text}, '\\\\') = 0, ${text}, replaceAll(replaceAll(${text}, '\\\\\\\\', char(1)), '\\\\"', char(2)))`
  const pieces = sql`splitByChar('"', ${escaped})`
  const masked = sql`arrayStringConcat(arrayMap((x, i) -> if(i % 2 = 0, replaceAll(x, ${bind('String', separator)}, char(3)), x), ${pieces}, arrayEnumerate(${pieces})))`
  return sql`splitByString(${bind('String', separator)}, ${masked})`
}

/** Value of the first pair of a name; '' where there is none. */
export const pairSql = (pairs: Sql, name: string, separator: string): Sql => {
  const value = sql`substring(arrayFirst(x -> startsWith(x, ${`${name}=`}), ${pairs}), ${Buffer.byteLength(name) + 2})`
  return sql`replaceAll(replaceAll(replaceAll(${value}, char(3), ${bind('String', separator)}), char(2), '"'), char(1), '\\\\')`
}

/** The same, plainly; values by name, the first of a name. */
export const plainPairs = (text: ByteString, separator: string): readonly ByteString[] => {
  const escaped = text.includes('\\') ? text.replaceAll('\\\\', '\u0001').replaceAll('\\"', '\u0002') : text
  return escaped
    .split('"')
    .map((piece, i) => (i % 2 === 1 ? piece.replaceAll(separator, '\u0003') : piece))
    .join('')
    .split(separator)
}

export const plainPair = (pairs: readonly ByteString[], name: string, separator: string): ByteString =>
  (pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '')
    .replaceAll('\u0003', separator)
    .replaceAll('\u0002', '"')
    .replaceAll('\u0001', '\\')
