import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'

/**
 * Cells of a line whose cells may stand in quotes, quotes inside doubled (RFC 4180). Byte-safe: what stands between
 * quotes has its delimiters masked while the line is split. char(1) and char(2) serve as masks.
 */
export const maskedSplit = (text: Sql, delimiter: string): Sql => {
  const inside = sql`replaceAll(x, ${literal(delimiter)}, char(1))`
  const masked = sql`arrayStringConcat(arrayMap((x, i) -> if(i % 2 = 0, ${inside}, x), splitByChar('"', replaceAll(${text}, '""', char(2))), arrayEnumerate(splitByChar('"', replaceAll(${text}, '""', char(2))))))`
  return sql`arrayMap(x -> ${unmasked(delimiter)}, ${splitBy(delimiter, masked)})`
}

/** One character parts faster than several. */
export const splitBy = (delimiter: string, text: Sql): Sql =>
  delimiter.length === 1
    ? sql`splitByChar(${literal(delimiter)}, ${text})`
    : sql`splitByString(${literal(delimiter)}, ${text})`

/** A cell of doubled quotes alone is as many quotes less one: its outer two are the cell's own. */
const unmasked = (delimiter: string): Sql =>
  sql`if(x != '' AND replaceAll(x, char(2), '') = '', repeat('"', toUInt64(length(x) - 1)), replaceAll(replaceAll(x, char(2), '"'), char(1), ${bind('String', delimiter)}))`

export const plainMaskedSplit = (text: ByteString, delimiter: string): readonly ByteString[] =>
  text
    .replaceAll('""', '\u0002')
    .split('"')
    .map((piece, i) => (i % 2 === 1 ? piece.replaceAll(delimiter, '\u0001') : piece))
    .join('')
    .split(delimiter)
    .map((cell) =>
      /^\u0002+$/.test(cell) // oxlint-disable-line no-control-regex -- the mask
        ? '"'.repeat(cell.length - 1)
        : cell.replaceAll('\u0002', '"').replaceAll('\u0001', delimiter),
    )
