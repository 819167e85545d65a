import type { CorrelationDocument, Thresholds } from '../document/model.ts'
import type { Rule } from '../rule.ts'

/** A correlation with everything it refers to looked up. */
export interface Correlation {
  readonly key: string
  readonly document: CorrelationDocument
  /** In the order of `rules`, which `temporal_ordered` follows. */
  readonly inputs: readonly Input[]
  /** With the default of the temporal types filled in: all rules. */
  readonly thresholds: Thresholds
}

export interface Input {
  readonly from:
    | { readonly kind: 'rule'; readonly rule: Rule }
    | { readonly kind: 'correlation'; readonly correlation: Correlation }
  /** The input's own field for each field of `group-by`, aliases applied. */
  readonly groupBy: readonly string[]
  /** The input's own field for each of the counted fields. */
  readonly values: readonly string[]
}

export const MICROSECONDS = 1_000_000n
