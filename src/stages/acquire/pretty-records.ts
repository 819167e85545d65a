import { quoted, type RecordReader, recordsIn } from './text-lines.ts'

/** `[2026-03-06 10:00:00.123 +0900] INFO (2211 on web1): request completed`, as pino-pretty begins a record. */
const BEGINS = /^\[(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\]]{0,16})\] ([A-Z]{3,9})(?: \(([^)]*)\))?: ?(.*)$/
/** A member below it, four blanks in; what is further in goes on with it. */
const MEMBER = /^ {4}([A-Za-z_$@][\w.$@-]{0,63}): (.*)$/
const GOES_ON = /^ {4}/
/** So many of the lines that begin a record have members below. */
const LEAST = 0.3

/** Whether a text begins as pino-pretty writes records: a line with a time, and members below it. */
export const isPretty = (head: Uint8Array): boolean => {
  const lines = Buffer.from(head).toString('latin1').split(/\r?\n/)
  const begun = lines.flatMap((line, i) => (BEGINS.test(line) ? [i] : []))
  const followed = begun.filter((i) => MEMBER.test(lines[i + 1] ?? ''))
  return followed.length > 0 && followed.length >= LEAST * begun.length
}

/** Every record as the JSON that it was made of, one a line; what is none is a line by itself. */
export const prettyRecords = (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> =>
  recordsIn(content, new Reader())

class Reader implements RecordReader {
  /** Members of the record at hand: a name, and the lines of its value. */
  #members: { readonly name: string; readonly lines: string[] }[] = []

  take(line: string): readonly string[] {
    const [, time, level = '', who = '', message = ''] = BEGINS.exec(line) ?? []
    if (time !== undefined) {
      const done = this.end()
      const words = { time, level, who, msg: message }
      this.#members = Object.entries(words).map(([name, text]) => ({ name, lines: [quoted(text)] }))
      return done
    }
    const last = this.#members.at(-1)
    if (last === undefined || !GOES_ON.test(line)) return line.trim() === '' ? [] : [...this.end(), line]
    const [, name, value = ''] = MEMBER.exec(line) ?? []
    if (name === undefined) last.lines.push(line.trim())
    else this.#members.push({ name, lines: [value] })
    return []
  }

  end(): readonly string[] {
    const members = this.#members
    this.#members = []
    if (members.length === 0) return []
    return [`{${members.map(({ name, lines }) => `${quoted(name)}:${valueOf(lines.join(' '))}`).join(',')}}`]
  }
}

/** JSON as it is, any other text as a string. */
const valueOf = (text: string): string => {
  try {
    JSON.parse(text)
    return text
  } catch {
    return quoted(text)
  }
}
