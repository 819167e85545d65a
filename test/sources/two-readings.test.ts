import fc from 'fast-check'
import { describe, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { expectAgreement, planFor } from './agree.ts'
import { EXAMPLES } from './examples.ts'
import { asBytes } from './examples/example.ts'
import { hostileLine } from './hostile-line.ts'
import { testEngine } from './run-program.ts'

const { engine } = testEngine()

/** MAPAE_AGREE_LINES=1000000 is the long run. */
const LINES = Number(process.env['MAPAE_AGREE_LINES'] ?? 150)
const BATCH = 2000
const SEED = Number(process.env['MAPAE_AGREE_SEED'] ?? 20_251_125)

describe.each(EXAMPLES)('two readings of $id: $name', ({ id, lines }) => {
  it(`agree on ${LINES} hostile lines`, { timeout: 60_000 + LINES * 5 }, async () => {
    const kind = SOURCES.find((source) => source.id === id)
    const recognition = kind?.recognise(lines, undefined)
    if (kind === undefined || recognition === undefined || recognition === null) throw new Error('not recognised')
    const plan = planFor(kind, recognition)
    for (let done = 0; done < LINES; done += BATCH) {
      const hostile = fc.sample(hostileLine(lines.map(asBytes)), {
        numRuns: Math.min(BATCH, LINES - done),
        seed: SEED + done,
      })
      await expectAgreement(engine(), kind, plan, hostile)
    }
  })
})
