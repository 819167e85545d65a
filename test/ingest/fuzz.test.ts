import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fuzzRound } from '../../bench/sources/fuzz-round.ts'
import { EXAMPLES } from '../sources/examples.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-fuzz-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Every thirteenth; all of them, and ten million lines, by `npm run bench:fuzz`. */
const SOME = EXAMPLES.filter((_, i) => i % 13 === 0)

it('hostile lines of several sources, and random bytes, end in a report and balance', {
  timeout: 120_000,
}, async () => {
  const { lines, parsed, rejected, duplicates, faults } = await fuzzRound({ seed: 4, lines: 150, dir, examples: SOME })
  expect(faults).toEqual([])
  expect(lines).toBeGreaterThan(150 * SOME.length)
  expect(BigInt(lines)).toBe(parsed + rejected + duplicates)
  expect(parsed).toBeGreaterThan(50n)
})
