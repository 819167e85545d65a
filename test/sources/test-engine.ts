import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openEmbedded } from '../../src/engine/embedded.ts'
import type { Engine } from '../../src/engine/engine.ts'

/** An embedded engine for the tests of a file. */
export const testEngine = (): { readonly engine: () => Engine } => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-sources-'))
  let engine: Engine | undefined
  beforeAll(async () => {
    engine = await openEmbedded(dir)
  })
  afterAll(async () => {
    await engine?.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    engine: () => {
      if (engine === undefined) throw new Error('the engine opens before the tests')
      return engine
    },
  }
}
