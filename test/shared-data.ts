import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Data that nobody here made lies beside the project, never in it: `../shared/data/FOLDER`. */
const sharedData = (folder: string): string => path.resolve(import.meta.dirname, '../../shared/data', folder)

/**
 * Tests that need shared data. Where it is missing they are skipped, by name and with the reason; with
 * `MAPAE_REQUIRE_SHARED=1` they fail.
 */
export const describeShared = (name: string, folder: string, body: (dir: string) => void): void => {
  const dir = sharedData(folder)
  if (existsSync(dir)) describe(name, () => body(dir))
  else if (process.env['MAPAE_REQUIRE_SHARED'] === '1') it(name, () => expect.fail(`${dir} is missing`))
  else it.skip(`${name} (skipped: ../shared/data/${folder} is not here)`, () => {})
}
