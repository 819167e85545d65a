import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Credit } from '../../sigma/credit.ts'
import type { SigmaDocument } from '../../sigma/document/model.ts'
import { creditOf } from '../../sigma/credit.ts'
import type { Case } from '../../store/case.ts'

/** What one rule or correlation found in a case. Counts are decimal text; instants are ISO 8601 in UTC. */
export interface SigmaMatch {
  readonly kind: 'rule' | 'correlation'
  readonly key: string
  readonly level: string
  readonly tags: readonly string[]
  /** Who wrote it: stays with the match (DRL 1.1). */
  readonly credit: Credit
  readonly matches: string
  readonly first: string
  readonly last: string
  /** The earliest matches, as places in the evidence. */
  readonly examples: readonly EvidencePlace[]
  /** Correlations: how many groups matched, and the foremost of them. */
  readonly groups: string
  readonly foremost: readonly SigmaGroup[]
}

export interface SigmaGroup {
  /** Values of `group-by`. */
  readonly keys: readonly string[]
  readonly matches: string
  readonly first: string
  readonly last: string
  /** The largest that was measured. */
  readonly measure: string
}

export interface EvidencePlace {
  readonly file: string
  readonly line: string
}

/** A rule that was not run, and why: not the same as a rule that found nothing. */
export interface NotRun {
  readonly key: string
  readonly credit: Credit
  readonly reasons: readonly Message[]
}

export interface Found {
  readonly document: SigmaDocument
  readonly key: string
}

export const matchOf = (
  { document, key }: Found,
  found: Pick<SigmaMatch, 'matches' | 'first' | 'last' | 'examples'> & Partial<SigmaMatch>,
): SigmaMatch => ({
  kind: document.kind === 'correlation' ? 'correlation' : 'rule',
  key,
  level: document.meta.level,
  tags: document.meta.tags,
  credit: creditOf(document),
  groups: '0',
  foremost: [],
  ...found,
})

/** Microseconds since 1970, as text, to ISO 8601. */
export const instantOf = (microseconds: string): string => {
  const whole = BigInt(microseconds)
  const milliseconds = new Date(Number(whole / 1000n)).toISOString().slice(0, -1)
  return `${milliseconds}${(whole % 1000n).toString().padStart(3, '0')}Z`
}

/** Turns the lake's order of an event (file × 2^64 + line) back into a place. */
export const placesIn = (theCase: Case): ((order: string) => EvidencePlace) => {
  const files = new Map(
    theCase.store.list('file').map(({ body }) => {
      const file = body as unknown as ManifestFile
      return [file.number, evidenceName(file)]
    }),
  )
  return (order) => {
    const number = Number(BigInt(order) >> 64n)
    return { file: files.get(number) ?? String(number), line: (BigInt(order) & ((1n << 64n) - 1n)).toString() }
  }
}
