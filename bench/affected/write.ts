/**
 * `write.js CASE FORMAT FILE`, in a process of its own, so that peak memory is that of one format: writes the affected
 * accounts as `mapae affected` does. Prints one line of JSON: seconds, and bytes of memory (VmHWM) at the start and at
 * the peak.
 */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type AffectedFormat, affected } from '../../src/stages/affected.ts'
import { openCase } from '../../src/store/open-case.ts'

export interface Writing {
  readonly seconds: number
  readonly memoryBefore: number
  readonly peakMemory: number
}

const highWater = async (): Promise<number> =>
  Number(/VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) * 1024

const [caseDir = '', format = '', file = ''] = process.argv.slice(2)
const theCase = await openCase(caseDir)
try {
  const memoryBefore = await highWater()
  const start = performance.now()
  await pipeline(affected(theCase, format as AffectedFormat), createWriteStream(file))
  const seconds = (performance.now() - start) / 1000
  const writing: Writing = { seconds, memoryBefore, peakMemory: await highWater() }
  process.stdout.write(JSON.stringify(writing))
} finally {
  await theCase.close()
}
