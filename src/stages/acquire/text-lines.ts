/** A longer line is given out in pieces. */
const LONGEST = 64 * 1024 * 1024

/** Lines of a text, one character a byte, without their ends; as many at a time as have come. */
const linesIn = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<readonly string[]> {
  let held: string[] = []
  let length = 0
  for await (const chunk of content) {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    const end = text.lastIndexOf('\n')
    if (end >= 0) {
      yield `${held.join('')}${text.slice(0, end)}`.split('\n').map(bare)
      held = [text.slice(end + 1)]
      length = held[0]?.length ?? 0
    } else {
      held.push(text)
      length += text.length
    }
    if (length > LONGEST) {
      yield [held.join('')]
      held = []
      length = 0
    }
  }
  const rest = held.join('')
  if (rest !== '') yield [bare(rest)]
}

const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

/** The same lines as a text of bytes. */
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')

/** A text as JSON, byte for byte but for what JSON escapes. */
export const quoted = (text: string): string => JSON.stringify(text)

/** Reads a text line by line, and gives out every record, a line each, as soon as it is whole. */
export interface RecordReader {
  take(line: string): readonly string[]
  /** What is left when there are no more lines. */
  end(): readonly string[]
}

/** The records that a reader finds in a text, one a line. */
export const recordsIn = async function* (
  content: AsyncIterable<Uint8Array>,
  reader: RecordReader,
): AsyncIterable<Buffer> {
  for await (const lines of linesIn(content)) {
    const records = lines.flatMap((line) => reader.take(line))
    if (records.length > 0) yield bytesOf(records)
  }
  const rest = reader.end()
  if (rest.length > 0) yield bytesOf(rest)
}
