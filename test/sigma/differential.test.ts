import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findDifferences } from '../../bench/sigma/differential.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'

let dir: string
let engine: Engine
beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-sigma-'))
  engine = await openEmbedded(dir)
})
afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

it('SQL and interpreter agree on 20,000 random pairs of rule and event', async () => {
  const { pairs, matches, differences } = await findDifferences(engine, { seed: 7, batches: 4, rules: 25, events: 200 })
  expect(differences).toEqual([])
  expect(pairs).toBe(20_000)
  expect(matches).toBeGreaterThan(4_000)
  expect(matches).toBeLessThan(16_000)
}, 60_000)
