import type { DetectionOutcome } from '../../domain/report-model.ts'
import { detectionsSection } from './finding-sections.ts'
import { Pen, type TerminalOptions } from './pen.ts'

/** What was looked for: found, nothing found, or could not look. */
export const renderDetections = (
  detections: readonly DetectionOutcome[],
  options: TerminalOptions,
  zone: string,
): string => `${detectionsSection({ detections }, new Pen(options, zone))}\n`
