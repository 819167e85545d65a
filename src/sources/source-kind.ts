import type { AuthAction, EventField, SourceConfig } from '../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../domain/source-plan.ts'
import type { Sql } from '../engine/sql.ts'

/** A log format: recognises itself in a sample of lines and compiles a plan to SQL. Knows nothing of files or cases. */
export interface SourceKind {
  /** 'web-access', 'json-lines'. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** What the sample says of itself; declared parts of `config` win and are never guessed over. Null: not this kind. */
  recognise(lines: readonly string[], config: SourceConfig | undefined): Recognition | null
  compile(plan: SourcePlan, key: HashKey): LineProgram
}

export interface HashKey {
  readonly k0: bigint
  readonly k1: bigint
}

export interface Recognition {
  /** Share of the sampled non-blank lines that parse, 0 to 1. */
  readonly confidence: number
  readonly format: string
  readonly zone: string
  readonly zoneFrom: SourcePlan['zoneFrom']
  readonly log: SourcePlan['log']
  readonly fields: Partial<Readonly<Record<EventField, FieldOrigin>>>
  readonly actions: Partial<Readonly<Record<AuthAction, readonly string[]>>>
  /** Sampled values of every field that may hold the credential, for choosing the one that both logs share. */
  readonly credentialCandidates: readonly CredentialCandidate[]
}

export interface CredentialCandidate {
  readonly from: string
  /** Whether its name says so; else only its values look like it. */
  readonly named: boolean
  readonly values: readonly string[]
}

/**
 * SQL over the column `line` (String, without the line feed). `definitions` are computed in order, each
 * in a layer above the ones before it, so that each piece of a line is cut once; `columns` and `reject` may use their names.
 */
export interface LineProgram {
  readonly definitions: readonly { readonly name: string; readonly expression: Sql }[]
  /** '' or the reason code of a line that cannot be read. */
  readonly reject: Sql
  readonly columns: Readonly<Record<EventColumn, Sql>>
}

/** The columns of `evidence.log_line` that a source fills; types as there. */
export type EventColumn =
  | 'kind'
  | 'action'
  | 'time'
  | 'src_ip'
  | 'method'
  | 'host'
  | 'path'
  | 'query'
  | 'route'
  | 'object'
  | 'status'
  | 'bytes'
  | 'user_agent'
  | 'referrer'
  | 'principal'
  | 'credential'
  | 'token_kid'
  | 'token_issued'
  | 'token_expires'
  | 'device'

/** A format string or field list that cannot be compiled: where and why. */
export class SourceProblem extends Error {
  readonly code: 'format/unknown'
  readonly values: Readonly<Record<string, string | number>>

  constructor(values: Readonly<Record<string, string | number>>) {
    super(`format/unknown ${JSON.stringify(values)}`)
    this.code = 'format/unknown'
    this.values = values
  }
}
