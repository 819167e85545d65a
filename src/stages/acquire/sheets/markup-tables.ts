import type { TableRows } from '../sql-dump/read-tables.ts'
import { lineOf } from './sheet-lines.ts'
import { attribute, type XmlToken, xmlTokens } from './xml-tokens.ts'

/** Tables of markup: HTML that a web page gives out as `.xls`, SpreadsheetML of 2003, the content of an `.ods`. */

const HTML = /^\s*<(?:!doctype\s+html|html|head|meta|style|body|table)[\s>]/i
const HTML_TABLE = /<table[\s>]|schemas-microsoft-com:office:excel/i
const SPREADSHEET = /^\s*(?:<\?[^>]*\?>\s*)*<(?:\w+:)?Workbook\s[^>]*schemas-microsoft-com:office:spreadsheet/
const OPEN_DOCUMENT = /^\s*(?:<\?[^>]*\?>\s*)*<office:document(?:-content)?\s[^>]*opendocument:xmlns:table/
const KOREAN = /(?:charset|encoding)\s*=\s*["']?(?:euc-kr|ks_c_5601(?:-1987)?|cp949|ms949|x-windows-949)/i

/** Whether a text begins as such a table; 'euc-kr' where it says so of itself and is no UTF-8. */
export const markupOf = (head: Uint8Array): 'markup-tables' | 'euc-kr' | '' => {
  const text = Buffer.from(head).toString('latin1').replace(/^\xEF\xBB\xBF/, '') // biome-ignore format: one chain
  const isMarkup = (HTML.test(text) && HTML_TABLE.test(text)) || SPREADSHEET.test(text) || OPEN_DOCUMENT.test(text)
  if (!isMarkup) return ''
  return KOREAN.test(text) && !isUtf8(head) ? 'euc-kr' : 'markup-tables'
}

/** The last character of a head may be cut. */
const isUtf8 = (head: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - cut))
      return true
    } catch {
      return false
    }
  })

const ROWS: ReadonlySet<string> = new Set(['tr', 'row', 'table-row'])
const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'cell', 'table-cell', 'covered-table-cell'])
/** What is in them is no text of a cell. */
const APART: ReadonlySet<string> = new Set(['script', 'style', 'comment', 'annotation'])
const BREAKS: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li'])
/** HTML needs no quotes. */
const COLSPAN = /\scolspan\s*=\s*["']?(\d{1,5})/i
const MOST_COLUMNS = 16_384
const MOST_REPEATED = 1_048_576
/** Repeated cells beyond this are a trap. */
const MOST_TEXT = 1024 * 1024
const AT_ONCE = 64

/** Rows of each table as lines of a table (RFC 4180), as `sheetLines` gives them; a table by its name, else its number. */
export const markupTables = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<TableRows> {
  const reader = new TableReader()
  for await (const tokens of xmlTokens(content)) {
    for (const token of tokens) reader.take(token)
    yield* reader.taken()
  }
  reader.endRow()
  yield* reader.taken()
}

class TableReader {
  #rows: { readonly name: string; readonly line: string; readonly repeated: number }[] = []
  #number = 0
  #name = ''
  #width = 0
  #row: string[] = []
  #repeated = 1
  #cell: { text: string; readonly value: string; readonly repeated: number; readonly span: number } | null = null
  #apart = 0

  take(token: XmlToken): void {
    if (token.kind === 'text') {
      if (this.#cell !== null && this.#apart === 0) this.#cell.text += token.text
      return
    }
    const name = token.name.toLowerCase()
    const isOpen = token.kind === 'open'
    if (APART.has(name)) this.#apart += isOpen ? Number(!token.isEmpty) : -Math.min(1, this.#apart)
    else if (name === 'table' || name === 'worksheet') this.#table(token)
    else if (ROWS.has(name)) this.#startOrEndRow(token)
    else if (CELLS.has(name)) this.#startOrEndCell(token)
    else if (BREAKS.has(name) && this.#cell !== null && this.#cell.text !== '') this.#cell.text += ' '
  }

  /** A row that stands for many is given out in pieces. */
  *taken(): Iterable<TableRows> {
    const taken = this.#rows
    this.#rows = []
    let [name, text] = ['', '']
    for (const row of taken) {
      if (row.name !== name && text !== '') {
        yield { name, rows: Buffer.from(text, 'utf8') }
        text = ''
      }
      name = row.name
      for (let left = row.repeated; left > 0; left -= AT_ONCE) {
        text += row.line.repeat(Math.min(left, AT_ONCE))
        if (text.length < MOST_TEXT) continue
        yield { name, rows: Buffer.from(text, 'utf8') }
        text = ''
      }
    }
    if (text !== '') yield { name, rows: Buffer.from(text, 'utf8') }
  }

  #table(token: XmlToken): void {
    if (token.kind !== 'open') return this.endRow()
    const name = attribute(token.attributes, 'name') || attribute(token.attributes, 'Name')
    this.endRow()
    if (token.name.toLowerCase() === 'table') {
      this.#number++
      this.#width = 0
      if (name !== '') this.#name = name
    } else this.#name = name
  }

  #startOrEndRow(token: XmlToken): void {
    this.endRow()
    if (token.kind === 'open') this.#repeated = numberIn(token.attributes, 'number-rows-repeated', 1, MOST_REPEATED)
  }

  #startOrEndCell(token: XmlToken): void {
    this.#endCell()
    if (token.kind !== 'open') return
    const at = numberIn(token.attributes, 'Index', 0, MOST_COLUMNS)
    while (this.#row.length < at - 1) this.#row.push('')
    this.#cell = {
      text: '',
      value: valueIn(token.attributes),
      repeated: numberIn(token.attributes, 'number-columns-repeated', 1, MOST_COLUMNS),
      span: Math.max(
        Math.min(Number(COLSPAN.exec(token.attributes)?.[1] ?? 1), MOST_COLUMNS),
        1 + numberIn(token.attributes, 'MergeAcross', 0, MOST_COLUMNS),
      ),
    }
    if (token.isEmpty) this.#endCell()
  }

  #endCell(): void {
    if (this.#cell === null) return
    const { text, value, repeated, span } = this.#cell
    this.#cell = null
    const shown = value !== '' ? value : text.replaceAll('&nbsp;', ' ').replace(/\s+/g, ' ').trim()
    const times = shown.length * repeated > MOST_TEXT ? 1 : repeated
    const cells = [...Array.from({ length: times }, () => shown), ...Array.from({ length: span - 1 }, () => '')]
    if (this.#row.length + cells.length <= MOST_COLUMNS) this.#row.push(...cells)
  }

  endRow(): void {
    this.#endCell()
    const last = this.#row.findLastIndex((text) => text !== '')
    const row = this.#row.slice(0, last + 1)
    const repeated = this.#repeated
    this.#row = []
    this.#repeated = 1
    if (row.length === 0) return
    this.#width = Math.max(this.#width, row.length)
    const name = this.#name === '' ? `table ${Math.max(this.#number, 1)}` : this.#name
    this.#rows.push({ name, line: lineOf(row, this.#width), repeated })
  }
}

const numberIn = (attributes: string, name: string, otherwise: number, most: number): number => {
  const text = attribute(attributes, name)
  return /^\d{1,7}$/.test(text) ? Math.min(Number(text), most) : otherwise
}

/** A date or number of OpenDocument as it is, not as it is shown. */
const valueIn = (attributes: string): string => {
  const type = attribute(attributes, 'value-type')
  if (type === 'date') return attribute(attributes, 'date-value')
  return type === 'float' ? attribute(attributes, 'value') : ''
}
