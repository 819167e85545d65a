/**
 * Kills at random moments: `npm run bench:kills -- [--kills 200] [--lines 100000] [--seed 1]`. Every resumed case must
 * equal, in its rows, its ledger's documents and its reports, the one that was never killed. Exit 1 where one differs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { killOften } from './kills/kill-often.ts'

const CLI = path.join(import.meta.dirname, '..', 'src', 'cli', 'main.js')

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    lines: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
})

/** Mulberry32. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const next = random(Number(values.seed))
const kills = Array.from({ length: Number(values.kills) }, () => ({
  at: next(),
  signal: next() < 0.9 ? ('SIGKILL' as const) : ('SIGINT' as const),
}))
const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-kills-'))
try {
  const outcomes = await killOften({
    cli: CLI,
    dir,
    lines: Number(values.lines),
    kills,
    tell: (i, { died, differs }) => {
      if (differs.length > 0 || (i + 1) % 10 === 0)
        process.stdout.write(`${i + 1}\t${died ? 'killed' : 'ended before'}\t${differs.join(' ') || 'equal'}\n`)
    },
  })
  const wrong = outcomes.filter(({ differs }) => differs.length > 0).length
  const died = outcomes.filter((outcome) => outcome.died).length
  process.stdout.write(
    `${outcomes.length} runs, ${died} killed, ${outcomes.length - wrong} equal, ${wrong} different\n`,
  )
  process.exitCode = wrong > 0 ? 1 : 0
} finally {
  await rm(dir, { recursive: true, force: true })
}
