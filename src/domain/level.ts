import type { DetectionOutcome, Level } from './report-model.ts'

/** From the surest on. */
export const LEVELS: readonly Level[] = ['confirmed', 'likely', 'possible']

export const isAtLeast = (level: Level, asked: Level): boolean => LEVELS.indexOf(level) <= LEVELS.indexOf(asked)

/** The surest level at which any detection has a hit; null where none has. */
export const surestHit = (detections: readonly DetectionOutcome[]): Level | null =>
  LEVELS.find((level) => detections.some(({ hits }) => hits !== null && hits[level].value > 0n)) ?? null
