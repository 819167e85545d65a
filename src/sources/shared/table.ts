import { type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'
import type { FlatPlain, FlatSql } from './flat-source.ts'
import { maskedSplit, splitBy, plainMaskedSplit } from './masked-split.ts'
import { isBlank } from './plain/plain-event.ts'

export const DELIMITERS = [',', '\t', ';', '|', '^', '~', '||']

/** A second bar right behind the first parts cells where the header has it again; else the first cell has no name, as a client of a database draws it. */
const delimiterOf = (format: string): string => (/^\|\|(?=.+\|\|)/s.test(format) ? '||' : format.slice(0, 1))

const trimmed = (cell: string): string => cell.replace(/^ +/, '').replace(/ +$/, '')

const split = (line: string, delimiter: string): readonly string[] =>
  (line.includes('"') ? plainMaskedSplit(line, delimiter) : line.split(delimiter)).map(trimmed)

const withoutMark = (line: string): string => line.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, '').replace(/\r$/, '')

/** Cells of a sampled line, without the mark before them. */
export const cellsIn = (line: string, delimiter: string): readonly string[] => split(withoutMark(line), delimiter)

/** A name, not a value: letters first or behind a digit or two (`1차접속일시`), no digit alone, no brackets but those of a unit at its end (`TimeGenerated [UTC]`). */
const NAME = /^(?:\d{1,2}(?=[\p{L}_]))?[\p{L}_#@][\p{L}\p{N}_ .()/:@#-]{0,79}(?: \[[\w/+: -]{1,20}\])?$/u
/** A last column that the header leaves without a name, as the Event Viewer does with its messages. */
const REST = '(rest)'
/** Of a table whose first column has no name the last cell is any value. */
const isMessage = (cell: string | undefined): boolean => cell !== undefined && cell.length > 40 && cell.includes(' ')
const FEWEST = 3
const LEAST = 0.5
/** Lines above a header that say what a table is. */
const MOST_ABOVE = 10

export interface Table {
  /** The delimiter followed by the header as it stands in the file. */
  readonly format: string
  /** Cells by their names, of the rows that have as many as the header. */
  readonly records: readonly Readonly<Record<string, string>>[]
  readonly rows: number
}

/** Sampled lines as a table, whose header is declared or the first of them; null where they are none. */
export const tableIn = (lines: readonly string[], declared: string | undefined, fewest = FEWEST): Table | null => {
  const written = lines.filter((line) => !isBlank(line)).map(withoutMark)
  for (const header of declared === undefined ? written.slice(0, MOST_ABOVE + 1) : [declared]) {
    const table = tableUnder(header, written, fewest)
    if (table !== null) return table
  }
  return null
}

const tableUnder = (header: string, written: readonly string[], fewest: number): Table | null => {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, names: split(header, delimiter) }))
    .filter(({ names }) => isHeader(names, fewest))
    .sort((a, b) => b.names.length - a.names.length)[0]
  if (found === undefined) return null
  const rows = written
    .slice(written.indexOf(header) + 1)
    .filter((line) => line !== header)
    .map((line) => split(line, found.delimiter))
  const isLonger = rows.filter((cells) => isMessage(cells[found.names.length]) && cells.length === found.names.length + 1).length > LEAST * rows.length // biome-ignore format: one condition
  const names = isLonger ? [...found.names, REST] : found.names
  const fitting = rows.filter((cells) => cells.length === names.length)
  if (fitting.length === 0 || fitting.length < LEAST * rows.length) return null
  const records = fitting.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])))
  return {
    format: `${found.delimiter}${header}${isLonger ? `${found.delimiter}${REST}` : ''}`,
    records,
    rows: rows.length,
  }
}

/** A client of a database draws a bar before the first cell and behind the last. */
const isHeader = (names: readonly string[], fewest: number): boolean => {
  const inner = names.length > 2 && names[0] === '' && names.at(-1) === '' ? names.slice(1, -1) : names
  return inner.length >= fewest && inner.every((name) => NAME.test(name)) && new Set(inner).size === inner.length
}

/** Whether one of the first lines names columns, of these rows or of others. */
export const namesColumns = (lines: readonly string[]): boolean =>
  lines
    .slice(0, MOST_ABOVE + 1)
    .some((line) => DELIMITERS.some((delimiter) => isHeader(cellsIn(line, delimiter), FEWEST)))

const partsOf = (
  format: string,
): { readonly delimiter: string; readonly header: string; readonly names: readonly string[] } => {
  const delimiter = delimiterOf(format)
  const columns = format.slice(delimiter.length)
  const unnamed = `${delimiter}${REST}`
  const header = columns.endsWith(unnamed) ? columns.slice(0, -unnamed.length) : columns
  return { delimiter, header, names: split(columns, delimiter) }
}

/** Cells of the column `line` by the names of a table's format. */
export const cellsSql = (format: string): FlatSql => {
  const { delimiter, header, names } = partsOf(format)
  const bare = sql`if(startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line)`
  const cell = (name: string): Sql => {
    const at = names.indexOf(name)
    return at < 0 ? sql`''` : sql`trimBoth(cells[${at + 1}])`
  }
  return {
    definitions: [
      {
        name: 'table_line',
        expression: sql`if(endsWith(${bare}, '\\r'), substring(${bare}, 1, length(${bare}) - 1), ${bare})`,
      },
      { name: 'table_quoted', expression: sql`position(table_line, '"') > 0` },
      {
        name: 'cells',
        expression: sql`if(table_quoted, ${maskedSplit(sql`table_line`, delimiter)}, ${splitBy(delimiter, sql`table_line`)})`,
      },
    ],
    value: cell,
    rejects: [
      { when: sql`table_line = ${header}`, reason: 'header' },
      { when: sql`table_quoted AND countSubstrings(table_line, '"') % 2 = 1`, reason: 'open-quote' },
      { when: sql`length(cells) != ${names.length}`, reason: 'not-this-format' },
    ],
  }
}

/** The same, plainly. */
export const cellsPlain = (line: ByteString, format: string): FlatPlain => {
  const { delimiter, header, names } = partsOf(format)
  const bare = line.replace(/^\xEF\xBB\xBF/, '').replace(/\r$/, '')
  const cells = split(bare, delimiter)
  return {
    value: (name) => cells[names.indexOf(name)] ?? '',
    reject: reasonOf(bare, Buffer.from(header).toString('latin1'), cells.length === names.length),
  }
}

const reasonOf = (line: ByteString, header: ByteString, fits: boolean): string => {
  if (line === header) return 'header'
  if ((line.split('"').length - 1) % 2 === 1) return 'open-quote'
  return fits ? '' : 'not-this-format'
}
