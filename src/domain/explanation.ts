import type { EventField } from './case-config.ts'
import type { Message } from './report-model.ts'
import type { SourcePlan } from './source-plan.ts'

/** How one file would be read, and why. */
export interface Explanation {
  readonly path: string
  readonly problems: readonly Message[]
  /** Every kind of source with the share of the sampled lines that it could read, 0 to 1. */
  readonly tried: readonly { readonly kind: string; readonly share: number }[]
  /** Null where no format fits. */
  readonly plan: SourcePlan | null
  /** Fields that an investigation leans on and this log does not have. */
  readonly missing: readonly EventField[]
  readonly sampled: number
  readonly parsed: number
  /** The first ones, and the first that cannot be read. */
  readonly lines: readonly ExplainedLine[]
}

export interface ExplainedLine {
  readonly line: number
  /** '' or the reason why the line cannot be read. */
  readonly reject: string
  /** Beginning of a line that cannot be read, '' of others. */
  readonly text: string
  /** Event column → value, as it would be stored; empty ones left out. */
  readonly values: Readonly<Record<string, string>>
}
