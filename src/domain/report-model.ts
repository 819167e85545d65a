import type { AdministrativeAct } from './administrative-acts.ts'
import type { CompetingHypotheses } from './competing-hypotheses.ts'
import type { ClockSkew, FileLedger, SourceCoverage, SourcePlan } from './source-plan.ts'

/** The one model behind terminal, JSON and HTML. No wall-clock time, no random id: same input, same bytes. */
export interface Report {
  readonly schema: 'mapae/report/1'
  readonly program: string
  readonly engine: string
  readonly case: {
    readonly name: string
    readonly zone: string
    readonly from: string | null
    readonly to: string | null
  }
  /** SHA-256 over the sorted (sha256, bytes) of all files. */
  readonly evidence: string
  readonly files: readonly FileLedger[]
  readonly problems: readonly Message[]
  readonly sources: readonly SourcePlan[]
  readonly coverage: readonly SourceCoverage[]
  readonly clocks: readonly ClockSkew[]
  readonly totals: {
    readonly received: Count
    readonly parsed: Count
    readonly rejected: Count
    readonly duplicates: Count
  }
  readonly verdict: Verdict
  readonly detections: readonly DetectionOutcome[]
  /** Looked at and cleared: what resembles an attack and why it is not one. */
  readonly cleared: readonly Cleared[]
  readonly actors: readonly Actor[]
  readonly sinceWhen: SinceWhen | null
  readonly entryVectors: readonly EntryVector[]
  /** Who or what could explain what was found; null where nothing was. */
  readonly hypotheses: CompetingHypotheses | null
  readonly impact: Impact
  /** Tries to log in that were refused; null where no log of the case shows any. */
  readonly refusedLogIns: RefusedLogIns | null
  /** What was done to keys, rights and logs; null where no log of the case tells of such acts. */
  readonly administration: Administration | null
  /** What Sigma rules that people gave matched; null where they gave none. */
  readonly sigma: SigmaFindings | null
  /** Hourly events of actors and of everybody, hours ascending. */
  readonly hourly: readonly HourlyPoint[]
  readonly certificates: readonly Certificate[]
}

export type Level = 'confirmed' | 'likely' | 'possible'

/** A sentence: its code in `text/` and typed values. */
export interface Message {
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

/** An exact number and the certificate by which it can be counted again. */
export interface Count {
  readonly value: bigint
  readonly certificate: string
}

/** Lower, best and upper reading: confirmed; confirmed and likely; all. */
export interface Bounds {
  readonly confirmed: Count
  readonly likely: Count
  readonly possible: Count
}

export interface Verdict {
  /** 'found', 'no-evidence' (looked, and nothing), 'cannot-determine' (the logs cannot show it). */
  readonly answer: 'found' | 'no-evidence' | 'cannot-determine'
  readonly level: Level | null
  /** Whether the number of affected accounts can be read from these logs at all. */
  readonly accountsDeterminable: boolean
  readonly reasons: readonly Message[]
}

export interface DetectionOutcome {
  readonly id: string
  readonly outcome: 'found' | 'nothing-found' | 'could-not-look'
  /** What was looked at, or what is missing. */
  readonly reasons: readonly Message[]
  readonly looked: Count | null
  readonly hits: { readonly confirmed: Count; readonly likely: Count; readonly possible: Count } | null
  readonly tests: readonly TestRate[]
}

/** One test's rates: how often legitimate and attacking entities show each outcome; likelihood ratio = attack / background. */
export interface TestRate {
  readonly test: string
  readonly outcome: string
  readonly background: number
  readonly attack: number
}

export interface Cleared {
  readonly what: Message
  readonly reasons: readonly Message[]
}

export interface Actor {
  readonly id: string
  readonly level: Level
  readonly posterior: number
  /** The way in by which most of it came. */
  readonly vector: string
  /** Every way in that is an actor's by itself, in the order of their first requests; one at least. */
  readonly ways: readonly WayIn[]
  readonly first: string
  readonly last: string
  readonly events: Count
  readonly addresses: Count
  readonly userAgents: Count
  readonly devices: Count
  readonly credentials: Count
  readonly principals: Count
  /** The most used, by events then by name. */
  readonly topAddresses: readonly Ranked[]
  readonly topUserAgents: readonly Ranked[]
  readonly routes: readonly Ranked[]
  readonly phases: readonly Phase[]
  readonly reasons: readonly Message[]
}

export interface WayIn {
  readonly vector: string
  readonly level: Level
  readonly posterior: number
  readonly first: string
  readonly last: string
  readonly events: bigint
  readonly reasons: readonly Message[]
}

export interface Ranked {
  readonly name: string
  readonly events: bigint
}

/** A stretch of an actor's activity; 'probe' before the bulk, 'burst' in it, 'pause' between. */
export interface Phase {
  readonly kind: 'probe' | 'burst' | 'pause'
  readonly from: string
  readonly to: string
  readonly events: bigint
}

export interface SinceWhen {
  readonly firstConfirmed: Moment | null
  readonly firstLikely: Moment | null
  /** Null where it is none but the first likely one. */
  readonly firstPossible: Moment | null
  /** The first event of the logs that could have shown it. */
  readonly earliestVisible: string
  readonly last: string
  readonly dwellSeconds: bigint
}

export interface Moment {
  readonly time: string
  readonly file: string
  readonly line: bigint
  readonly certificate: string
}

export interface EntryVector {
  readonly id: string
  readonly posterior: number
  readonly attack: readonly string[]
  readonly cwe: readonly string[]
  readonly speaksFor: readonly Message[]
  readonly speaksAgainst: readonly Message[]
}

/** Tries to log in that were refused. No finding: to try is not to succeed. */
export interface RefusedLogIns {
  /** All that were refused, those of people who mistype among them. */
  readonly refused: Count
  /** Those from addresses where, on that day, tries fail as those of people do not: how many, from how many addresses, with how many names. */
  readonly tries: Count
  readonly addresses: Count
  readonly names: Count
  /** Log-ins that were let in there on these days, be it the people's who live there. */
  readonly letIn: Count
  /** The first and last of those tries; null where there are none. */
  readonly from: string | null
  readonly to: string | null
  /** The addresses with the most such tries, one row per door and address. */
  readonly named: readonly RefusedLogIn[]
}

export interface RefusedLogIn {
  /** The source of the records, or the route of the log-in requests. */
  readonly door: string
  readonly ip: string
  readonly tries: bigint
  readonly names: bigint
  readonly letIn: bigint
  readonly first: string
  readonly last: string
  /** An address from which an actor came. */
  readonly fromActor: boolean
  readonly file: string
  readonly line: bigint
}

/** Acts of administration, as audit logs tell. No finding: what may have come before one, or hidden one. */
export interface Administration {
  readonly acts: Count
  /** Acts that their accounts do not do day by day. */
  readonly unusual: Count
  /** Those of them before the first confirmed (else likely) event; null where there is none. */
  readonly before: Count | null
  /** Unusual ones and those from actors' addresses, one row per act, account and address: first from actors' addresses, then by time. */
  readonly named: readonly AdministrativeAct[]
}

/** Matches of Sigma rules: pointers beside the findings, which they never enter. */
export interface SigmaFindings {
  readonly asked: number
  /** Rules that the case's events cannot answer, and documents with an error. */
  readonly notRun: number
  readonly rejected: number
  readonly matches: readonly SigmaFinding[]
}

export interface SigmaFinding {
  readonly kind: 'rule' | 'correlation'
  readonly title: string
  readonly id: string
  /** Stays with the match (Detection Rule License 1.1). */
  readonly author: string
  readonly license: string
  readonly level: string
  readonly tags: readonly string[]
  readonly matches: Count
  /** Those that are requests of an actor. */
  readonly ofActors: Count
  readonly first: string
  readonly last: string
  /** The earliest, as places in the evidence. */
  readonly examples: readonly { readonly file: string; readonly line: bigint }[]
}

export interface Impact {
  /** Events of the actors that were answered with success on personal-data routes. Views are not accounts. */
  readonly views: Bounds
  readonly accounts: Bounds
  /** Distinct objects whose owner the logs do not show. */
  readonly unownedObjects: Bounds
  readonly byCategory: readonly CategoryImpact[]
  readonly byRoute: readonly RouteImpact[]
  readonly holes: readonly Message[]
  readonly untouched: readonly Untouched[]
}

export interface CategoryImpact {
  readonly category: string
  readonly marked: 'declared' | 'openapi' | 'suggested'
  readonly accounts: Bounds
  readonly views: Bounds
}

export interface RouteImpact {
  readonly route: string
  readonly categories: readonly string[]
  readonly marked: 'declared' | 'openapi' | 'suggested' | 'unmapped'
  readonly accounts: Bounds
  readonly views: Bounds
  readonly first: string
  readonly last: string
}

/** A personal-data route the actor did not reach, and what the log covers of it. */
export interface Untouched {
  readonly route: string
  readonly categories: readonly string[]
  readonly coverage: Message
}

export interface HourlyPoint {
  readonly hour: string
  readonly actor: bigint
  readonly everybody: bigint
}

/** How one number was counted. `mapae verify` runs `sql` again and compares. */
export interface Certificate {
  readonly id: string
  readonly definition: Message
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
  readonly evidence: string
  readonly engine: string
  /** Canonical JSON of the one-row result. */
  readonly result: string
}
