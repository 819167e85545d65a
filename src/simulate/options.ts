import type { Evasion, Scenario } from './scenarios.ts'

export interface SimulationOptions {
  readonly scenario: Scenario
  /** How the attacker hides; else as the seed says, and not at all where a token is all he needs. */
  readonly evasion?: Evasion | undefined
  readonly seed: number
  readonly members: number
  readonly days: number
  /** Folder for `logs/`, `truth/` and `case.yaml`; must hold nothing of these yet. */
  readonly out: string
  /** Company shape by name; else drawn from the seed. */
  readonly shape?: string | undefined
  /** Whether the company tells formats, zones and routes in a `case.yaml`. Default true. */
  readonly withConfig?: boolean | undefined
}

export interface SimulationSummary {
  readonly scenario: Scenario
  readonly evasion: Evasion
  readonly shape: string
  readonly lines: number
  readonly bytes: number
  readonly files: number
  readonly affected: number
  /** Folder of the logs, to be given to `investigate`. */
  readonly logs: string
  readonly truth: string
  readonly config: string | null
}
