import { type NumberLook, shownNumber } from './number-formats.ts'
import { attribute, xmlTokens } from './xml-tokens.ts'

/** What cells refer to. */
export interface Workbook {
  readonly texts: readonly string[]
  readonly looks: readonly NumberLook[]
  readonly isFrom1904: boolean
}

/** The widest sheet there is. */
const MOST_COLUMNS = 16_384

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
}

/**
 * Rows of a sheet as lines of a table (RFC 4180): a cell each between commas, in quotes where it has to be; a line break
 * inside a cell is a space. Rows without any text are left out; all are as wide as the widest before them.
 */
export const sheetLines = async function* (
  content: AsyncIterable<Uint8Array>,
  book: Workbook,
): AsyncIterable<Uint8Array> {
  let row: string[] = []
  let cell: Cell | null = null
  let [value, inValue, width, next] = ['', false, 0, 0]
  for await (const tokens of xmlTokens(content)) {
    const lines: string[] = []
    for (const token of tokens) {
      if (token.kind === 'text') {
        if (inValue) value += token.text
        continue
      }
      const isOpen = token.kind === 'open' && !token.isEmpty
      if (token.name === 'v' || token.name === 't') inValue = isOpen
      else if (token.name === 'c') {
        if (token.kind === 'open') {
          cell = cellOf(token.attributes, next)
          next = cell.column + 1
          value = ''
        } else if (cell !== null && cell.column < MOST_COLUMNS) {
          while (row.length < cell.column) row.push('')
          row[cell.column] = shown(value, cell, book)
        }
      } else if (token.name === 'row') {
        if (isOpen) [row, next] = [[], 0]
        else if (row.some((text) => text !== '')) {
          width = Math.max(width, row.length)
          lines.push(lineOf(row, width))
          row = []
        }
      }
    }
    if (lines.length > 0) yield Buffer.from(lines.join(''), 'utf8')
  }
}

const cellOf = (attributes: string, next: number): Cell => {
  const letters = /^[A-Z]{1,3}/.exec(attribute(attributes, 'r'))?.[0] ?? ''
  const column = Array.from(letters).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1
  return {
    column: letters === '' ? next : column,
    type: attribute(attributes, 't'),
    style: Number(attribute(attributes, 's')),
  }
}

const shown = (value: string, { type, style }: Cell, { texts, looks, isFrom1904 }: Workbook): string => {
  if (type === 's') return texts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
  return type === '' || type === 'n' ? shownNumber(value, looks[style] ?? 'number', isFrom1904) : value
}

export const lineOf = (row: readonly string[], width: number): string =>
  `${[...row, ...Array.from({ length: width - row.length }, () => '')].map((text) => quoted(plain(text))).join(',')}\n`

/** Workbooks write a carriage return as `_x000D_`. */
const plain = (text: string): string => text.replace(/(?:_x000D_|\r)?\n|_x000D_|\r/g, ' ').replaceAll('\0', '')

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
