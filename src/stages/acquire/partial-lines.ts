import { type Sql, sql } from '../../engine/sql.ts'

/**
 * Lines that a container runtime cut at 16 KiB: of CRI (`… stdout P text`, the last of them `F`), and of Docker's json-file
 * driver, where only the last part ends with a line feed.
 */

const CRI_HEAD = /^\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /
const DOCKER_HEAD = '{"log":"'
const DOCKER_END = '","stream":"'
const LINE_FEED = 10
/** Parts beyond this are a line by themselves. */
const LONGEST = 64 * 1024 * 1024

type Runtime = 'cri' | 'docker'

/** Whose lines a text begins with; null where it is of no runtime. */
export const runtimeOf = (head: Uint8Array): Runtime | null => {
  const text = Buffer.from(head).toString('latin1')
  if (CRI_HEAD.test(text)) return 'cri'
  return text.startsWith(DOCKER_HEAD) ? 'docker' : null
}

/** `hasPartialLines` of one line, for the engine. */
export const PARTIAL: Readonly<Record<Runtime, Sql>> = {
  cri: sql`position(line, ' stdout P ') > 0 OR position(line, ' stderr P ') > 0`,
  docker: sql`countSubstrings(line, ${DOCKER_END}) != countSubstrings(line, ${`\\n${DOCKER_END}`}) OR position(line, ${`${DOCKER_END}${DOCKER_END.slice(1)}`}) > 0`,
}

/** Whether any line is but a part; a mark inside of what a program wrote may say so, too. */
export const hasPartialLines = async (content: AsyncIterable<Uint8Array>, runtime: Runtime): Promise<boolean> => {
  let tail = Buffer.alloc(0)
  for await (const chunk of content) {
    const bytes = Buffer.concat([tail, chunk])
    if (runtime === 'cri' ? bytes.includes(' stdout P ') || bytes.includes(' stderr P ') : hasOpenEnd(bytes))
      return true
    tail = Buffer.from(bytes.subarray(-OVERLAP))
  }
  return false
}

const OVERLAP = 16

const hasOpenEnd = (bytes: Buffer): boolean => {
  for (let at = bytes.indexOf(DOCKER_END, 2); at >= 0; at = bytes.indexOf(DOCKER_END, at + 1))
    if (bytes.toString('latin1', at - 2, at) !== '\\n') return true
  return false
}

/** The same lines, those that were cut in one piece at the place of their last part. */
export const wholeLines = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const joiner = new Joiner((line) => criParts(line) ?? dockerParts(line))
  for await (const chunk of content) {
    const bytes = joiner.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    if (bytes.length > 0) yield bytes
  }
  const rest = joiner.end()
  if (rest.length > 0) yield rest
}

/** A line with what stands before and behind its text, one character a byte. */
interface Parts {
  readonly stream: string
  readonly before: string
  readonly text: string
  readonly behind: string
  readonly isLast: boolean
}

const criParts = (line: string): Parts | null => {
  const before = CRI_HEAD.exec(line)?.[0]
  if (before === undefined) return null
  const stream = before.includes(' stdout ') ? 'stdout' : 'stderr'
  return { stream, before: before.replace(/P $/, 'F '), text: line.slice(before.length), behind: '', isLast: before.endsWith('F ') } // biome-ignore format: one record
}

const dockerParts = (line: string): Parts | null => {
  const end = line.lastIndexOf(DOCKER_END)
  if (!line.startsWith(DOCKER_HEAD) || end < 0) return null
  const text = line.slice(DOCKER_HEAD.length, end)
  const behind = line.slice(end)
  const stream = behind.startsWith(`${DOCKER_END}stderr`) ? 'stderr' : 'stdout'
  return { stream, before: DOCKER_HEAD, text, behind, isLast: text.endsWith('\\n') }
}

class Joiner {
  readonly #partsOf: (line: string) => Parts | null
  readonly #held = new Map<
    string,
    { readonly before: string; readonly texts: string[]; behind: string; length: number }
  >()
  #rest: Buffer = Buffer.alloc(0)

  constructor(partsOf: (line: string) => Parts | null) {
    this.#partsOf = partsOf
  }

  push(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([this.#rest, chunk])
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    this.#rest = Buffer.from(bytes.subarray(end))
    const lines = bytes.toString('latin1', 0, end).split('\n').slice(0, -1)
    return Buffer.from(lines.flatMap((line) => this.#whole(line)).map((line) => `${line}\n`).join(''), 'latin1') // biome-ignore format: one chain
  }

  end(): Buffer {
    const last = this.#rest.length === 0 ? [] : this.#whole(this.#rest.toString('latin1'))
    const held = [...this.#held.values()].map(({ before, texts, behind }) => `${before}${texts.join('')}${behind}`)
    return Buffer.from([...last, ...held].map((line) => `${line}\n`).join(''), 'latin1')
  }

  #whole(line: string): readonly string[] {
    const parts = this.#partsOf(line)
    if (parts === null) return [line]
    const held = this.#held.get(parts.stream)
    if (held === undefined && parts.isLast) return [line]
    const begun = held ?? { before: parts.before, texts: [], behind: parts.behind, length: 0 }
    begun.texts.push(parts.text)
    begun.behind = parts.behind
    begun.length += parts.text.length
    if (!parts.isLast && begun.length < LONGEST) {
      this.#held.set(parts.stream, begun)
      return []
    }
    this.#held.delete(parts.stream)
    return [`${begun.before}${begun.texts.join('')}${begun.behind}`]
  }
}
