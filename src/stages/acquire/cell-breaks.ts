import { sql } from '../../engine/sql.ts'
import { tableIn } from '../../sources/shared/table.ts'

const [LINE_FEED, CARRIAGE_RETURN, QUOTE, SPACE] = [10, 13, 0x22, 0x20]
const DELIMITERS = [0x2c, 0x09, 0x3b, 0x7c, 0x5e, 0x7e]
/** A cell that spans more than this is none: somebody's quote was never closed. */
const LONGEST_CELL = 1024 * 1024
const MOST_LINES = 500

/** A first line of a table, cheaply. */
const LEAST_CELLS = 3
const NAME = /^"?\d{0,2}[\p{L}_#@][^"{}[\]=]{0,79}"?$/u
/** Lines above a header that say what a table is. */
const MOST_ABOVE = 10

/** Whether a text begins as a table does, names of columns and rows of as many cells: only of such one is it asked where its cells end. */
export const isTable = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('utf8').replace(/^\uFEFF/, '') // biome-ignore format: one chain
  if (!text.split(/\r?\n/, MOST_ABOVE + 1).some(mayBeHeader)) return false
  const joiner = new Joiner()
  const whole = Buffer.concat([joiner.push(Buffer.from(text)), joiner.end()]).toString('utf8')
  return tableIn(whole.split('\n').slice(0, MOST_LINES), undefined) !== null
}

const mayBeHeader = (line: string): boolean =>
  DELIMITERS.some((delimiter) => {
    const cells = line.split(String.fromCharCode(delimiter))
    return cells.length >= LEAST_CELLS && cells.every((cell) => NAME.test(cell.trim()))
  })

/** `hasOpenQuote` of one line, for the engine. */
export const OPEN_QUOTE = sql`position(line, '"') > 0 AND countSubstrings(line, '"') % 2 = 1`

/** Whether any line has a quote without its partner. */
export const hasOpenQuote = async (content: AsyncIterable<Uint8Array>): Promise<boolean> => {
  let odd = false
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let feed = bytes.indexOf(LINE_FEED)
    for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
      if (odd && feed >= 0 && feed < at) return true
      if (feed >= 0 && feed < at) feed = bytes.indexOf(LINE_FEED, at)
      odd = !odd
    }
    if (odd && feed >= 0) return true
  }
  return odd
}

/**
 * A table whose cells hold line breaks between quotes (RFC 4180) with a space for each of them, byte for byte else. A quote
 * opens a cell only where a cell begins; one that is never closed opens none, and its line stays as it is.
 */
export const wholeCells = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const joiner = new Joiner()
  for await (const chunk of content) {
    const bytes = joiner.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    if (bytes.length > 0) yield bytes
  }
  const rest = joiner.end()
  if (rest.length > 0) yield rest
}

class Joiner {
  /** From the beginning of the row at hand. */
  #held: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Buffer {
    const text = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const rows: Buffer[] = []
    let start = 0
    while (start < text.length) {
      const end = rowEnd(text, start)
      if (end === 'open') break
      rows.push(joined(text.subarray(start, end)))
      start = end
    }
    this.#held = Buffer.from(text.subarray(start))
    return Buffer.concat(rows)
  }

  end(): Buffer {
    const rows: Buffer[] = []
    let rest = this.#held
    while (rest.length > 0) {
      const found = rowEnd(rest, 0, true)
      const end = found === 'open' ? lineEnd(rest, 0) : found
      rows.push(found === 'open' ? rest.subarray(0, end) : joined(rest.subarray(0, end)))
      rest = rest.subarray(end)
    }
    this.#held = Buffer.alloc(0)
    return Buffer.concat(rows)
  }
}

const lineEnd = (text: Buffer, from: number): number => {
  const feed = text.indexOf(LINE_FEED, from)
  return feed < 0 ? text.length : feed + 1
}

/** Behind the row that begins at `start`; 'open' where the text ends before the row does. */
const rowEnd = (text: Buffer, start: number, isLast = false): number | 'open' => {
  let [quoted, begins, lines] = [false, true, 0]
  for (let i = start; i < text.length; i++) {
    const byte = text[i] ?? 0
    if (quoted) {
      if (byte === QUOTE) {
        if (text[i + 1] === QUOTE) i++
        else quoted = false
      } else if (byte === LINE_FEED && (++lines > MOST_LINES || i - start > LONGEST_CELL)) return lineEnd(text, start)
    } else if (byte === LINE_FEED) return i + 1
    else if (byte === QUOTE && begins) quoted = true
    begins = !quoted && (DELIMITERS.includes(byte) || (begins && byte === SPACE))
  }
  return isLast && !quoted ? text.length : 'open'
}

/** The row with a space for each line break but its last. */
const joined = (row: Buffer): Buffer => {
  const end = row.length - (row.at(-1) === LINE_FEED ? (row.at(-2) === CARRIAGE_RETURN ? 2 : 1) : 0)
  const first = row.indexOf(LINE_FEED)
  if (first < 0 || first >= end) return row
  const bytes = Buffer.from(row)
  for (let i = 0; i < end; i++) if (bytes[i] === LINE_FEED || bytes[i] === CARRIAGE_RETURN) bytes[i] = SPACE
  return bytes
}
