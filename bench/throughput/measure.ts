/**
 * One measurement in a process of its own, so that peak memory is this run's: `measure.js FORMAT LINES DIR`. Prints one
 * line of JSON. Times in seconds, memory in bytes (VmHWM).
 */
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { literal, sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { composeReport } from '../../src/stages/compose-report.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { writeReport } from '../../src/stages/write-report.ts'
import { openCase } from '../../src/store/open-case.ts'
import { type BenchFormat, generate } from './generate.ts'
import { type StatementTime, stopwatch } from './stopwatch.ts'

export interface Measurement {
  readonly format: string
  readonly lines: number
  readonly bytes: number
  /** `count()` over LineAsString, which only counts line feeds. */
  readonly rawCount: number
  /** A scan that makes every line: `sum(length(line))`. */
  readonly rawScan: number
  readonly acquire: number
  readonly ingest: number
  readonly detectToReport: number
  /** Processor time of acquire, ingest and detect to report: beside the elapsed time it tells a busy machine. */
  readonly processor: { readonly acquire: number; readonly ingest: number; readonly detectToReport: number }
  readonly peakMemory: number
  readonly lakeBytes: number
  /** Statements of ingest, and of detect to report, that took more than a fiftieth of a second. */
  readonly statements: Readonly<Record<'ingest' | 'detectToReport', readonly StatementTime[]>>
}

const timed = async (work: () => Promise<unknown>): Promise<number> => (await timedBoth(work)).elapsed

const timedBoth = async (work: () => Promise<unknown>): Promise<{ elapsed: number; processor: number }> => {
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { elapsed: (performance.now() - start) / 1000, processor: (user + system) / 1e6 }
}

const slow = (times: readonly StatementTime[]): readonly StatementTime[] =>
  times.filter(({ seconds }) => seconds > 0.02)

const main = async (format: BenchFormat, lines: number, dir: string): Promise<Measurement> => {
  const file = path.join(dir, `${format}.log`)
  await mkdir(dir, { recursive: true })
  const scratch = await openEmbedded(path.join(dir, 'scratch'))
  if ((await stat(file).catch(() => null)) === null) await generate(scratch, file, format, lines)
  const from = sql`file(${literal(file)}, 'LineAsString', 'line String')`
  await scratch.row(sql`SELECT sum(length(line)) AS n FROM ${from}`)
  const rawCount = await timed(() =>
    scratch.row(sql`SELECT count() AS n FROM ${from} SETTINGS use_cache_for_count_from_files = 0`),
  )
  const rawScan = await timed(() => scratch.row(sql`SELECT sum(length(line)) AS n FROM ${from}`))
  await scratch.close()
  const caseDir = path.join(dir, 'case')
  await rm(caseDir, { recursive: true, force: true })
  const opened = await openCase(caseDir, { create: true })
  const watch = stopwatch(opened.engine)
  const theCase = { ...opened, engine: watch.engine }
  const acquired = await timedBoth(() => acquire(theCase, [file]))
  watch.times()
  const ingested = await timedBoth(() => ingest(theCase))
  const ofIngest = slow(watch.times())
  const detected = await timedBoth(async () => writeReport(theCase, await composeReport(theCase)))
  const lake = await theCase.engine.row<{ bytes: string }>(
    sql`SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = 'evidence'`,
  )
  await opened.close()
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  return {
    format,
    lines,
    bytes: (await stat(file)).size,
    rawCount,
    rawScan,
    acquire: acquired.elapsed,
    ingest: ingested.elapsed,
    detectToReport: detected.elapsed,
    processor: {
      acquire: acquired.processor,
      ingest: ingested.processor,
      detectToReport: detected.processor,
    },
    peakMemory: 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0),
    lakeBytes: Number(lake.bytes),
    statements: { ingest: ofIngest, detectToReport: slow(watch.times()) },
  }
}

const [format = 'combined', lines = '1000000', dir = 'bench-data'] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await main(format as BenchFormat, Number(lines), dir))}\n`)
