import { createReadStream } from 'node:fs'
import type { Compression } from '../../domain/manifest.ts'
import type { Engine } from '../../engine/engine.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { BadData } from './bad-data.ts'
import { bunzip2 } from './bzip2/bunzip2.ts'
import { gunzip } from './gunzip.ts'
import { isDamage } from './is-damage.ts'

export interface Compressed {
  /** As `node:fs` takes it. */
  readonly file: string | Buffer
  /** A path that the engine can read it by. */
  readonly link: string
  readonly compression: Compression
}

/** Bytes after decompression, in order; where the data is damaged `BadData` is thrown after what can be read. */
export const contentOf = (engine: Engine, compressed: Compressed): AsyncIterable<Uint8Array> => {
  if (compressed.compression === '') return createReadStream(compressed.file, { highWaterMark: CHUNK })
  if (compressed.compression === 'gz') return gunzip(compressed.file)
  if (compressed.compression === 'bz2') return bunzip2(createReadStream(compressed.file, { highWaterMark: CHUNK }))
  return throughEngine(engine, compressed.link)
}

const CHUNK = 1024 * 1024

/** Rows a block, from coarse to fine: a block in which the data breaks is lost whole, so it is read again in finer ones. */
const BLOCKS: readonly Sql[] = [sql`8192`, sql`256`, sql`1`]

/** Lines with their line feeds are the bytes again; only a last line that has none gets one. */
const throughEngine = async function* (engine: Engine, link: string): AsyncIterable<Uint8Array> {
  let lines = 0
  for (const rows of BLOCKS) {
    try {
      for await (const chunk of engine.stream(linesFrom(link, lines, rows), 'LineAsString')) {
        for (const byte of chunk) if (byte === LINE_FEED) lines++
        yield chunk
      }
      return
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  throw new BadData('compressed data')
}

const LINE_FEED = 10

const linesFrom = (link: string, from: number, rows: Sql): Sql => sql`
  SELECT line FROM file(${bind('String', link)}, 'LineAsString', 'line String') WHERE _row_number >= ${from}
  SETTINGS max_threads = 1, input_format_parallel_parsing = 0, max_block_size = ${rows}`

/** The first bytes of it, none where the data is damaged from the start. */
export const headOf = async (content: AsyncIterable<Uint8Array>, bytes: number): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of content) {
      parts.push(chunk)
      length += chunk.length
      if (length >= bytes) break
    }
  } catch (error) {
    if (!(error instanceof BadData)) throw error
  }
  return Buffer.concat(parts).subarray(0, bytes)
}
