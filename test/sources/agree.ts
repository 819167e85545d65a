import { expect } from 'vitest'
import { compareReadings } from '../../bench/sources/compare-readings.ts'
import type { ReadRow } from '../../bench/sources/run-program.ts'
import type { SourcePlan } from '../../src/domain/source-plan.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { ByteString, SourceKind } from '../../src/sources/source-kind.ts'

/** Both readings of every line must be the same; gives the engine's. */
export const expectAgreement = async (
  engine: Engine,
  kind: SourceKind,
  plan: SourcePlan,
  lines: readonly ByteString[],
): Promise<readonly ReadRow[]> => {
  const { rows, differences } = await compareReadings(engine, kind, plan, lines)
  for (const { line, engine: mine, plain } of differences)
    expect({ line: JSON.stringify(line), ...mine }).toEqual({ line: JSON.stringify(line), ...plain })
  return rows
}
