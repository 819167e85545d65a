import type { DetectionOutcome, Level } from './report-model.ts'

const RANKED: readonly Level[] = ['confirmed', 'likely', 'possible']

export const isAtLeast = (level: Level, asked: Level): boolean => RANKED.indexOf(level) <= RANKED.indexOf(asked)

/** The surest level at which any detection has a hit; null where none has. */
export const surestHit = (detections: readonly DetectionOutcome[]): Level | null =>
  RANKED.find((level) => detections.some(({ hits }) => hits !== null && hits[level].value > 0n)) ?? null
