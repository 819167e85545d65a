import { existsSync } from 'node:fs'
import path from 'node:path'

/** Logs that nobody here made, beside the project; a stranger's clone has none, the project's own checks must have them. */
export const sharedData = (name: string): string => path.resolve(import.meta.dirname, '../../../shared/data', name)

/** For `it.skipIf`: where it is missing a test says so in its name; `MAPAE_REQUIRE_SHARED=1` makes it fail instead. */
export const lacksShared = (name: string): boolean =>
  process.env['MAPAE_REQUIRE_SHARED'] !== '1' && !existsSync(sharedData(name))
