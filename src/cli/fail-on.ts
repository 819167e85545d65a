import { isAtLeast } from '../domain/level.ts'
import type { Level } from '../domain/report-model.ts'
import type { ExitCode } from './command.ts'

/** 1 where something is found at the level asked for or above. */
export const failsOn = (asked: Level | undefined, found: Level | null): ExitCode =>
  asked !== undefined && found !== null && isAtLeast(found, asked) ? 1 : 0
