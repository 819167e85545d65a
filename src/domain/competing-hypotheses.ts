import type { Level, Message } from './report-model.ts'

/**
 * Analysis of competing hypotheses: who, or what, explains the findings. R. J. Heuer, Psychology of Intelligence Analysis
 * (CIA, 1999), chapter 8. The logs of a service show how, seldom who; the table says how far they go, and what would
 * take it further.
 */
export const HYPOTHESES = [
  'insider-with-key',
  'outsider-with-stolen-key',
  'outsider-through-flaw',
  'stolen-customer-credentials',
  'partner',
  'state-aligned-group',
  'own-mistake',
] as const

export type HypothesisId = (typeof HYPOTHESES)[number]

/** Very consistent, consistent, neutral or not applicable, inconsistent, very inconsistent. */
export const RATINGS = ['CC', 'C', 'N', 'I', 'II'] as const
export type Rating = (typeof RATINGS)[number]
export type Ratings = Readonly<Record<HypothesisId, Rating>>

/** Reliability of the source and credibility of the information: the Admiralty code (NATO AJP-2.1). F and 6: cannot be judged. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Reliability = (typeof RELIABILITIES)[number]
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const
export type Credibility = (typeof CREDIBILITIES)[number]

/**
 * Weight of a rating in decibans, ten times the common logarithm of a likelihood ratio (I. J. Good, Biometrika 66, 1979).
 * What is inconsistent weighs more than what is consistent, for the same fact often fits several explanations.
 */
const DECIBANS: Readonly<Record<Rating, number>> = { CC: 5, C: 2, N: 0, I: -5, II: -20 }

/** What is left of a weight that comes from a source, or is information, of this grade. */
const LEFT_BY_RELIABILITY: Readonly<Record<Reliability, number>> = { A: 1, B: 0.8, C: 0.6, D: 0.4, E: 0.2, F: 0.5 }
const LEFT_BY_CREDIBILITY: Readonly<Record<Credibility, number>> = { 1: 1, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: 0.5 }

/** A line of the table. */
export interface EvidenceItem {
  readonly id: string
  readonly what: Message
  readonly reliability: Reliability
  readonly credibility: Credibility
  readonly ratings: Ratings
  /** Who rated it and why; null where this program did. */
  readonly by: string | null
  readonly why: string | null
  /** Decibans between the hypothesis it speaks for most and the one it speaks against most. 0: it separates nothing. */
  readonly diagnosticity: number
}

/** Words of estimative probability (ICD 203, 2015, D.6.e.2), each from the probability above which it is used. */
const WORDS = {
  'almost-certain': 0.95,
  'very-likely': 0.8,
  likely: 0.55,
  'roughly-even': 0.45,
  unlikely: 0.2,
  'very-unlikely': 0.05,
  'almost-no-chance': 0,
} as const
export const ESTIMATIVE_WORDS = [
  'almost-certain',
  'very-likely',
  'likely',
  'roughly-even',
  'unlikely',
  'very-unlikely',
  'almost-no-chance',
] as const satisfies readonly (keyof typeof WORDS)[]
export type EstimativeWord = (typeof ESTIMATIVE_WORDS)[number]

export interface Standing {
  readonly hypothesis: HypothesisId
  /** Sum of what speaks against it, decibans; Heuer's order is by this. */
  readonly inconsistency: number
  /** Share among these hypotheses under equal priors, all weights summed as if independent. Not a probability of guilt. */
  readonly share: number
  readonly word: EstimativeWord
}

/** Something to ask for: it would separate the two explanations that stand best. */
export interface EvidenceRequest {
  readonly id: string
  readonly separates: readonly HypothesisId[]
  /** Period to ask for, ISO 8601; null where unbounded. */
  readonly from: string | null
  readonly to: string | null
}

export interface CompetingHypotheses {
  /** The best supported first. */
  readonly standings: readonly Standing[]
  /** The most diagnostic first. */
  readonly evidence: readonly EvidenceItem[]
  readonly requests: readonly EvidenceRequest[]
  readonly notes: readonly Message[]
}

/** Two of the three digits that a weight has are noise; the report shows one. */
const rounded = (value: number): number => Number(value.toFixed(1)) + 0

const weightOf = (
  item: Pick<EvidenceItem, 'reliability' | 'credibility' | 'ratings'>,
  hypothesis: HypothesisId,
): number =>
  DECIBANS[item.ratings[hypothesis]] * LEFT_BY_RELIABILITY[item.reliability] * LEFT_BY_CREDIBILITY[item.credibility]

export const diagnosticityOf = (item: Pick<EvidenceItem, 'reliability' | 'credibility' | 'ratings'>): number => {
  const weights = HYPOTHESES.map((hypothesis) => weightOf(item, hypothesis))
  return rounded(Math.max(...weights) - Math.min(...weights))
}

export const standingsOf = (evidence: readonly EvidenceItem[]): readonly Standing[] => {
  const weighed = HYPOTHESES.map((hypothesis) => {
    const weights = evidence.map((item) => weightOf(item, hypothesis))
    return {
      hypothesis,
      inconsistency: rounded(weights.reduce((sum, weight) => sum - Math.min(0, weight), 0)),
      odds: 10 ** (weights.reduce((sum, weight) => sum + weight, 0) / 10),
    }
  })
  const all = weighed.reduce((sum, { odds }) => sum + odds, 0)
  return weighed
    .map(({ hypothesis, inconsistency, odds }) => {
      const share = Number((odds / all).toFixed(3))
      return { hypothesis, inconsistency, share, word: wordOf(share) }
    })
    .sort((a, b) => b.share - a.share || a.inconsistency - b.inconsistency)
}

export const wordOf = (share: number): EstimativeWord =>
  ESTIMATIVE_WORDS.find((word) => share > WORDS[word]) ?? 'almost-no-chance'

/** Ratings by name; the hypotheses that are not named are neutral. */
export const ratingsOf = (named: Partial<Ratings>): Ratings =>
  Object.fromEntries(HYPOTHESES.map((hypothesis) => [hypothesis, named[hypothesis] ?? 'N'])) as Ratings

/** Credibility of a finding of this program by its level; one that two logs show independently is confirmed by another source. */
export const credibilityOf = (level: Level, logs: 1 | 2): Credibility => {
  if (level === 'confirmed') return logs === 2 ? 1 : 2
  return level === 'likely' ? 3 : 4
}
