import fc from 'fast-check'
import { describe, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { expectAgreement } from './agree.ts'
import { EXAMPLES } from './examples.ts'
import { asBytes } from './examples/example.ts'
import { hostileLine } from '../../bench/sources/hostile-line.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

/** A million of each by `npm run bench:readings`. */
const LINES = 150
const SEED = 20_251_125

describe.each(EXAMPLES)('two readings of $id: $name', ({ id, lines }) => {
  it(`agree on ${LINES} hostile lines`, async () => {
    const kind = SOURCES.find((source) => source.id === id)
    const recognition = kind?.recognise(lines, undefined)
    if (kind === undefined || recognition === undefined || recognition === null) throw new Error('not recognised')
    const plan = planFor(kind, recognition)
    const hostile = fc.sample(hostileLine(lines.map(asBytes)), { numRuns: LINES, seed: SEED })
    await expectAgreement(engine(), kind, plan, hostile)
  })
})
