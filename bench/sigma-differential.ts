/**
 * `npm run bench:sigma-differential -- [--pairs 1000000] [--seed 1]`: random (rule, event) pairs, the compiled SQL
 * against the row interpreter. Exits 1 when a single answer differs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openEmbedded } from '../src/engine/embedded.ts'
import { findDifferences } from './sigma/differential.ts'

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
})
const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-sigma-'))
const engine = await openEmbedded(dir)
try {
  const start = performance.now()
  const perBatch = 40 * 250
  const budget = {
    seed: Number(values.seed),
    batches: Math.ceil(Number(values.pairs) / perBatch),
    rules: 40,
    events: 250,
  }
  const { pairs, matches, differences } = await findDifferences(engine, budget)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  process.stdout.write(`${pairs} pairs\t${matches} matches\t${differences.length} differences\t${seconds} s\n`)
  for (const difference of differences) process.stdout.write(`${difference}\n`)
  process.exitCode = differences.length === 0 ? 0 : 1
} finally {
  await engine.close()
  await rm(dir, { recursive: true, force: true })
}
