import type { Expr } from './detection/expr.ts'
import type { RuleDocument, SigmaDocument } from './document/model.ts'
import { showPlace } from './problem.ts'

/** A rule ready to run: pipelines, modifiers, placeholders and filters applied. */
export interface Rule {
  /** Its id, else its name, else where it stands; unique in the set. */
  readonly key: string
  readonly document: RuleDocument
  readonly expr: Expr
  /** Titles of the filters that were applied. */
  readonly filters: readonly string[]
}

export const keyOf = ({ meta, place }: SigmaDocument): string => meta.id || meta.name || showPlace(place)

/** Whether a correlation or a filter means this document. */
export const isNamed = ({ meta }: { readonly meta: SigmaDocument['meta'] }, reference: string): boolean =>
  reference !== '' && (meta.id === reference || meta.name === reference)
