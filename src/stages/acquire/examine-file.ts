import { type BigIntStats, createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Digest, type Digested } from './digest.ts'

export interface Examined extends Digested {
  /** ISO 8601 UTC, before the pass. */
  readonly modified: string
}

const CHUNK = 1024 * 1024

/** Reads a file once; `read` is told of every stretch of bytes. */
export const examineFile = async (
  file: string | Buffer,
  marks: readonly bigint[] = [],
  read: (bytes: number) => void = () => undefined,
): Promise<Examined> => {
  const before = await stat(file, { bigint: true })
  const digest = new Digest(marks)
  const content =
    before.size < CHUNK ? inOnePiece(file, Number(before.size)) : createReadStream(file, { highWaterMark: CHUNK })
  for await (const chunk of content as AsyncIterable<Buffer>) {
    digest.feed(chunk)
    read(chunk.length)
  }
  return { ...digest.end(), modified: modifiedOf(before) }
}

/** A stream takes a large buffer for each file, however small; it may have grown since its size was asked. */
const inOnePiece = async function* (file: string | Buffer, size: number): AsyncIterable<Buffer> {
  const handle = await open(file)
  try {
    const buffer = Buffer.allocUnsafe(size + 1)
    for (let more = true; more; ) {
      const { bytesRead } = await handle.read(buffer)
      more = bytesRead > 0
      if (more) yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Nanoseconds, as far as the file system keeps them. */
export const modifiedOf = ({ mtimeNs }: Pick<BigIntStats, 'mtimeNs'>): string => {
  const second = 1_000_000_000n
  const part = ((mtimeNs % second) + second) % second
  const whole = new Date(Number((mtimeNs - part) / second) * 1000).toISOString().slice(0, -5)
  return `${whole}.${String(part).padStart(9, '0')}Z`
}
