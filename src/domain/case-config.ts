import type { Credibility, Ratings, Reliability } from './competing-hypotheses.ts'

/**
 * What people tell us about a case: `case.yaml`. Everything is optional. The zod schema that checks a file and gives
 * line, column and what was expected stands in `store/case-config.ts` and must satisfy this type.
 */
export interface CaseConfig {
  readonly name?: string | undefined
  /** IANA zone in which the report prints times. Default UTC. */
  readonly zone?: string | undefined
  readonly sources?: readonly SourceConfig[] | undefined
  readonly networks?: NetworkConfig | undefined
  readonly accounts?: AccountConfig | undefined
  readonly routes?: readonly RouteConfig[] | undefined
  /** Path of an OpenAPI 3 document (YAML or JSON), relative to the case.yaml. */
  readonly openapi?: string | undefined
  readonly keys?: readonly KeyConfig[] | undefined
  readonly hypotheses?: HypothesesConfig | undefined
}

/** Applies to files whose path as given matches `match` (a glob: `*`, `**`, `?`). First match wins. */
export interface SourceConfig {
  readonly match: string
  /** Source name in the report; files of one name are one source (one rhythm, one clock). */
  readonly name?: string | undefined
  readonly host?: string | undefined
  /** 'web-access' or 'json-lines'; else recognised. */
  readonly kind?: string | undefined
  /** 'combined', 'common', … or a `log_format` / `LogFormat` string. */
  readonly format?: string | undefined
  /** IANA zone or ±hh:mm of times that carry no offset. */
  readonly zone?: string | undefined
  /** Nobody declared the zone: other sources tell it. Never in `case.yaml`. */
  readonly isZoneDeduced?: boolean | undefined
  readonly log?: 'access' | 'auth' | undefined
  /** Trusted proxies in front of the server, each of which added an address to X-Forwarded-For. */
  readonly proxies?: number | undefined
  /** Event field → variable of the log format, or dotted path in JSON. */
  readonly fields?: Partial<Readonly<Record<EventField, string>>> | undefined
  /** Values of the JSON field behind `action`, e.g. `{ issue: [TOKEN_CREATED] }`. */
  readonly actions?: Partial<Readonly<Record<AuthAction, readonly string[]>>> | undefined
}

export interface NetworkConfig {
  readonly own?: readonly string[] | undefined
  readonly partner?: readonly string[] | undefined
  readonly test?: readonly string[] | undefined
}

export interface AccountConfig {
  readonly partner?: readonly string[] | undefined
  readonly staff?: readonly string[] | undefined
  readonly test?: readonly string[] | undefined
}

export interface RouteConfig {
  /** `GET /api/members/{id}/addresses`; without a method, any. `{…}` stands for one segment. */
  readonly route: string
  /** Categories of the W3C Data Privacy Vocabulary (pd:), e.g. Name, EmailAddress. Empty: no personal data. */
  readonly returns: readonly string[]
  /** Whose data the answer holds: the request's principal, the object in the path, or a query parameter. */
  readonly subject?: 'principal' | 'object' | `query:${string}` | undefined
  /** Whether the route is meant to be read without log-in. */
  readonly access?: 'public' | 'login' | undefined
}

/** Keys that the service's tokens are verified with. */
export interface KeyConfig {
  /** A JSON Web Key Set (RFC 7517) or PEM, relative to the case.yaml. */
  readonly file: string
  /** Only this key of a set; of PEM, the name that tokens know it by. */
  readonly kid?: string | undefined
  /** ISO 8601 with offset: from then on the service signed nothing with it. */
  readonly retired?: string | undefined
}

/** What people add to the table of competing hypotheses, and what they rate otherwise; always with who and why. */
export interface HypothesesConfig {
  readonly evidence?: readonly ToldEvidence[] | undefined
  readonly ratings?: readonly ChangedRating[] | undefined
}

export interface ToldEvidence {
  readonly what: string
  readonly by: string
  readonly why: string
  /** Admiralty code. Default F and 6: cannot be judged. */
  readonly reliability?: Reliability | undefined
  readonly credibility?: Credibility | undefined
  /** Hypotheses that are not named are neutral. */
  readonly rates: Partial<Ratings>
}

export interface ChangedRating {
  /** Id of a line as the report names it. */
  readonly evidence: string
  readonly by: string
  readonly why: string
  /** Hypotheses that are not named keep their rating. */
  readonly rates: Partial<Ratings>
}

/** What an authentication record says was done. */
export const AUTH_ACTIONS = ['issue', 'refresh', 'revoke', 'logon', 'logon-failed'] as const
export type AuthAction = (typeof AUTH_ACTIONS)[number]

export const EVENT_FIELDS = [
  'time',
  'action',
  /** Whether what an authentication record says was done succeeded. */
  'outcome',
  'src_ip',
  /** The list of X-Forwarded-For; read only where `proxies` says how much of it to believe. */
  'forwarded',
  'method',
  'host',
  'url',
  'path',
  'query',
  /** Members of a logged request body that name objects; kept as parameters of the query are, and nothing else of it. */
  'body',
  'request',
  'status',
  'bytes',
  'user_agent',
  'referrer',
  'principal',
  'credential',
  'token_kid',
  /** Algorithm that the token's header names (RFC 7515, 4.1.1), where a log shows it by itself. */
  'token_alg',
  'token_issued',
  'token_expires',
  'device',
] as const
export type EventField = (typeof EVENT_FIELDS)[number]
