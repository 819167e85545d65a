import { describe, expect, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { EXAMPLES } from './examples.ts'
import { asBytes } from './examples/example.ts'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

describe.each(EXAMPLES)('$id: $name', ({ id, lines, events }) => {
  const kind = SOURCES.find((source) => source.id === id)

  it('is the most confident reader of its lines', () => {
    const best = recogniseLines(lines, undefined)
    expect(best?.kind).toBe(id)
    // Sentences are asked last, and half believed.
    expect(best?.recognition.confidence).toBeGreaterThan(best?.recognition.inferred === true ? 0.3 : 0.6)
  })

  it('gives the events that its lines say, in both readings', async () => {
    const recognition = kind?.recognise(lines, undefined)
    if (kind === undefined || recognition === null || recognition === undefined) throw new Error('not recognised')
    const rows = await expectAgreement(engine(), kind, planFor(kind, recognition), lines.map(asBytes))
    expect(
      rows.map((row, i) => Object.fromEntries(Object.keys(events[i] ?? {}).map((name) => [name, shown(row, name)]))),
    ).toEqual(events)
  })
})

const shown = (row: Readonly<Record<string, string>>, name: string): string =>
  name === 'time' ? new Date(Number(BigInt(row['time'] ?? '0') / 1000n)).toISOString() : (row[name] ?? '')
