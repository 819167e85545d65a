import { pathFromBytes } from '../../domain/path-bytes.ts'
import { ByteSource } from './byte-source.ts'

export interface TarMember {
  readonly name: string
  /** ISO 8601 UTC. */
  readonly modified: string
  /** To be read to its end before the next member is asked for. */
  readonly content: AsyncIterable<Buffer>
}

/** The archive ends or breaks inside a member or a header; all before it was delivered. */
export class TornArchive extends Error {}

const BLOCK = 512
/** Regular files: POSIX, the old one, contiguous. Links have no bytes of their own; folders have none. */
const FILES = new Set(['0', '\0', '7'])
/** Names and extended headers are small; more is damage. */
const MOST_HEADER_BYTES = 1024 * 1024

/** Regular files of a tar stream (POSIX ustar and pax, GNU long names), one after another, in one pass. */
export const readTar = async function* (chunks: AsyncIterable<Uint8Array>): AsyncIterable<TarMember> {
  const source = new ByteSource(chunks)
  try {
    yield* membersOf(source)
  } finally {
    await source.close()
  }
}

const membersOf = async function* (source: ByteSource): AsyncIterable<TarMember> {
  let next: Extended = {}
  for (;;) {
    const header = await source.take(BLOCK)
    if (header.length === BLOCK && header.every((byte) => byte === 0)) return
    if (header.length < BLOCK || !isHeader(header)) throw new TornArchive('no header')
    const type = header.toString('latin1', 156, 157)
    const size = next.size ?? numberAt(header, 124, 12)
    if (type === 'x' || type === 'L' || type === 'g' || type === 'K') {
      const body = await wholeOf(source, size)
      if (type === 'x') next = { ...next, ...extendedFrom(body) }
      if (type === 'L') next = { ...next, name: pathFromBytes(beforeZero(body)) }
      continue
    }
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    if (!FILES.has(type)) await source.skip(type === '5' || type === '1' || type === '2' ? 0 : size + padding)
    else {
      const content = exactly(source, size)
      yield {
        name: next.name ?? nameIn(header),
        modified: instant(next.modified ?? numberAt(header, 136, 12)),
        content,
      }
      await source.skip(padding)
    }
    next = {}
  }
}

interface Extended {
  readonly name?: string
  readonly size?: number
  readonly modified?: number
}

/** The epoch where a broken header says nothing. */
const instant = (seconds: number): string => {
  const date = new Date(1000 * seconds)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

const exactly = async function* (source: ByteSource, size: number): AsyncIterable<Buffer> {
  for (let left = size; left > 0; ) {
    const part = await source.some(left)
    if (part.length === 0) throw new TornArchive('ends inside a member')
    left -= part.length
    yield part
  }
}

const wholeOf = async (source: ByteSource, size: number): Promise<Buffer> => {
  if (size > MOST_HEADER_BYTES) throw new TornArchive('header too long')
  const body = await source.take(Math.ceil(size / BLOCK) * BLOCK)
  if (body.length < size) throw new TornArchive('ends inside a header')
  return body.subarray(0, size)
}

/** The sum of all bytes of a header, its own field taken as spaces. */
const isHeader = (header: Buffer): boolean => {
  let sum = 8 * 32
  for (const [i, byte] of header.entries()) if (i < 148 || i >= 156) sum += byte
  return sum === numberAt(header, 148, 8)
}

/** Octal text, or binary where the first bit is set. */
const numberAt = (header: Buffer, at: number, length: number): number => {
  const field = header.subarray(at, at + length)
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(field.toString('latin1').replace(/[\0 ]+/g, '') || '0', 8)
  return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, (field[0] ?? 0) & 0x7f)
}

const beforeZero = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

const nameIn = (header: Buffer): string => {
  const name = pathFromBytes(beforeZero(header.subarray(0, 100)))
  const prefix =
    header.toString('latin1', 257, 263) === 'ustar\0' ? beforeZero(header.subarray(345, 500)) : Buffer.alloc(0)
  return prefix.length === 0 ? name : `${pathFromBytes(prefix)}/${name}`
}

/** pax records: `length key=value\n`. */
const extendedFrom = (body: Buffer): Extended => {
  const found: { name?: string; size?: number; modified?: number } = {}
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(32, at)
    const length = Number(body.toString('latin1', at, space))
    if (space < 0 || !Number.isInteger(length) || length <= space - at) break
    const record = body.subarray(space + 1, at + length - 1)
    const equals = record.indexOf(61)
    const value = record.subarray(equals + 1)
    const key = record.toString('latin1', 0, equals)
    if (key === 'path') found.name = pathFromBytes(value)
    if (key === 'size') found.size = Number(value.toString('latin1'))
    if (key === 'mtime') found.modified = Math.floor(Number(value.toString('latin1')))
    at += length
  }
  return found
}
