import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw, type InflateRaw } from 'node:zlib'
import { pathFromBytes } from '../../domain/path-bytes.ts'
import { type TarMember as Member, TornArchive } from './read-tar.ts'

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const HEADER = 30
const PIECE = 64 * 1024

/**
 * Members of a zip archive whose end, and with it the directory, is missing: each begins with a header of its own. Reads
 * stored and deflated members one after another, up to where the file breaks off or a header is no header.
 */
export const readTornZip = async function* (file: string): AsyncIterable<Member> {
  const handle = await open(file)
  try {
    for (let at = 0; ; ) {
      const header = await read(handle, at, HEADER)
      if (header.length < HEADER || header.readUInt32LE(0) !== LOCAL) return
      const member = await memberAt(handle, at, header)
      if (member === null) return
      if (!member.name.endsWith('/')) yield { ...member, modified: new Date(0).toISOString() }
      at = await member.next()
    }
  } finally {
    await handle.close()
  }
}

interface Found extends Pick<Member, 'name' | 'content'> {
  /** Where the next header is, once the content was read. */
  readonly next: () => Promise<number>
}

/** Null where its bytes cannot be told from what follows: encrypted, or packed otherwise. */
const memberAt = async (handle: FileHandle, at: number, header: Buffer): Promise<Found | null> => {
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)]
  const size = header.readUInt32LE(18)
  const start = at + HEADER + header.readUInt16LE(26) + header.readUInt16LE(28)
  const name = pathFromBytes(await read(handle, at + HEADER, header.readUInt16LE(26)))
  const sizeFollows = (flags & 8) > 0
  if ((flags & 1) > 0 || size === 0xffffffff) return null
  if (method === 0 && !sizeFollows)
    return { name, content: stored(handle, start, size), next: () => Promise.resolve(start + size) }
  if (method !== 8) return null
  const inflating = new Inflating(handle, start)
  const next = async (): Promise<number> => (sizeFollows ? afterDescriptor(handle, inflating.end) : start + size)
  return { name, content: inflating.content(), next }
}

const read = async (handle: FileHandle, at: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

const stored = async function* (handle: FileHandle, start: number, size: number): AsyncIterable<Buffer> {
  for (let at = start; at < start + size; ) {
    const piece = await read(handle, at, Math.min(PIECE, start + size - at))
    if (piece.length === 0) throw new TornArchive('ends inside a member')
    at += piece.length
    yield piece
  }
}

/** Check sum and two lengths, with or without a signature before them. */
const afterDescriptor = async (handle: FileHandle, at: number): Promise<number> => {
  const signature = await read(handle, at, 4)
  return at + (signature.length === 4 && signature.readUInt32LE(0) === DESCRIPTOR ? 16 : 12)
}

/** A deflated member, which says itself where it ends. */
class Inflating {
  readonly #handle: FileHandle
  readonly #start: number
  readonly #inflate: InflateRaw = createInflateRaw()
  #output: Buffer[] = []
  #state: 'open' | 'ended' | 'failed' = 'open'
  #settle: () => void = () => undefined

  constructor(handle: FileHandle, start: number) {
    this.#handle = handle
    this.#start = start
    this.#inflate.on('data', (chunk: Buffer) => this.#output.push(chunk))
    this.#inflate.on('end', () => this.#become('ended')).on('error', () => this.#become('failed'))
  }

  /** Known once the content was read. */
  get end(): number {
    return this.#start + this.#inflate.bytesWritten
  }

  async *content(): AsyncIterable<Buffer> {
    for (let at = this.#start; this.#state === 'open'; at += PIECE) {
      const piece = await read(this.#handle, at, PIECE)
      if (piece.length === 0) break
      yield* await this.#give(piece)
    }
    if (this.#state !== 'ended') throw new TornArchive('ends inside a member')
  }

  async #give(piece: Buffer): Promise<readonly Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#settle = resolve
      this.#inflate.write(piece, () => resolve())
    })
    await new Promise(setImmediate)
    const output = this.#output
    this.#output = []
    return output
  }

  #become(state: 'ended' | 'failed'): void {
    this.#state = state
    this.#settle()
  }
}
