/**
 * Throughput of every source: `npm run bench:sources -- [--lines 500000] [--source ID]… [--small-files 0]`; `forms` as an id is the second part alone. Grows lines
 * out of the examples of each source, scans the file raw, and ingests it in a new case; then the same records compressed,
 * in eight files, and as Parquet. With `--small-files N`, N files of 200 lines instead. Prints rows of Markdown.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { openEmbedded } from '../src/engine/embedded.ts'
import type { Engine } from '../src/engine/engine.ts'
import { literal, sql } from '../src/engine/sql.ts'
import { SOURCES } from '../src/sources/index.ts'
import { EXAMPLES } from '../test/sources/examples.ts'
import { growLines } from './sources/grow-lines.ts'
import { lineScan, measureIngest, type Taken } from './sources/measure-ingest.ts'
import { generate } from './throughput/generate.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '500000' },
    source: { type: 'string', multiple: true, default: [] },
    'small-files': { type: 'string', default: '0' },
  },
})
const lines = Number(values.lines)

const rowOf = (
  name: string,
  { lines: n, rejected, bytes, scan, ingest, processor, scanProcessor, kinds }: Taken,
): string =>
  `| ${name} | ${kinds.join(', ')} | ${n.toLocaleString('en')} | ${(bytes / 1e6).toFixed(0)} | ${(n / ingest / 1e6).toFixed(2)} | ${(bytes / ingest / 1e6).toFixed(0)} | ${(ingest / scan).toFixed(1)} | ${((processor * 1e6) / n).toFixed(1)} | ${(processor / scanProcessor).toFixed(1)} | ${rejected.toLocaleString('en')} |\n`

const HEAD = '| what | source | lines | MB | M lines/s | MB/s | ingest ÷ raw scan | µs of processor a line | the same ÷ raw scan | rejected |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n' // biome-ignore format: one text

/** Every measurement in a folder of its own, which is removed after it. */
const inFolder = async (work: (dir: string) => Promise<void>): Promise<void> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-sources-'))
  try {
    await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const measureSources = async (): Promise<void> => {
  for (const example of EXAMPLES.filter(({ id }) => values.source.length === 0 || values.source.includes(id)))
    await inFolder(async (dir) => {
      const kind = SOURCES.find(({ id }) => id === example.id)
      if (kind === undefined) throw new Error(`no such kind of source: ${example.id}`)
      const file = path.join(dir, 'access.log')
      const engine = await openEmbedded(path.join(dir, 'writer'))
      await growLines(engine, kind, example, lines, file)
      await engine.close()
      process.stdout.write(rowOf(`${example.id}: ${example.name}`, await measureIngest(dir, [file], lineScan(file))))
    })
}

/** Lines one after another, as many in each file; no line stands twice. */
const splitInto = async (files: readonly string[], engine: Engine, all: string, total: number): Promise<void> => {
  await generate(engine, all, 'combined', total)
  const [each, text] = [Math.ceil(total / files.length), await readFile(all)]
  let start = 0
  for (const file of files) {
    let end = start
    for (let n = 0; n < each && end < text.length; n++) end = text.indexOf(10, end) + 1
    const part = text.subarray(start, end)
    await writeFile(file, file.endsWith('.gz') ? gzipSync(part, { level: 6 }) : part)
    start = end
  }
  await rm(all)
}

/** Ordinary traffic in files of other kinds, made of one file of lines. */
const FORMS = ['plain', 'gz', 'zst', 'eight files', 'eight gz', 'parquet'] as const

const measureForm = async (form: (typeof FORMS)[number], dir: string): Promise<void> => {
  const engine = await openEmbedded(path.join(dir, 'writer'))
  const many = form.startsWith('eight')
  const ending = form.endsWith('gz') ? '.gz' : form === 'zst' ? '.zst' : ''
  const files = Array.from({ length: many ? 8 : 1 }, (_, i) => path.join(dir, `access.log.${i}${ending}`))
  const format = form === 'parquet' ? 'json' : 'combined'
  const [first = ''] = files
  if (many) await splitInto(files, engine, path.join(dir, 'all'), lines)
  else await generate(engine, first, format, lines)
  const table = path.join(dir, 'access.parquet')
  if (form === 'parquet')
    await engine.run(
      sql`INSERT INTO FUNCTION file(${literal(table)}, 'Parquet') SELECT * FROM file(${literal(first)}, 'JSONEachRow') SETTINGS engine_file_truncate_on_insert = 1`,
    )
  await engine.close()
  const scan = form === 'parquet' ? sql`SELECT sum(cityHash64(*)) AS n FROM file(${literal(table)}, 'Parquet')` : lineScan(path.join(dir, `access.log.*${ending}`)) // biome-ignore format: one expression
  process.stdout.write(
    rowOf(`${format}, ${form}`, await measureIngest(dir, form === 'parquet' ? [table] : files, scan)),
  )
}

/** So many files of 200 lines, ten of them a source. */
const measureSmallFiles = async (count: number, dir: string): Promise<void> => {
  const engine = await openEmbedded(path.join(dir, 'writer'))
  for (let host = 0; host < 10; host++) await mkdir(path.join(dir, 'logs', `web-${host}`), { recursive: true })
  const files = Array.from({ length: count }, (_, i) => path.join(dir, 'logs', `web-${i % 10}`, `access.log.${i}`))
  await splitInto(files, engine, path.join(dir, 'all'), 200 * count)
  await engine.close()
  const taken = await measureIngest(dir, files, lineScan(path.join(dir, 'logs', '*', '*')))
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  process.stdout.write(
    `${count.toLocaleString('en')} files\t${taken.lines.toLocaleString('en')} lines\tacquire ${taken.acquire.toFixed(1)} s\tingest ${taken.ingest.toFixed(1)} s (processor ${taken.processor.toFixed(1)} s)\tpeak ${peak.toFixed(0)} MB\n`,
  )
}

if (Number(values['small-files']) > 0) await inFolder((dir) => measureSmallFiles(Number(values['small-files']), dir))
else {
  process.stdout.write(HEAD)
  await measureSources()
  if (values.source.length === 0 || values.source.includes('forms'))
    for (const form of FORMS) await inFolder((dir) => measureForm(form, dir))
}
