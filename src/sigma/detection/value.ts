import type { Decimal } from './decimal.ts'
import type { Comparison, FieldComparison, Network } from './expr.ts'
import type { Pattern } from './pattern.ts'
import type { Regex } from '../regex/regex.ts'

/** A value of a detection item on its way through the chain of modifiers. */
export type Value =
  /** `raw` is the text before escapes, for modifiers that take it as it is (`re`, `cidr`, `fieldref`). */
  | { readonly kind: 'text'; readonly raw: string; readonly pattern: Pattern; readonly cased: boolean }
  | { readonly kind: 'number'; readonly number: Decimal; readonly comparison: Comparison }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string; readonly regex: Regex }
  | { readonly kind: 'cidr'; readonly network: Network }
  | { readonly kind: 'field'; readonly other: string; readonly comparison: FieldComparison; readonly cased: boolean }
  | { readonly kind: 'exists'; readonly wanted: boolean }
  /** One value that became several: any of them will do. */
  | { readonly kind: 'several'; readonly values: readonly Value[] }

/** What a modifier refuses; becomes a problem at the value's place. */
export class ModifierProblem extends Error {
  readonly code: import('../codes.ts').SigmaCode
  readonly values: Readonly<Record<string, string | number>>

  constructor(code: ModifierProblem['code'], values: ModifierProblem['values'] = {}) {
    super(code)
    this.name = 'ModifierProblem'
    this.code = code
    this.values = values
  }
}
