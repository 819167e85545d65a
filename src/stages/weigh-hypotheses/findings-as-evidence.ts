import {
  type Credibility,
  credibilityOf,
  diagnosticityOf,
  type EvidenceItem,
  type Ratings,
  ratingsOf,
  type Reliability,
} from '../../domain/competing-hypotheses.ts'
import type { Level, Message, Report, WayIn } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'

/** What the report says already, as far as the table needs it. */
export type Findings = Pick<Report, 'actors' | 'detections' | 'coverage' | 'problems' | 'administration'>

const RANK: Readonly<Record<Level, number>> = { confirmed: 2, likely: 1, possible: 0 }

/** Whoever makes the server run what it should not came from outside, whatever he leaves on it. */
const BROKEN_INTO: Partial<Ratings> = {
  'insider-with-key': 'I',
  'outsider-with-stolen-key': 'I',
  'outsider-through-flaw': 'CC',
  'stolen-customer-credentials': 'I',
  partner: 'I',
  'own-mistake': 'I',
}

/**
 * How each way in that was found fits each explanation. Nothing that logs of a service hold speaks for a state: whatever
 * such a group does here, another outsider could do too.
 */
const BY_VECTOR: Readonly<Record<string, Partial<Ratings>>> = {
  'never-issued': {
    'insider-with-key': 'CC',
    'outsider-with-stolen-key': 'CC',
    'stolen-customer-credentials': 'II',
    partner: 'I',
    'own-mistake': 'I',
  },
  'retired-key': {
    'insider-with-key': 'CC',
    'outsider-with-stolen-key': 'CC',
    'stolen-customer-credentials': 'II',
    partner: 'I',
  },
  'unsigned-token': {
    'insider-with-key': 'I',
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'CC',
    'stolen-customer-credentials': 'II',
  },
  'missing-authentication': {
    'insider-with-key': 'I',
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'CC',
    'stolen-customer-credentials': 'II',
    'own-mistake': 'C',
  },
  'object-enumeration': {
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'CC',
    partner: 'C',
    'own-mistake': 'I',
  },
  'guessed-file': {
    'insider-with-key': 'I',
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'CC',
    'stolen-customer-credentials': 'II',
    'own-mistake': 'C',
  },
  injection: BROKEN_INTO,
  'web-shell': BROKEN_INTO,
  'guessed-password': BROKEN_INTO,
  'credential-stuffing': {
    'insider-with-key': 'I',
    'outsider-with-stolen-key': 'I',
    'stolen-customer-credentials': 'CC',
    partner: 'I',
    'own-mistake': 'I',
  },
  'stolen-session': {
    'insider-with-key': 'I',
    'outsider-with-stolen-key': 'I',
    'stolen-customer-credentials': 'CC',
    partner: 'I',
    'own-mistake': 'I',
  },
  // The account has the right, so no flaw and no key was needed; whether its holder used it, or who has its password, no log says.
  'staff-beyond-duty': {
    'insider-with-key': 'C',
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'I',
    'stolen-customer-credentials': 'I',
    partner: 'C',
    'own-mistake': 'I',
  },
  // The member's own once: somebody has it, and the service should have refused it.
  'ended-token': {
    'outsider-with-stolen-key': 'I',
    'outsider-through-flaw': 'C',
    'stolen-customer-credentials': 'C',
    partner: 'I',
    'own-mistake': 'I',
  },
}

/** A credential that was revoked and reads on is with whoever had it: nothing had to be stolen, and somebody let it pass. */
const REVOKED: Partial<Ratings> = {
  'insider-with-key': 'C',
  'outsider-with-stolen-key': 'I',
  'outsider-through-flaw': 'C',
  'stolen-customer-credentials': 'N',
  partner: 'C',
  'own-mistake': 'C',
}

/** Where no record of issue exists, only the missing log-in speaks, and a flaw of the log-in would look the same. */
const NO_LOG_IN: Partial<Ratings> = {
  'insider-with-key': 'C',
  'outsider-with-stolen-key': 'C',
  'outsider-through-flaw': 'C',
  'stolen-customer-credentials': 'I',
  partner: 'I',
  'own-mistake': 'I',
}

/** A log with holes, or evidence that could not all be read, is a source that is fairly reliable; else usually reliable. */
export const reliabilityOfLogs = ({ coverage, problems }: Findings): Reliability =>
  problems.length > 0 || coverage.some(({ holes }) => holes.length > 0) ? 'C' : 'B'

export const evidenceItem = (
  id: string,
  what: Message,
  grade: { readonly reliability: Reliability; readonly credibility: Credibility },
  ratings: Partial<Ratings>,
  from: { readonly by: string; readonly why: string } | null = null,
): EvidenceItem => {
  const item = { id, what, ...grade, ratings: ratingsOf(ratings), by: from?.by ?? null, why: from?.why ?? null }
  return { ...item, diagnosticity: diagnosticityOf(item) }
}

/** One line for each way in that was found, by whom it is surest of. */
export const waysInAsEvidence = (findings: Findings): readonly EvidenceItem[] => {
  const strongest = new Map<string, WayIn>()
  for (const way of findings.actors.flatMap(({ ways }) => ways)) {
    const known = strongest.get(way.vector)
    if (known === undefined || RANK[way.level] > RANK[known.level]) strongest.set(way.vector, way)
  }
  const reliability = reliabilityOfLogs(findings)
  const bothLogs = findings.detections.some(({ id, outcome }) => id === 'never-issued' && outcome === 'found')
  return [...strongest.values()].flatMap(({ vector, level, reasons }) => {
    const name = wayName(vector, reasons)
    const twoLogs = bothLogs && name === 'never-issued'
    const isRevoked = reasons.some(({ code }) => code === 'reason/revoked-and-used')
    const ratings = isRevoked ? REVOKED : vector === 'never-issued' && !twoLogs ? NO_LOG_IN : BY_VECTOR[vector]
    if (ratings === undefined) return []
    const logs = twoLogs ? 2 : 1
    return [
      evidenceItem(
        `way-in/${vector}`,
        { code: 'evidence/way-in', values: { vector: name, level } },
        { reliability, credibility: credibilityOf(level, logs) },
        ratings,
      ),
    ]
  })
}
