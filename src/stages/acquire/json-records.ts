import { HEAD_BYTES } from './head-bytes.ts'
import { listOfRecords } from './list-of-records.ts'
import { isLoki, LokiSplitter } from './loki-lines.ts'

/** Members of an object that hold the records of a log: CloudTrail, Azure, Microsoft Graph, Google's reports; CloudWatch's subscriptions; searches in Splunk and Elastic. */
const HOLDER = '(?:Records|records|value|items|logEvents|results|hits)'
const IS_HOLDER = new RegExp(`^${HOLDER}$`)
/** What such objects say before their list. */
const HEADS = String.raw`(?:@odata\.[A-Za-z]{1,40}|kind|etag|nextPageToken|messageType|owner|logGroup|logStream|subscriptionFilters|preview|init_offset|messages|fields|took|timed_out|_scroll_id|pit_id|_shards|_clusters|total|max_score)`
/** Elastic's list stands inside an object of the same name. */
const HITS = String.raw`(?:"hits"\s*:\s*\{\s*)?`

const SCALAR = String.raw`(?:"[^"\\]{0,2000}"|-?[0-9.]{1,20}|true|false|null)`
const FLAT = String.raw`(?:${SCALAR}|\[(?:\s*${SCALAR}\s*,?){0,20}\s*\]|\[(?:\s*\{[^{}[\]]{0,400}\}\s*,?){0,100}\s*\]|\{[^{}[\]]{0,400}\})`
const SAID = String.raw`(?:"${HEADS}"\s*:\s*${FLAT}\s*,\s*){0,8}`
/** A list of objects; or an object whose first members are scalars and then one of the holders. */
const LIST = /^\s*\[\s*(?:\{|$)/
const BEFORE = String.raw`^\s*\{\s*${SAID}${HITS}${SAID}"${HOLDER}"\s*:\s*\[`
const HELD = new RegExp(String.raw`${BEFORE}\s*(?:\{|\]|$)`)
/** Up to the list of a holder: any other object with such a list is one record, list and all. */
const OPENS = new RegExp(`${BEFORE}$`)
/** Objects, a line each, with commas behind them as in a list that has lost its brackets. */
const LISTED = /^\s*\{[^\n]*\}[ \t]*,[ \t]*\r?\n\s*(?:\{|$)/
/** An object over several lines. */
const SPREAD = /^\s*\{[ \t]*\r?\n\s*(?:"|\}|$)/

/** Lists of which a record, too, may have one: they hold the records where the object that begins with them is the only one. */
const ALONE = /^\s*\{\s*"(?:data|events|logs|entries|messages)"\s*:\s*\[(?=\s*\{)/

/** What OpenTelemetry sends: records in lists of scopes in lists of resources. */
const TELEMETRY = /^\s*\{\s*"resourceLogs"\s*:\s*\[/
const TELEMETRY_LIST = 'logRecords'

/** Whether a text begins as JSON whose records do not stand one a line. */
export const isJsonDocument = (head: Uint8Array): boolean => {
  const text = Buffer.from(head)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '')
  return (
    LIST.test(text) ||
    HELD.test(text) ||
    SPREAD.test(text) ||
    LISTED.test(text) ||
    isUnbroken(text) ||
    TELEMETRY.test(text) ||
    recordsOfLone(text) !== null ||
    isLoki(text)
  )
}

/** An object, and behind it on the same line another, as delivery services write that put nothing between records. */
const isUnbroken = (text: string): boolean => /^[ \t]*\{/.test(behindFirst(text) ?? '')

/** Where the records of an object begin that goes on beyond what is looked at, or behind which nothing stands. */
const recordsOfLone = (text: string): number | null => {
  if ((behindFirst(text) ?? '').trim() !== '') return null
  const begun = ALONE.exec(text)?.[0]
  return begun === undefined ? listOfRecords(text) : begun.length - 1
}

/** What stands behind the object that a text begins with; null where it does not end, or none begins. */
const behindFirst = (text: string): string | null => {
  if (!/^\s*\{/.test(text)) return null
  let [depth, inString] = [0, false]
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (inString && sign === '\\') i++
    else if (sign === '"') inString = !inString
    else if (!inString && (sign === '{' || sign === '[')) depth++
    else if (!inString && (sign === '}' || sign === ']') && --depth <= 0) return text.slice(i + 1)
  }
  return null
}

/** Records of JSON documents, one a line, byte for byte but for line breaks between their parts; the rest of a torn one too. */
export const recordsFrom = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let splitter: Splitter | LokiSplitter | null = null
  let begun: Buffer = Buffer.alloc(0)
  for await (const chunk of content) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (splitter === null) {
      begun = Buffer.concat([begun, bytes])
      if (begun.length < HEAD_BYTES) continue
      splitter = splitterOf(begun)
      bytes = begun
    }
    const lines = splitter.push(bytes)
    if (lines.length > 0) yield Buffer.concat(lines)
  }
  if (splitter === null) {
    splitter = splitterOf(begun)
    yield* splitter.push(begun)
  }
  const rest = splitter.end()
  if (rest !== null) yield rest
}

const splitterOf = (begun: Buffer): Splitter | LokiSplitter => {
  const all = begun.toString('latin1', 0, HEAD_BYTES)
  const text = all.replace(/^\xEF\xBB\xBF/, '')
  if (isLoki(text)) return new LokiSplitter()
  if (TELEMETRY.test(text)) return new Splitter({ named: TELEMETRY_LIST })
  const at = HELD.test(text) ? null : recordsOfLone(text)
  return new Splitter(at === null ? {} : { at: at + all.length - text.length })
}

/** Which list holds the records, where it is not one of the holders: the one that begins so many bytes in, or each of a name. */
interface Where {
  readonly at?: number
  readonly named?: string
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d] // biome-ignore format: bytes
const NAME_BYTES = 64
const DEEPEST_HOLDER = 2
const DEEPEST_NAME = 5

class Splitter {
  /** Bytes of the record at hand that came with earlier chunks. */
  #held: Buffer[] = []
  #depth = 0
  #inString = false
  #escaped = false
  /** Depth inside the list that holds the records; 0 while a document may be one record. */
  #listDepth = 0
  /** The last text on the first levels of an object, which may be the name of a holder. */
  #name: number[] = []
  /** What follows the list of a holder is no record. */
  #isOver = false
  readonly #where: Where
  /** Bytes before the chunk at hand. */
  #before = 0

  constructor(where: Where) {
    this.#where = where
  }

  push(chunk: Buffer): readonly Buffer[] {
    const lines: Buffer[] = []
    let start = 0
    const take = (end: number): void => {
      const line = lineOf([...this.#held, chunk.subarray(start, end)])
      this.#held = []
      if (line !== null && !this.#isOver) lines.push(line)
    }
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0
      if (this.#inString) {
        this.#step(byte)
        continue
      }
      if (byte === QUOTE) {
        this.#inString = true
        this.#name = []
      } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        if (
          this.#opensList(byte, this.#before + i, () => Buffer.concat([...this.#held, chunk.subarray(start, i + 1)]))
        ) {
          this.#held = []
          this.#isOver = false
          this.#listDepth = this.#depth + 1
          start = i + 1
        }
        this.#depth++
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        const closesList = this.#listDepth > 0 && this.#depth === this.#listDepth
        if (closesList) {
          take(i)
          this.#isOver = true
          this.#listDepth = 0
          start = i + 1
        }
        this.#depth = Math.max(0, this.#depth - 1)
        if (this.#depth === 0) {
          take(closesList ? start : i + 1)
          this.#isOver = false
          start = i + 1
        }
      } else if (byte === COMMA && this.#listDepth > 0 && this.#depth === this.#listDepth) {
        take(i)
        start = i + 1
      }
    }
    this.#before += chunk.length
    if (start < chunk.length) this.#held.push(Buffer.from(chunk.subarray(start)))
    return lines
  }

  end(): Buffer | null {
    const line = lineOf(this.#held)
    return this.#isOver ? null : line
  }

  #step(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) this.#inString = false
    else if (this.#depth <= DEEPEST_NAME && this.#name.length < NAME_BYTES) this.#name.push(byte)
  }

  /** The list on top, the one that was told, or that of a holder. */
  #opensList(byte: number, at: number, before: () => Buffer): boolean {
    if (byte !== OPEN_LIST || this.#listDepth > 0) return false
    const name = Buffer.from(this.#name).toString('latin1')
    if (this.#where.named !== undefined) return this.#where.named === name
    if (this.#isOver) return false
    if (this.#depth === 0 || this.#where.at === at) return true
    const isHolder = this.#where.at === undefined && this.#depth <= DEEPEST_HOLDER && IS_HOLDER.test(name)
    return (
      isHolder &&
      OPENS.test(
        before()
          .toString('latin1')
          .replace(/^\xEF\xBB\xBF/, ''),
      )
    )
  }
}

/** One line of the pieces; null where there is nothing in them but white space and a mark. */
const lineOf = (pieces: readonly Buffer[]): Buffer | null => {
  const line = Buffer.concat([...pieces, Buffer.from('\n')])
  for (let i = 0; i < line.length - 1; i++) if (line[i] === 0x0a || line[i] === 0x0d) line[i] = 0x20
  const text = line.toString('latin1').trim().replace(/^,\s*/, '')
  return text === '' || text === '\xEF\xBB\xBF' ? null : Buffer.from(`${text}\n`, 'latin1')
}
