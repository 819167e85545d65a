import { stat } from 'node:fs/promises'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { literal, type Sql, sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { openCase } from '../../src/store/open-case.ts'

export interface Taken {
  readonly lines: number
  readonly rejected: number
  readonly bytes: number
  /** Seconds; of the processor for ingest and scan too, which hold on a busy machine. */
  readonly scan: number
  readonly acquire: number
  readonly ingest: number
  readonly processor: number
  readonly scanProcessor: number
  readonly kinds: readonly string[]
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** A scan that makes every line: of compressed files it decompresses them. */
export const lineScan = (glob: string): Sql =>
  sql`SELECT sum(length(line)) AS n FROM file(${literal(glob)}, 'LineAsString', 'line String')`

/** The raw scan twice, of which the second counts; then acquire and ingest of the same files in a new case. */
export const measureIngest = async (dir: string, files: readonly string[], scan: Sql): Promise<Taken> => {
  const scratch = await openEmbedded(`${dir}/scratch`)
  await scratch.row(scan)
  const idle = process.cpuUsage()
  const scanned = await seconds(() => scratch.row(scan))
  const ofScan = process.cpuUsage(idle)
  await scratch.close()
  const theCase = await openCase(`${dir}/case`, { create: true })
  try {
    const acquired = await seconds(() => acquire(theCase, files))
    const before = process.cpuUsage()
    const start = performance.now()
    const { ledger, plans } = await ingest(theCase)
    const ingested = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(before)
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
    return {
      lines: Number(ledger.reduce((sum, { received }) => sum + received, 0n)),
      rejected: Number(ledger.reduce((sum, { rejected }) => sum + rejected, 0n)),
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      scan: scanned,
      acquire: acquired,
      ingest: ingested,
      processor: (user + system) / 1e6,
      scanProcessor: (ofScan.user + ofScan.system) / 1e6,
      kinds: [...new Set(plans.map(({ kind }) => kind))],
    }
  } finally {
    await theCase.close()
  }
}
