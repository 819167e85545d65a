import { bind, ident, literal, type Sql, sql } from '../../engine/sql.ts'
import { type ByteString, type Definitions, SourceProblem } from '../source-kind.ts'

/** A line as a fixed sequence of fields, each ending where its separator next stands. What follows the last one is free. */
export interface Layout {
  readonly lead: string
  readonly fields: readonly LayoutField[]
}

interface LayoutField {
  readonly name: string
  /** '' of the last field: it runs to the end of the line. */
  readonly separator: string
  /** Whether the field may stand in quotes, which are then no part of it. */
  readonly quotable: boolean
}

/** `"$request" $status`: names after `$`, separators between them; `$?name` may stand in quotes or not. */
export const parseLayout = (text: string): Layout => {
  const [lead = '', ...pieces] = text.split('$')
  const fields = pieces.map((piece) => {
    const [whole = '', mark, name = ''] = /^(\??)([a-z0-9_]+)/i.exec(piece) ?? []
    return { name, separator: piece.slice(whole.length), quotable: mark === '?' }
  })
  const open = fields.findIndex(({ name, separator }, i) => name === '' || (separator === '' && i < fields.length - 1))
  if (fields.length === 0 || open >= 0)
    throw new SourceProblem({ format: text, problem: `write it as $name fields with text between them` })
  return { lead, fields }
}

/** A line without its carriage return; escaped backslashes and quotes stand out of the way while it is cut. */
const CLEAN = sql`if(position(line, '\\\\') = 0, ${bare()}, replaceAll(replaceAll(${bare()}, '\\\\\\\\', char(1)), '\\\\"', char(2)))`

function bare(): Sql {
  return sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)`
}

export interface CutSql {
  readonly definitions: Definitions
  /** Whether every separator was found. */
  readonly complete: Sql
  readonly value: (name: string) => Sql
}

/** Cuts at the separators, byte by byte, from left to right; only the fields in `needed` become values. */
export const cutSql = (layout: Layout, needed: ReadonlySet<string>): CutSql => {
  const definitions: { name: string; expression: Sql }[] = [{ name: 'clean', expression: CLEAN }]
  layout.fields.forEach(({ name, separator, quotable }, i) => {
    const start = startOf(layout, i)
    const open = separator === '' ? sql`length(clean) + 1` : sql`position(clean, ${literal(separator)}, ${start})`
    const end = quotable
      ? sql`if(substring(clean, ${start}, 1) = '"', if(position(clean, ${literal(`"${separator}`)}, ${start} + 1) = 0, 0, position(clean, ${literal(`"${separator}`)}, ${start} + 1) + 1), ${open})`
      : open
    const before =
      i > 0
        ? sql`${ident(`end_${i - 1}`)} > 0`
        : layout.lead === ''
          ? null
          : sql`startsWith(clean, ${literal(layout.lead)})`
    definitions.push({ name: `end_${i}`, expression: before === null ? end : sql`if(${before}, ${end}, 0)` })
    if (needed.has(name))
      definitions.push({
        name: `cut_${name}`,
        expression: unescaped(
          quotable
            ? unquoted(start, ident(`end_${i}`))
            : sql`substring(clean, ${start}, toInt64(${ident(`end_${i}`)}) - ${start})`,
        ),
      })
  })
  const names = new Set(layout.fields.map(({ name }) => name))
  return {
    definitions,
    complete: sql`${ident(`end_${layout.fields.length - 1}`)} > 0`,
    value: (name) => (names.has(name) ? ident(`cut_${name}`) : sql`''`),
  }
}

const startOf = (layout: Layout, i: number): Sql => {
  if (i === 0) return sql`${bind('UInt64', Buffer.byteLength(layout.lead) + 1)}`
  const separator = layout.fields[i - 1]?.separator ?? ''
  return sql`(${ident(`end_${i - 1}`)} + ${bind('UInt64', Buffer.byteLength(separator))})`
}

const unquoted = (start: Sql, end: Sql): Sql =>
  sql`if(substring(clean, ${start}, 1) = '"', substring(clean, ${start} + 1, toInt64(${end}) - ${start} - 2), substring(clean, ${start}, toInt64(${end}) - ${start}))`

/** `\x22` is the other way to write a quote. */
const unescaped = (part: Sql): Sql =>
  sql`if(position(line, '\\\\') = 0, ${part}, replaceAll(replaceAll(replaceAll(${part}, '\\\\x22', '"'), char(2), '"'), char(1), '\\\\'))`

/** The same cut, plainly; null where a separator is missing, which is found out before anything is cut. */
export const cutPlain = (layout: Layout, line: ByteString): ReadonlyMap<string, ByteString> | null => {
  const escapes = line.includes('\\')
  const bareLine = line.endsWith('\r') ? line.slice(0, -1) : line
  const clean = escapes ? bareLine.replaceAll('\\\\', '\u0001').replaceAll('\\"', '\u0002') : bareLine
  const places = placesOf(layout, clean)
  if (places === null) return null
  const values = new Map<string, ByteString>()
  layout.fields.forEach(({ name }, i) => {
    const part = clean.slice(places[2 * i], places[2 * i + 1])
    values.set(
      name,
      escapes ? part.replaceAll('\\x22', '"').replaceAll('\u0002', '"').replaceAll('\u0001', '\\') : part,
    )
  })
  return values
}

/** Of every field where it begins and ends, one after another. */
const placesOf = (layout: Layout, clean: ByteString): readonly number[] | null => {
  if (!clean.startsWith(layout.lead)) return null
  const places: number[] = []
  let start = layout.lead.length
  for (const { separator, quotable } of layout.fields) {
    const quoted = quotable && clean[start] === '"'
    const from = quoted ? start + 1 : start
    const close = quoted ? `"${separator}` : separator
    const end = close === '' ? clean.length : clean.indexOf(close, from)
    if (end < 0) return null
    places.push(from, end)
    start = end + close.length
  }
  return places
}
