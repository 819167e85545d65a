/**
 * Two readings: `npm run bench:readings -- [--lines 1000000] [--source ID]… [--seed 1] [--minutes 600] [--from 0]`.
 * Hostile lines of every source, so many each, by the compiled SQL and by the plain row reader. One row an example of a
 * source; every difference is printed. Sources take turns, round by round, so that a run that the clock ends has looked
 * at all of them; `--from` goes on with a later round. Exit 1 where a line is read in two ways.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { openEmbedded } from '../src/engine/embedded.ts'
import { SOURCES } from '../src/sources/index.ts'
import { EXAMPLES } from '../test/sources/examples.ts'
import { asBytes, type Example } from '../test/sources/examples/example.ts'
import { goOn, roundsOf } from './sources/budget.ts'
import { compareReadings, planFor } from './sources/compare-readings.ts'
import { hostileLine } from './sources/hostile-line.ts'

const PER_ROUND = 20_000
/** Differences of one example that are printed in full. */
const SHOWN = 5

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    source: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    from: { type: 'string', default: '0' },
  },
})

const readersOf = ({ id, lines, name }: Example) => {
  const kind = SOURCES.find((source) => source.id === id)
  const recognition = kind?.recognise(lines, undefined)
  if (kind === undefined || recognition === null || recognition === undefined) throw new Error(`${id}: not recognised`)
  return { kind, plan: planFor(kind, recognition), arbitrary: hostileLine(lines.map(asBytes)), name, lines: 0, read: 0, differences: 0 }
} // biome-ignore format: one record

const readers = EXAMPLES.filter(({ id }) => values.source.length === 0 || values.source.includes(id)).map(readersOf)
const rounds = Math.ceil(Number(values.lines) / PER_ROUND)
const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-readings-'))
const engine = await openEmbedded(dir)
let done = Number(values.from)
try {
  const start = performance.now()
  for (const round of roundsOf({ from: done, rounds, minutes: Number(values.minutes) })) {
    for (const reader of readers) {
      const numRuns = Math.min(PER_ROUND, Number(values.lines) - round * PER_ROUND)
      const lines = fc.sample(reader.arbitrary, { numRuns, seed: Number(values.seed) * 1_000_003 + round })
      const { rows, differences } = await compareReadings(engine, reader.kind, reader.plan, lines)
      reader.lines += lines.length
      reader.read += rows.filter(({ reject }) => reject === '').length
      for (const one of differences.slice(0, Math.max(0, SHOWN - reader.differences)))
        process.stdout.write(`DIFFERENT\t${reader.kind.id}\t${JSON.stringify(one)}\n`)
      reader.differences += differences.length
    }
    done = round + 1
  }
  for (const { kind, name, lines, read, differences } of readers)
    process.stdout.write(`${kind.id}\t${name}\t${lines} lines\t${read} of them events\t${differences} different\n`)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const total = readers.reduce((sum, { lines }) => sum + lines, 0)
  const different = readers.reduce((sum, { differences }) => sum + differences, 0)
  process.stdout.write(`= all\t${total} lines\t${different} different\t${seconds} s${goOn(done, rounds)}\n`)
  process.exitCode = different === 0 ? 0 : 1
} finally {
  await engine.close()
  await rm(dir, { recursive: true, force: true })
}
