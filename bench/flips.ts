/**
 * Flipped bits: `npm run bench:flips -- [--flips 1000] [--seed 1] [--members 1000] [--days 3]`. Simulates a breach,
 * investigates it, and flips single bits of the closed case and its evidence, one at a time. One row a kind of file:
 * flips, found, missed. Before and after, the whole of `verify` must hold. Exit 1 where a bit is missed.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { simulate } from '../src/simulate/simulate.ts'
import { composeAgain } from '../src/stages/compose-again.ts'
import { investigate } from '../src/stages/investigate.ts'
import { verify } from '../src/stages/verify.ts'
import { openCase } from '../src/store/open-case.ts'
import { AREAS, type Flip, flipBits } from './flips/flip-bits.ts'

const { values } = parseArgs({
  options: {
    flips: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    members: { type: 'string', default: '1000' },
    days: { type: 'string', default: '3' },
  },
})

const makeCase = async (dir: string): Promise<string> => {
  const company = await simulate({
    scenario: 'stolen-key',
    seed: Number(values.seed),
    members: Number(values.members),
    days: Number(values.days),
    out: path.join(dir, 'company'),
  })
  const caseDir = path.join(dir, 'case')
  const theCase = await openCase(caseDir, { create: true, configFile: company.config ?? undefined })
  try {
    await investigate(theCase, { paths: [company.logs] })
  } finally {
    await theCase.close()
  }
  return caseDir
}

const mustHold = async (caseDir: string, when: string): Promise<void> => {
  const { failures, skipped } = await verify(caseDir, { recompute: composeAgain })
  if (failures.length + skipped.length > 0)
    throw new Error(`${when} the flips verify does not hold: ${JSON.stringify([...failures, ...skipped])}`)
}

const rowOf = (kind: string, flips: readonly Flip[]): string => {
  const found = flips.filter((flip) => flip.found).length
  return `${kind}\t${flips.length} flips\t${found} found\t${flips.length - found} missed\n`
}

const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-flips-'))
try {
  const caseDir = await makeCase(dir)
  await mustHold(caseDir, 'before')
  const start = performance.now()
  const flips = await flipBits(caseDir, {
    flips: Number(values.flips),
    seed: Number(values.seed),
    tell: ({ area, file, byte, bit, found }) => {
      if (!found) process.stdout.write(`MISSED\t${area}\t${file}\tbyte ${byte}\tbit ${bit}\n`)
    },
  })
  const seconds = (performance.now() - start) / 1000
  await mustHold(caseDir, 'after')
  for (const area of AREAS)
    process.stdout.write(
      rowOf(
        area,
        flips.filter((flip) => flip.area === area),
      ),
    )
  process.stdout.write(rowOf('= all', flips).replace('\n', `\t${seconds.toFixed(1)} s\n`))
  process.exitCode = flips.every((flip) => flip.found) ? 0 : 1
} finally {
  await rm(dir, { recursive: true, force: true })
}
