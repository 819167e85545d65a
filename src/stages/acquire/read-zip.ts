import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { pathFromBytes } from '../../domain/path-bytes.ts'
import { TornArchive } from './read-tar.ts'

export interface ZipMember {
  readonly name: string
  readonly modified: string
  readonly bytes: number
  readonly packedBytes: number
  /** Why it cannot be read: 'encrypted', 'method' (other than stored and deflate), or ''. */
  readonly closed: '' | 'encrypted' | 'method'
  /** `TornArchive` where the data does not give the size or the check sum that the archive says. */
  readonly content: () => AsyncIterable<Buffer>
}

export interface Zip {
  readonly members: readonly ZipMember[]
  /** Members that share bytes with another: an archive made to explode. */
  readonly overlaps: boolean
  readonly close: () => void
}

/** The members of a zip archive, in the order of its directory. Folders are left out. */
export const readZip = async (file: string): Promise<Zip> => {
  const zip = await opened(file)
  try {
    const entries = (await entriesOf(zip)).filter((entry) => entry.fileNameRaw.at(-1) !== SLASH)
    const members = entries.map(
      (entry): ZipMember => ({
        name: nameOf(entry),
        modified: isoOf(entry.getLastModDate({ timezone: 'UTC' })),
        bytes: entry.uncompressedSize,
        packedBytes: entry.compressedSize,
        closed: entry.isEncrypted() ? 'encrypted' : entry.canDecodeFileData() ? '' : 'method',
        content: () => contentOf(zip, entry),
      }),
    )
    return { members, overlaps: overlaps(entries), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

const SLASH = 47
const UTF8_FLAG = 0x800

/** Bytes as they are; where the archive does not say UTF-8 they are usually the writer's own code page. */
const nameOf = (entry: yauzl.Entry): string =>
  pathFromBytes((entry.generalPurposeBitFlag & UTF8_FLAG) > 0 ? entry.fileNameRaw : withSlashes(entry.fileNameRaw))

const withSlashes = (name: Buffer): Buffer => Buffer.from(name.map((byte) => (byte === 92 ? SLASH : byte)))

const opened = (file: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, decodeStrings: false, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip)
      else reject('code' in error ? error : new TornArchive(error.message))
    })
  })

const entriesOf = (zip: yauzl.ZipFile): Promise<readonly yauzl.Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: Error) => reject(new TornArchive(error.message)))
    zip.readEntry()
  })

const contentOf = async function* (zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncIterable<Buffer> {
  let sum = 0
  try {
    for await (const chunk of (await streamOf(zip, entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Error ? new TornArchive(error.message) : error
  }
  if (sum !== entry.crc32) throw new TornArchive('check sum')
}

const streamOf = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(error)
    })
  })

const isoOf = (date: Date): string => (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString()

/** The local header before the data takes 30 bytes at least. */
const overlaps = (entries: readonly yauzl.Entry[]): boolean => {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  return sorted.some((entry, i) => {
    const next = sorted[i + 1]
    return (
      next !== undefined &&
      entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize > next.relativeOffsetOfLocalHeader
    )
  })
}
