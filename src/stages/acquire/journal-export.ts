/** The format of `journalctl -o export`: fields `NAME=text` a line, or `NAME` and a length in 64 bits and bytes; an empty line ends a record. */

const LINE_FEED = 10
const EQUALS = 0x3d
const LENGTH_BYTES = 8
/** A field without its end is none. */
const LONGEST = 64 * 1024 * 1024
const NAME = /^[A-Z_][A-Z0-9_]{0,63}$/

/** Whether a text begins as an export of systemd's journal does. */
export const isJournalExport = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1')
  return /^\n?__CURSOR=[^\n]+\n/.test(text) && text.includes('\n__REALTIME_TIMESTAMP=')
}

/** Records as `journalctl -o json` gives them, one a line; bytes that are no UTF-8 stay what they are. What is no field is a line by itself. */
export const journalRecords = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const reader = new Reader()
  for await (const chunk of content) {
    const lines = reader.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    if (lines !== '') yield Buffer.from(lines, 'latin1')
  }
  const rest = reader.end()
  if (rest !== '') yield Buffer.from(rest, 'latin1')
}

class Reader {
  #held: Buffer = Buffer.alloc(0)
  /** Values by name, one character a byte. */
  #record = new Map<string, string[]>()

  push(chunk: Buffer): string {
    const text = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const lines: string[] = []
    let at = 0
    for (;;) {
      const end = this.#field(text, at, lines)
      if (end < 0) break
      at = end
    }
    this.#held = Buffer.from(text.subarray(at))
    if (this.#held.length > LONGEST) {
      lines.push(`${this.#held.toString('latin1')}\n`)
      this.#held = Buffer.alloc(0)
    }
    return lines.join('')
  }

  end(): string {
    const rest = this.#held.toString('latin1')
    const lines: string[] = []
    const isField = rest.includes('=') && !rest.includes('\n')
    if (isField) this.#field(Buffer.concat([this.#held, Buffer.from('\n')]), 0, lines)
    else if (rest !== '') lines.push(`${rest}\n`)
    this.#flush(lines)
    return lines.join('')
  }

  /** Takes the field at a place and gives the place behind it; -1 where it is not all there. */
  #field(text: Buffer, at: number, lines: string[]): number {
    const end = text.indexOf(LINE_FEED, at)
    if (end < 0) return -1
    if (end === at) {
      this.#flush(lines)
      return end + 1
    }
    const equals = text.indexOf(EQUALS, at)
    const isText = equals >= 0 && equals < end
    const name = text.toString('latin1', at, isText ? equals : end)
    if (!NAME.test(name)) {
      lines.push(text.toString('latin1', at, end + 1))
      return end + 1
    }
    if (isText) {
      this.#add(name, text.toString('latin1', equals + 1, end))
      return end + 1
    }
    const from = end + 1 + LENGTH_BYTES
    if (text.length < from) return -1
    const length = text.readBigUInt64LE(end + 1)
    if (length > BigInt(LONGEST)) {
      lines.push(text.toString('latin1', at, end + 1))
      return end + 1
    }
    const to = from + Number(length)
    if (text.length <= to) return -1
    this.#add(name, text.toString('latin1', from, to))
    return to + 1
  }

  #add(name: string, value: string): void {
    const values = this.#record.get(name)
    if (values === undefined) this.#record.set(name, [value])
    else values.push(value)
  }

  #flush(lines: string[]): void {
    if (this.#record.size === 0) return
    const members = [...this.#record].map(([name, values]) => {
      const texts = values.map(quoted)
      return `"${name}":${texts.length === 1 ? texts[0] : `[${texts.join(',')}]`}`
    })
    lines.push(`{${members.join(',')}}\n`)
    this.#record = new Map()
  }
}

const quoted = (value: string): string =>
  `"${value.replace(/["\\\x00-\x1f]/g, (sign) => (sign === '"' || sign === '\\' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))}"` // oxlint-disable-line no-control-regex -- JSON escapes them
