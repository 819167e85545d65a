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
  recognise(lines: readonly string[], config: SourceConfig | undefined, about?: AboutFile): Recognition | null
  compile(plan: SourcePlan, key: HashKey): LineProgram
  /** Judges each line of a sample by itself, so that what reads all of them reads the first. */
  readonly isByLine?: true
  /** Reads whatever has its syntax and finds fields by their names: a kind that knows the log is to be preferred. */
  readonly generic?: true
  /** Formats of this kind, each of which also reads lines of those before it, with less to say of them. */
  readonly variants?: readonly string[]
  /** Whether a line looks like one of the format, cheaply. */
  readonly fits?: (line: string, format: string) => boolean
  /** How lines begin that name the fields of those behind them; they are looked for in whole files. */
  readonly headers?: string
  /** What `compile` says of one line, written down a second time, plainly: for tests and for showing how a line is read. */
  read(line: ByteString, plan: SourcePlan): PlainReading
}

/** What the manifest knows of a file and its lines may lack. */
export interface AboutFile {
  /** ISO 8601: when the file was last written. */
  readonly modified?: string | undefined
}

/** A line as received, one character a byte (latin1): lines need not be UTF-8. */
export type ByteString = string

export type PlainReading =
  | { readonly reject: string; readonly event?: undefined }
  | { readonly reject: ''; readonly event: PlainEvent }

/** The columns of `evidence.log_line` as plain values; texts one character a byte. */
export interface PlainEvent {
  readonly kind: string
  readonly action: string
  /** Microseconds since the epoch. */
  readonly time: bigint
  readonly src_ip: ByteString
  readonly method: ByteString
  readonly host: ByteString
  readonly path: ByteString
  readonly query: ByteString
  readonly route: ByteString
  readonly object: ByteString
  readonly status: number
  readonly bytes: bigint
  readonly user_agent: ByteString
  readonly referrer: ByteString
  readonly principal: ByteString
  /** The token that `credential` is the keyed hash of; '' where none. */
  readonly token: ByteString
  readonly token_kid: ByteString
  readonly token_alg: ByteString
  /** Seconds since the epoch. */
  readonly token_issued: number
  readonly token_expires: number
  readonly device: ByteString
}

export interface HashKey {
  readonly k0: bigint
  readonly k1: bigint
}

export interface Recognition {
  /** Share of the sampled non-blank lines that parse, 0 to 1. */
  readonly confidence: number
  /** The format is nobody's that we know: it was read off the lines, and is no part of a mixture. */
  readonly inferred?: true
  readonly format: string
  readonly zone: string
  readonly zoneFrom: SourcePlan['zoneFrom']
  readonly log: SourcePlan['log']
  readonly fields: Partial<Readonly<Record<EventField, FieldOrigin>>>
  readonly actions: Partial<Readonly<Record<AuthAction, readonly string[]>>>
  /** Sampled values of every field that may hold the credential, for choosing the one that both logs share. */
  readonly credentialCandidates: readonly CredentialCandidate[]
  /** Fields that may name the account, besides the chosen one, for choosing the one that requests show. */
  readonly principalCandidates?: readonly string[]
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
  readonly definitions: Definitions
  /** '' or the reason code of a line that cannot be read. */
  readonly reject: Sql
  readonly columns: Readonly<Record<EventColumn, Sql>>
  /** The text that `credential` is the hash of, to verify it and never to keep it; none where no credential is read. */
  readonly token?: Sql | undefined
}

export type Definitions = readonly { readonly name: string; readonly expression: Sql }[]

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
  | 'token_alg'
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
