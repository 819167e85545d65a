import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import path from 'node:path'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Case } from '../../store/case.ts'
import { linkOf } from '../acquire/places.ts'

export interface IngestProgress {
  readonly file: string
  readonly filesDone: number
  readonly filesTotal: number
  /** Bytes on disk; of the file that is being read as far as the system tells. */
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly linesDone: number
  readonly rejected: number
}

export interface Watch {
  /** The lines are counted, and now they are loaded. */
  counted(): void
  /** The batch is loaded in full. */
  done(): Promise<void>
  stop(): Promise<void>
}

const EVERY_MS = 500

/** Tells how far a load has come, also while one statement reads one large file. */
export class Meter {
  readonly #tell: (event: IngestProgress) => void
  readonly #total = { files: 0, bytes: 0 }
  readonly #done = { files: 0, bytes: 0, lines: 0, rejected: 0 }

  readonly #every: number

  constructor(tell: (event: IngestProgress) => void, every = EVERY_MS) {
    this.#every = every
    this.#tell = tell
  }

  /** Files to load: those that wait, and those that come to be on the way. */
  add(files: readonly ManifestFile[]): void {
    this.#total.files += files.length
    this.#total.bytes += bytesOf(files)
  }

  tell(file = '', files = 0, bytes = 0, lines = 0, rejected = 0): void {
    this.#tell({
      file,
      filesDone: this.#done.files + files,
      filesTotal: this.#total.files,
      bytesDone: this.#done.bytes + bytes,
      bytesTotal: this.#total.bytes,
      linesDone: this.#done.lines + lines,
      rejected: this.#done.rejected + rejected,
    })
  }

  watch(theCase: Case, batch: number, files: readonly ManifestFile[]): Watch {
    const reader = new ReadPositions(theCase, files)
    let looking: Promise<void> | undefined
    let [furthest, counting] = [0, true]
    // The statement may end between the two halves of a look, which then sees neither it nor its rows.
    let [lines, rejected] = [0, 0]
    const total = bytesOf(files)
    const first = files[0]
    // Counting takes as long as loading where data must be decompressed, and much less where not.
    const share = first?.compression === '' ? 0.2 : 0.5
    const look = async (): Promise<void> => {
      const { at, bytes } = await reader.now()
      furthest = Math.max(furthest, counting ? bytes * share : total * share + bytes * (1 - share))
      const stored = await storedIn(theCase, batch)
      lines = Math.max(lines, stored.lines)
      rejected = Math.max(rejected, stored.rejected)
      const file = files[at]
      this.tell(file === undefined ? '' : evidenceName(file), counting ? 0 : at, Math.floor(furthest), lines, rejected)
    }
    this.tell(first === undefined ? '' : evidenceName(first))
    const timer = setInterval(() => {
      looking ??= look()
        .catch(() => undefined)
        .finally(() => (looking = undefined))
    }, this.#every)
    const stop = async (): Promise<void> => {
      clearInterval(timer)
      await looking
    }
    return {
      stop,
      counted: () => (counting = false),
      done: async () => {
        await stop()
        const stored = await storedIn(theCase, batch)
        this.#done.files += files.length
        this.#done.bytes += bytesOf(files)
        this.#done.lines += stored.lines
        this.#done.rejected += stored.rejected
        this.tell()
      },
    }
  }
}

const bytesOf = (files: readonly ManifestFile[]): number => files.reduce((sum, { bytes }) => sum + Number(bytes), 0)

/** Lines that the load has read, which are in the lake a million later, and those of them that were rejected. */
const storedIn = async (theCase: Case, batch: number): Promise<{ lines: number; rejected: number }> => {
  const text = `SELECT greatest(count(), (
      SELECT max(read_rows) FROM system.processes WHERE query LIKE 'INSERT INTO evidence.log_line%')) AS lines,
    countIf(reject != '') AS rejected FROM evidence.log_line WHERE batch = ${Number(batch)}`
  const [row] = await theCase.engine.beside<{ lines: string; rejected: string }>({ text, params: {} })
  return { lines: Number(row?.lines ?? 0), rejected: Number(row?.rejected ?? 0) }
}

/**
 * Where this process stands in the files it has open, which Linux tells in /proc; elsewhere, or where a server reads,
 * always at the start. Files are read in their order.
 */
class ReadPositions {
  readonly #case: Case
  readonly #files: readonly ManifestFile[]
  #places: ReadonlyMap<string, number> | undefined

  constructor(theCase: Case, files: readonly ManifestFile[]) {
    this.#case = theCase
    this.#files = files
  }

  async now(): Promise<{ readonly at: number; readonly bytes: number }> {
    const places = await this.#resolved()
    const open: { at: number; bytes: number }[] = []
    for (const handle of await readdir('/proc/self/fd')) {
      const at = places.get(await readlink(path.join('/proc/self/fd', handle)).catch(() => ''))
      if (at === undefined) continue
      const info = await readFile(path.join('/proc/self/fdinfo', handle), 'utf8')
      open.push({ at, bytes: Number(/pos:\s+(\d+)/.exec(info)?.[1] ?? 0) })
    }
    const at = Math.min(...open.map((one) => one.at), this.#files.length)
    if (at === this.#files.length) return { at: 0, bytes: 0 }
    return { at, bytes: bytesOf(this.#files.slice(0, at)) + open.reduce((sum, { bytes }) => sum + bytes, 0) }
  }

  async #resolved(): Promise<ReadonlyMap<string, number>> {
    this.#places ??= new Map(
      await Promise.all(
        this.#files.map(async (file, i) => [await realpath(linkOf(this.#case.dir, file)).catch(() => ''), i] as const),
      ),
    )
    return this.#places
  }
}
