import { type Bytes, jsonLine, parseCopyLine, parseTuple } from './parse-rows.ts'

/** Rows of one table, as lines of JSON, as far as they stand together. */
export interface TableRows {
  readonly name: string
  readonly rows: Buffer
}

const NAME = String.raw`((?:[\x60"\[]?[\w$\x80-\xff]+[\x60"\]]?\s*\.\s*)?[\x60"\[]?[\w$\x80-\xff -]+[\x60"\]]?)`
const INSERT = new RegExp(
  String.raw`^\s*(?:INSERT|REPLACE)\s+(?:IGNORE\s+|LOW_PRIORITY\s+|DELAYED\s+)*INTO\s+${NAME}\s*(?:\(([^()']*)\))?\s*VALUES?\s*(?=\()`,
  'i',
)
const COPY = new RegExp(String.raw`^\s*COPY\s+${NAME}\s*(?:\(([^()]*)\))?\s*FROM\s+stdin\b[^;]*;\r?$`, 'i')
const CREATE = new RegExp(String.raw`^\s*CREATE\s+(?:\w+\s+){0,3}TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?${NAME}\s*\(`, 'i')
const COLUMN = /^\s*(?:(`[^`]+`|"[^"]+"|\[[^\]]+\])|([^`"\s(),[\]]+))\s+\w/
const KEY = /^(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|FULLTEXT|SPATIAL|CHECK|EXCLUDE)$/i
const IS_DUMP =
  /^(?:-- (?:MySQL|MariaDB|PostgreSQL database) dump|(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s|COPY\s+\S+\s+\(.*\)\s+FROM\s+stdin|CREATE\s+TABLE\s)/im
/** What begins a statement fits in this; a longer line of anything else is passed over. */
const LONGEST_HEAD = 256 * 1024
/** A row longer than this is none. */
const LONGEST_ROW = 64 * 1024 * 1024

/** Whether a text begins as a database writes its tables out, as statements. */
export const isSqlDump = (head: Uint8Array): boolean => IS_DUMP.test(Buffer.from(head).toString('latin1'))

/** Rows of the tables in a dump, in its order. A torn row at its end is a line as it stands. */
export const tablesFrom = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<TableRows> {
  const reader = new DumpReader()
  for await (const chunk of content)
    yield* reader.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1'))
  yield* reader.end()
}

type Mode = 'between' | 'insert' | 'copy' | 'create'

class DumpReader {
  #text: Bytes = ''
  #mode: Mode = 'between'
  #table = ''
  #names: readonly Bytes[] = []
  #escapes = false
  #isLast = false
  /** Columns of tables by the statements that make them. */
  readonly #columns = new Map<string, Bytes[]>()
  #found: { readonly name: string; text: Bytes[] }[] = []

  push(chunk: Bytes): readonly TableRows[] {
    this.#text += chunk
    let at = 0
    for (;;) {
      const next = this.#step(at)
      if (next === null) break
      at = next
    }
    this.#text = this.#text.slice(at)
    return this.#taken()
  }

  end(): readonly TableRows[] {
    this.#isLast = true
    const before = this.push('\n')
    const rest = this.#text.replace(/^[\s,]+/, '').trimEnd()
    if (this.#mode === 'insert' && rest.startsWith('(')) this.#keep(`${rest.replace(/[\r\n]+/g, ' ')}\n`)
    return [...before, ...this.#taken()]
  }

  /** Where the next step begins; null where more text is wanted. */
  #step(at: number): number | null {
    if (this.#mode === 'insert') return this.#row(at)
    const feed = this.#text.indexOf('\n', at)
    if (this.#mode === 'between') {
      const found = INSERT.exec(this.#text.slice(at, at + LONGEST_HEAD))
      if (found !== null) {
        this.#begin('insert', found[1] ?? '', found[2])
        return at + found[0].length
      }
    }
    if (feed < 0) return null
    const line = this.#text.slice(at, feed).replace(/\r$/, '')
    if (this.#mode === 'between' && this.#mayGoOn(line, at)) return null
    if (this.#mode === 'copy') this.#copied(line)
    else if (this.#mode === 'create') this.#created(line)
    else this.#opened(line)
    return feed + 1
  }

  /** What begins a statement may stand on several lines. */
  #mayGoOn(line: Bytes, at: number): boolean {
    return !this.#isLast && this.#text.length - at < LONGEST_HEAD && /^\s*(?:INSERT|REPLACE)\s/i.test(line)
  }

  #opened(line: Bytes): void {
    const copy = COPY.exec(line)
    const create = CREATE.exec(line)
    if (copy !== null) this.#begin('copy', copy[1] ?? '', copy[2])
    else if (create !== null) {
      this.#begin('create', create[1] ?? '', '')
      this.#columns.set(this.#table, [])
      const rest = line.slice(create[0].length)
      if (rest.trim() !== '') this.#created(rest)
    } else if (/^-- (?:MySQL|MariaDB) dump/.test(line)) this.#escapes = true
  }

  #begin(mode: Mode, name: Bytes, columns: Bytes | undefined): void {
    this.#mode = mode
    if (name.includes('`')) this.#escapes = true
    this.#table = Buffer.from(bare(name), 'latin1').toString('utf8')
    this.#names = columns === undefined ? (this.#columns.get(this.#table) ?? []) : columns.split(',').map(bare)
  }

  #created(line: Bytes): void {
    const columns = this.#columns.get(this.#table) ?? []
    for (const part of topLevel(line)) {
      const [, quoted, word] = COLUMN.exec(part) ?? []
      if (quoted !== undefined) columns.push(bare(quoted))
      else if (word !== undefined && !KEY.test(word)) columns.push(word)
    }
    if (/^\s*\)|;\s*$/.test(line)) this.#mode = 'between'
  }

  #copied(line: Bytes): void {
    if (line === '\\.') this.#mode = 'between'
    else if (line !== '' || !this.#isLast) this.#keep(jsonLine(this.#names, parseCopyLine(line)))
  }

  /** A tuple, or what stands between two; behind the last the statement ends. */
  #row(at: number): number | null {
    const start = at + (/^[\s,]*/.exec(this.#text.slice(at, at + LONGEST_HEAD))?.[0].length ?? 0)
    if (start >= this.#text.length) return start > at ? start : null
    if (this.#text[start] !== '(') {
      const end = this.#text.indexOf(';', start)
      if (end < 0 && this.#text.length - start < LONGEST_HEAD) return null
      this.#mode = 'between'
      return end < 0 ? this.#text.length : end + 1
    }
    const tuple = parseTuple(this.#text, start, this.#escapes)
    if (tuple !== null) {
      this.#keep(jsonLine(this.#names, tuple.values))
      return tuple.end
    }
    if (this.#text.length - start < LONGEST_ROW) return null
    const feed = this.#text.indexOf('\n', start)
    const end = feed < 0 ? this.#text.length : feed + 1
    this.#keep(`${this.#text.slice(start, end).trim()}\n`)
    this.#mode = 'between'
    return end
  }

  #keep(line: Bytes): void {
    const last = this.#found.at(-1)
    if (last?.name === this.#table) last.text.push(line)
    else this.#found.push({ name: this.#table, text: [line] })
  }

  #taken(): readonly TableRows[] {
    const found = this.#found
    this.#found = []
    return found.map(({ name, text }) => ({ name, rows: Buffer.from(text.join(''), 'latin1') }))
  }
}

/** Pieces between the commas of a list, without those in brackets and quotes of its own; up to its end. */
const topLevel = (line: Bytes): readonly Bytes[] => {
  const pieces = ['']
  let depth = 0
  for (const [token] of line.matchAll(/'(?:[^'\\]|\\.|'')*'|[^'(),]+|[\s\S]/g)) {
    if (token === '(') depth++
    else if (token === ')' && --depth < 0) break
    if (token === ',' && depth === 0) pieces.push('')
    else pieces.push(`${pieces.pop() ?? ''}${token}`)
  }
  return pieces
}

/** A name without its quotes and its schema. */
const bare = (name: Bytes): Bytes =>
  name
    .trim()
    .replace(/^.*\.\s*(?=[`"[\w])/, '')
    .replace(/^[`"[]|[`"\]]$/g, '')
