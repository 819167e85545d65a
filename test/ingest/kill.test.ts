import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { killOften } from '../../bench/kills/kill-often.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-kill-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('a run that is killed', () => {
  it('goes on to the same rows, documents and reports as one that was not', { timeout: 180_000 }, async () => {
    const kills = [
      { signal: 'SIGKILL', at: 0.3 },
      { signal: 'SIGKILL', at: 0.45 },
      { signal: 'SIGINT', at: 0.5 },
      { signal: 'SIGKILL', at: 0.8 },
    ] as const
    const outcomes = await killOften({ cli: inject('cli'), dir, lines: 6_000, kills })
    expect(outcomes.filter(({ died }) => died).length).toBeGreaterThanOrEqual(2)
    expect(outcomes.flatMap(({ differs }) => differs)).toEqual([])
  })
})
