/**
 * Fuzz: `npm run bench:fuzz -- [--lines 10000000] [--per-file 10000] [--seed 1] [--minutes 600] [--from 0] [--keep]`.
 * Random and mutated lines of all sources, and random bytes, as files of a case, from acquire to the report, a case a
 * round. No round may end with an error; every file must give the lines that were written into it and must balance. A run
 * that the clock ends says with which `--from` it goes on. Exit 1 where something does not hold; `--keep` leaves that
 * round's files.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { EXAMPLES } from '../test/sources/examples.ts'
import { goOn, roundsOf } from './sources/budget.ts'
import { fuzzRound } from './sources/fuzz-round.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '10000000' },
    'per-file': { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    from: { type: 'string', default: '0' },
    keep: { type: 'boolean', default: false },
  },
})

const perFile = Number(values['per-file'])
const rounds = Math.ceil(Number(values.lines) / (perFile * (EXAMPLES.length + 1)))
const total = { lines: 0, parsed: 0n, rejected: 0n, duplicates: 0n, faults: 0 }
let done = Number(values.from)
const start = performance.now()
for (const round of roundsOf({ from: done, rounds, minutes: Number(values.minutes) })) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-fuzz-'))
  const seed = Number(values.seed) * 100_003 + round
  const fuzzed = await fuzzRound({ seed, lines: perFile, dir, examples: EXAMPLES }).catch((error: unknown) => ({
    lines: 0,
    parsed: 0n,
    rejected: 0n,
    duplicates: 0n,
    faults: [error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)],
  }))
  for (const fault of fuzzed.faults) process.stdout.write(`FAULT\tround ${round}\t${fault}\n`)
  if (fuzzed.faults.length > 0 && values.keep) process.stdout.write(`kept\t${dir}\n`)
  else await rm(dir, { recursive: true, force: true })
  total.lines += fuzzed.lines
  total.parsed += fuzzed.parsed
  total.rejected += fuzzed.rejected
  total.duplicates += fuzzed.duplicates
  total.faults += fuzzed.faults.length
  done = round + 1
}
const seconds = ((performance.now() - start) / 1000).toFixed(0)
process.stdout.write(
  `${done - Number(values.from)} rounds\t${total.lines} lines = ${total.parsed} parsed + ${total.rejected} rejected + ${total.duplicates} duplicates\t${total.faults} faults\t${seconds} s${goOn(done, rounds)}\n`,
)
process.exitCode = total.faults === 0 ? 0 : 1
