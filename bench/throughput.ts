/**
 * Throughput: `npm run bench -- [--lines 5000000] [--format combined]… [--peers]`. Every measurement runs in a fresh
 * process over a generated file; with `--peers`, GoAccess and lnav (Debian packages) read the same file after it.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import type { Measurement } from './throughput/measure.ts'

const run = promisify(execFile)

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', multiple: true, default: ['5000000'] },
      format: { type: 'string', multiple: true, default: ['combined', 'json'] },
      peers: { type: 'boolean', default: false },
    },
  })
  for (const format of values.format) {
    for (const lines of values.lines) {
      const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-bench-'))
      try {
        const { stdout } = await run(
          process.execPath,
          [path.join(import.meta.dirname, 'throughput/measure.js'), format, lines, dir],
          { maxBuffer: 1 << 26 },
        )
        process.stdout.write(`${rowOf(JSON.parse(stdout) as Measurement)}\n`)
        if (values.peers && format === 'combined') await comparePeers(path.join(dir, 'combined.log'))
      } finally {
        await rm(dir, { recursive: true, force: true })
      }
    }
  }
}

const rowOf = (m: Measurement): string =>
  [
    m.format,
    `${m.lines} lines`,
    `${(m.bytes / 1e6).toFixed(0)} MB`,
    `count ${m.rawCount.toFixed(2)} s`,
    `scan ${m.rawScan.toFixed(2)} s`,
    `acquire ${m.acquire.toFixed(2)} s`,
    `ingest ${m.ingest.toFixed(2)} s = ${(m.ingest / m.rawScan).toFixed(1)} × scan = ${(m.ingest / m.rawCount).toFixed(1)} × count`,
    `${(m.lines / m.ingest / 1e6).toFixed(2)} M lines/s`,
    `detect to report ${m.detectToReport.toFixed(2)} s`,
    `peak ${(m.peakMemory / 1e6).toFixed(0)} MB`,
    `lake ${(m.lakeBytes / m.lines).toFixed(0)} bytes a line`,
  ].join('\t')

const comparePeers = async (file: string): Promise<void> => {
  await peer('goaccess', ['goaccess', file, '--log-format=COMBINED', '--no-progress', '-o', `${file}.html`])
  await peer('lnav', ['lnav', '-n', '-c', ';SELECT count(*) FROM access_log', file])
}

const peer = async (name: string, [command = '', ...args]: readonly string[]): Promise<void> => {
  const start = performance.now()
  try {
    await run(command, args, { maxBuffer: 1 << 28, env: { ...process.env, TERM: 'dumb' } })
    process.stdout.write(`${name}\t${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  } catch (error) {
    process.stdout.write(
      `${name}\tnot measured: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`,
    )
  }
}

await main()
