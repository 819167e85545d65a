import { bind, ident, join, literal, type Sql, sql } from '../../engine/sql.ts'
import { type Format, wordsIn } from './format.ts'

export type Define = (name: string, expression: Sql) => Sql

/** Where a part of the line stands: 1-based, `end` is the position after its last byte. Only of lines where `fits`. */
export interface Span {
  readonly start: Sql
  readonly end: Sql
}

export interface Cuts {
  /** Every separator of the format was found, in order; UInt8. */
  readonly fits: Sql
  /** Span of part i. */
  readonly span: (part: number) => Span
  /** Text of a span, `length` bytes of it; '' where the line does not fit; escaped quotes and backslashes resolved. */
  readonly text: (start: Sql, length: Sql) => Sql
}

/**
 * Positions of all separators of a line, from left to right. Escaped backslashes and quotes are blanked in a copy that
 * is only searched, so that positions in the copy are positions in the line; most lines have none.
 */
export const cutParts = (format: Format, define: Define): Cuts => {
  const escaped = define('escaped', sql`position(line, '\\\\') > 0`)
  define(
    'shadow',
    sql`if(${escaped}, replaceAll(replaceAll(line, '\\\\\\\\', '\\x01\\x01'), '\\\\"', '\\x01\\x01'), line)`,
  )
  const ends = format.parts.map(({ variable, separator }, i) =>
    define(
      `end_${i}`,
      separator === '' && i === format.parts.length - 1
        ? sql`toUInt64(length(line) + 1 - endsWith(line, '\\r'))`
        : sql`position(shadow, ${literal(separator)}, ${lastWord(startOf(format, i), wordsIn(variable))})`,
    ),
  )
  const found = ends.map((end) => sql`${end} > 0`)
  const fits = define(
    'fits',
    join(format.lead === '' ? found : [sql`startsWith(line, ${literal(format.lead)})`, ...found], ' AND '),
  )
  return {
    fits,
    span: (part) => ({ start: startOf(format, part), end: ident(`end_${part}`) }),
    text: (start, length) => {
      const text = sql`substring(line, ${start}, ${length} * ${fits})`
      return sql`if(${escaped}, ${unescaped(text)}, ${text})`
    },
  }
}

/** Where the last of so many words begins, or behind the line. */
const lastWord = (start: Sql, words: number): Sql => {
  if (words === 1) return start
  const space = sql`position(shadow, ' ', ${start})`
  return lastWord(sql`if(${space} = 0, toUInt64(length(line) + 1), ${space} + 1)`, words - 1)
}

const startOf = (format: Format, i: number): Sql => {
  if (i === 0) return sql`${bind('UInt64', Buffer.byteLength(format.lead) + 1)}`
  const before = format.parts[i - 1]
  return sql`(${ident(`end_${i - 1}`)} + ${bind('UInt64', Buffer.byteLength(before?.separator ?? ''))})`
}

/** `\\` → `\`, then `\"` and nginx's `\x22` → `"`, never across an escaped backslash. */
const unescaped = (text: Sql): Sql =>
  sql`arrayStringConcat(arrayMap(x -> replaceAll(replaceAll(x, '\\\\"', '"'), '\\\\x22', '"'), splitByString('\\\\\\\\', ${text})), '\\\\')`
