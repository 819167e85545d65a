import type { Place } from '../problem.ts'
import type { ScalarNode } from '../yaml/tree.ts'

/** A processing pipeline, in the format of pySigma's files. */
export interface Pipeline {
  readonly name: string
  /** Lower runs first. */
  readonly priority: number
  readonly steps: readonly Step[]
}

export interface Step {
  readonly id: string
  readonly change: Change
  readonly rules: Conditions
  readonly fields: Conditions
  readonly place: Place
}

/** Which rules or fields a step is for: `any` or all of the tests, turned round by `negated`. */
export interface Conditions {
  readonly tests: readonly StepTest[]
  readonly any: boolean
  readonly negated: boolean
}

export type StepTest =
  | { readonly kind: 'logsource'; readonly keys: Readonly<Record<string, string>> }
  | { readonly kind: 'rule'; readonly names: readonly string[] }
  | { readonly kind: 'field'; readonly names: readonly string[]; readonly wanted: boolean }

export type Change =
  | { readonly kind: 'field_name_mapping'; readonly mapping: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: 'field_name_prefix'; readonly prefix: string }
  | { readonly kind: 'field_name_suffix'; readonly suffix: string }
  | { readonly kind: 'drop_detection_item' }
  | {
      readonly kind: 'add_condition'
      readonly conditions: ReadonlyMap<string, readonly ScalarNode[]>
      readonly negated: boolean
    }
  | { readonly kind: 'change_logsource'; readonly keys: Readonly<Record<string, string>> }
  | { readonly kind: 'value_placeholders'; readonly values: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: 'wildcard_placeholders'; readonly include: readonly string[] }
  | { readonly kind: 'replace_string'; readonly regex: RegExp; readonly replacement: string }
  | { readonly kind: 'set_value'; readonly value: ScalarNode }
  | { readonly kind: 'rule_failure'; readonly message: string }
  | { readonly kind: 'detection_item_failure'; readonly message: string }
