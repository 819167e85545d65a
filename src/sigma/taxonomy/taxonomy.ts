import type { Logsource } from '../document/model.ts'
import type { EventSource } from '../sql/source.ts'

/** Log sources of rules, and the rows that hold them. */
export interface Taxonomy {
  /** `webserver`, `breach/token_use`. */
  readonly id: string
  /** Whether a rule's log source means these rows. */
  accepts(logsource: Logsource): boolean
  readonly source: EventSource
  /** Fields that rules may use here, for people. */
  readonly fields: readonly string[]
}

/** Why a rule cannot run, as a problem's code and values. */
export interface Hindrance {
  readonly code: 'sigma-coverage/no-such-source' | 'sigma-coverage/no-such-field'
  readonly values: Readonly<Record<string, string>>
}
