import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import { foldClass, isAscii } from '../detection/fold.ts'
import { DASHES, type Element, type Pattern } from '../detection/pattern.ts'
import { showCodePoint } from '../regex/to-re2.ts'
import type { FieldSql } from './source.ts'

/**
 * Text with the letters of ASCII made small, and the two characters beyond ASCII that fold to one (U+017F, the Kelvin
 * sign) made that letter. On bytes, so a value that is not UTF-8 keeps every byte. Needles in ASCII are then sought as
 * they are, which is exact under simple case folding.
 */
export const foldedText = (text: Sql): Sql => sql`replaceAll(replaceAll(lower(${text}), 'ſ', 's'), '\u212a', 'k')`

export const foldedOf = (field: FieldSql): Sql => field.folded ?? foldedText(field.text)

/** A pattern that fits '' must ask whether there is a value at all. */
export const matchesEmpty = (pattern: Pattern): boolean => pattern.every(({ kind }) => kind === 'any')

/** Whole-value match of a pattern, as chains of byte functions where possible, else as a regular expression. */
export const patternPredicate = (pattern: Pattern, cased: boolean, field: FieldSql): Sql => {
  const chained = pattern.every(
    (element) =>
      element.kind === 'any' ||
      element.kind === 'bytes' ||
      (element.kind === 'text' && (cased || isAscii(element.text))),
  )
  if (!chained) return regexPredicate(pattern, cased, field.text)
  return chainPredicate(pattern, cased ? field.text : foldedOf(field), cased)
}

/** Literal pieces between the wildcards; the first is anchored at the start, the last at the end. */
const chainPredicate = (pattern: Pattern, text: Sql, cased: boolean): Sql => {
  const pieces = literalPieces(pattern, cased)
  const [first] = pieces
  const last = pieces.at(-1)
  if (first === undefined || last === undefined) return sql`1`
  if (pieces.length === 1) return sql`${text} = ${needle(first)}`
  const middle = pieces.slice(1, -1)
  const tests: Sql[] = []
  if (first.length > 0) tests.push(sql`startsWith(${text}, ${needle(first)})`)
  if (last.length > 0) tests.push(sql`endsWith(${text}, ${needle(last)})`)
  if (middle.length === 0) {
    if (first.length > 0 && last.length > 0) tests.push(sql`length(${text}) >= ${first.length + last.length}`)
  } else tests.push(...middlePredicates(text, first.length, middle, last.length))
  return tests.length === 0 ? sql`1` : tests.length === 1 && tests[0] ? tests[0] : sql`(${join(tests, ' AND ')})`
}

/**
 * Each piece at its first place after the one before: the leftmost choice never loses a match. `at` is the 1-based
 * place from which the next piece may start, given that all before were found.
 */
const middlePredicates = (text: Sql, start: number, middle: readonly Uint8Array[], end: number): readonly Sql[] => {
  const tests: Sql[] = []
  let at: Sql = sql`${bind('UInt64', start + 1)}`
  for (const [i, piece] of middle.entries()) {
    const found = i === 0 && start === 0 ? sql`position(${text}, ${needle(piece)})` : seek(text, piece, at)
    tests.push(sql`${found} > 0`)
    at = sql`${found} + ${bind('UInt64', piece.length)}`
  }
  if (end > 0) tests.push(sql`length(${text}) + 1 >= ${at} + ${bind('UInt64', end)}`)
  return tests
}

/** `position` from beyond the end of the text is an answer of its own in the engine: 0 by this guard. */
const seek = (text: Sql, piece: Uint8Array, at: Sql): Sql =>
  sql`if(${at} > length(${text}), 0, position(${text}, ${needle(piece)}, ${at}))`

const literalPieces = (pattern: Pattern, cased: boolean): readonly Uint8Array[] => {
  const pieces: Uint8Array[][] = [[]]
  for (const element of pattern) {
    if (element.kind === 'any') pieces.push([])
    else pieces.at(-1)?.push(bytesOf(element, cased))
  }
  return pieces.map((parts) => Buffer.concat(parts))
}

const bytesOf = (element: Element, cased: boolean): Uint8Array => {
  if (element.kind === 'bytes') return element.bytes
  return Buffer.from(element.kind === 'text' ? (cased ? element.text : element.text.toLowerCase()) : '')
}

/** A constant of any bytes: as text where it is UTF-8, else as hexadecimal. */
const needle = (bytes: Uint8Array): Sql => {
  const text = Buffer.from(bytes).toString('utf8')
  return Buffer.from(text, 'utf8').equals(Buffer.from(bytes))
    ? sql`${text}`
    : sql`unhex(${Buffer.from(bytes).toString('hex')})`
}

/**
 * For `?`, dashes and letters beyond ASCII. `*` is `\C*` (any bytes); `?` is one character, and in a value that is not
 * UTF-8 one byte. Case is spelled out in classes, so that no engine's own folding takes part.
 */
const regexPredicate = (pattern: Pattern, cased: boolean, text: Sql): Sql => {
  const regex = (one: string): string => `\\A${pattern.map((element) => elementRegex(element, cased, one)).join('')}\\z`
  if (!pattern.some(({ kind }) => kind === 'one')) return sql`match(${text}, ${regex('')})`
  return sql`if(isValidUTF8(${text}), match(${text}, ${regex('(?s:.)')}), match(${text}, ${regex('\\C')}))`
}

const elementRegex = (element: Element, cased: boolean, one: string): string => {
  switch (element.kind) {
    case 'any':
      return '\\C*'
    case 'one':
      return one
    case 'dash':
      return `[${DASHES.map((dash) => showCodePoint(dash.codePointAt(0) ?? 0)).join('')}]`
    case 'text':
      return Array.from(element.text)
        .map((character) => characterRegex(character, cased))
        .join('')
    case 'bytes':
      throw new Error('encoded bytes never meet a single-character wildcard')
  }
}

const characterRegex = (character: string, cased: boolean): string => {
  const codePoint = character.codePointAt(0) ?? 0
  const members = cased ? [codePoint] : foldClass(codePoint)
  return members.length === 1
    ? showCodePoint(codePoint)
    : `[${members.map((member) => showCodePoint(member)).join('')}]`
}
