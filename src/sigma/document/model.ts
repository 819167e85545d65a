import type { Condition } from '../detection/condition.ts'
import type { Decimal } from '../detection/decimal.ts'
import type { Search } from '../detection/search.ts'
import type { Place } from '../problem.ts'
import type { PlainValue } from '../yaml/tree.ts'

export type SigmaDocument = RuleDocument | CorrelationDocument | FilterDocument

export type Level = 'informational' | 'low' | 'medium' | 'high' | 'critical'
export type Status = 'stable' | 'test' | 'experimental' | 'deprecated' | 'unsupported'

/** What every kind of document may say about itself. '' and empty lists where it says nothing. */
export interface Metadata {
  readonly title: string
  readonly id: string
  readonly name: string
  readonly related: readonly { readonly id: string; readonly type: string }[]
  readonly taxonomy: string
  readonly status: Status | ''
  readonly description: string
  readonly license: string
  /** Kept with every match: the Detection Rule License 1.1 asks for it. */
  readonly author: string
  readonly references: readonly string[]
  readonly date: string
  readonly modified: string
  readonly fields: readonly string[]
  readonly falsepositives: readonly string[]
  readonly level: Level | ''
  readonly tags: readonly string[]
  readonly scope: readonly string[]
  /** Fields that the specification does not know, as they are. */
  readonly custom: Readonly<Record<string, PlainValue>>
}

/** '' where the rule does not say; `definition` is for people and takes no part in matching. */
export interface Logsource {
  readonly category: string
  readonly product: string
  readonly service: string
  readonly definition: string
  readonly custom: Readonly<Record<string, PlainValue>>
}

export interface Detection {
  readonly searches: ReadonlyMap<string, Search>
  readonly conditions: readonly WrittenCondition[]
}

export interface WrittenCondition {
  readonly text: string
  readonly condition: Condition
  readonly place: Place
}

export interface RuleDocument {
  readonly kind: 'rule'
  readonly meta: Metadata
  readonly logsource: Logsource
  readonly detection: Detection
  readonly place: Place
}

export type CorrelationType =
  | 'event_count'
  | 'value_count'
  | 'temporal'
  | 'temporal_ordered'
  | 'value_sum'
  | 'value_avg'
  | 'value_percentile'

export type Operator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'

/** Operators joined by AND, e.g. `gte: 10` and `lt: 100`. */
export type Thresholds = readonly { readonly operator: Operator; readonly value: Decimal }[]

export interface CorrelationDocument {
  readonly kind: 'correlation'
  readonly meta: Metadata
  readonly type: CorrelationType
  /** Ids or names, in order. */
  readonly rules: readonly { readonly reference: string; readonly place: Place }[]
  readonly groupBy: readonly string[]
  /** alias → rule reference → field. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Seconds. */
  readonly timespan: number
  readonly thresholds: Thresholds
  /** Fields of value_*: more than one are counted as tuples. */
  readonly fields: readonly string[]
  /** 0 to 100, of value_percentile. */
  readonly percentile: Decimal | null
  /** The rules it refers to report their own matches too. */
  readonly generate: boolean
  readonly place: Place
}

export interface FilterDocument {
  readonly kind: 'filter'
  readonly meta: Metadata
  readonly logsource: Logsource
  readonly rules: readonly { readonly reference: string; readonly place: Place }[] | 'any'
  readonly detection: Detection
  readonly place: Place
}
