/**
 * The list of affected accounts: `npm run bench:affected -- [--accounts 30000000] [--format csv]…`. Fills a case with so
 * many accounts and writes them in each format, each in a fresh process, as `mapae affected` does; then reads the file
 * back. One row a format. Exit 1 where a row is missing or out of order.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import type { AffectedFormat } from '../src/stages/affected.ts'
import { readBack } from './affected/check.ts'
import { fillCase } from './affected/fill.ts'
import type { Writing } from './affected/write.ts'

const WRITE = path.join(import.meta.dirname, 'affected', 'write.js')
const run = promisify(execFile)

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '30000000' },
    format: { type: 'string', multiple: true, default: ['csv', 'jsonl', 'parquet'] },
  },
})

const measure = async (caseDir: string, format: AffectedFormat, dir: string): Promise<boolean> => {
  const file = path.join(dir, `affected.${format}`)
  const { stdout } = await run(process.execPath, [WRITE, caseDir, format, file])
  const { seconds, memoryBefore, peakMemory } = JSON.parse(stdout) as Writing
  const { rows, inOrder } = await readBack(file, format, path.join(dir, 'scratch'))
  const right = rows === Number(values.accounts) && inOrder
  const fields = [
    format,
    `${rows} rows${rows === Number(values.accounts) ? '' : ` OF ${values.accounts}`}`,
    inOrder ? 'in order' : 'OUT OF ORDER',
    `${((await stat(file)).size / 1e6).toFixed(0)} MB`,
    `${seconds.toFixed(1)} s`,
    `peak ${(peakMemory / 1e6).toFixed(0)} MB, ${(memoryBefore / 1e6).toFixed(0)} MB before`,
  ]
  process.stdout.write(`${fields.join('\t')}\n`)
  await rm(file)
  return right
}

const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-affected-'))
try {
  const caseDir = await fillCase(dir, Number(values.accounts))
  for (const format of values.format) if (!(await measure(caseDir, format as AffectedFormat, dir))) process.exitCode = 1
} finally {
  await rm(dir, { recursive: true, force: true })
}
