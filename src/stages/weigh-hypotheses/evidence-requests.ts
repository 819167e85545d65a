import type { EvidenceRequest, HypothesisId, Standing } from '../../domain/competing-hypotheses.ts'
import type { SinceWhen } from '../../domain/report-model.ts'

/**
 * What could be asked for, and how its answer would fall out under each explanation: explanations of one group would
 * look alike in it. Those that are not named would leave no mark there.
 */
const ASKABLE: readonly {
  readonly id: string
  readonly groups: readonly (readonly HypothesisId[])[]
  /** Whether the time before the first event matters too. */
  readonly before: boolean
}[] = [
  {
    id: 'key-store-audit',
    groups: [['insider-with-key'], ['outsider-with-stolen-key', 'state-aligned-group']],
    before: true,
  },
  { id: 'people-with-access', groups: [['insider-with-key']], before: true },
  { id: 'places-of-the-key', groups: [['outsider-with-stolen-key', 'state-aligned-group']], before: true },
  { id: 'deployments', groups: [['outsider-through-flaw'], ['own-mistake']], before: true },
  { id: 'log-ins-of-affected', groups: [['stolen-customer-credentials']], before: true },
  { id: 'leaked-credentials', groups: [['stolen-customer-credentials']], before: false },
  { id: 'partner-register', groups: [['partner']], before: false },
  { id: 'own-jobs', groups: [['own-mistake']], before: false },
  { id: 'address-holders', groups: [['insider-with-key'], ['partner'], ['own-mistake']], before: false },
  { id: 'known-infrastructure', groups: [['state-aligned-group']], before: false },
]

/** The requests whose answer would differ between the two explanations that stand best. */
export const evidenceRequests = (
  standings: readonly Standing[],
  since: SinceWhen | null,
): readonly EvidenceRequest[] => {
  const [first, second] = standings.map(({ hypothesis }) => hypothesis)
  if (first === undefined || second === undefined) return []
  return ASKABLE.filter(({ groups }) => groupOf(groups, first) !== groupOf(groups, second)).map(({ id, before }) => ({
    id,
    separates: [first, second],
    from: before || since === null ? null : firstOf(since),
    to: since?.last ?? null,
  }))
}

const groupOf = (groups: readonly (readonly HypothesisId[])[], hypothesis: HypothesisId): number =>
  groups.findIndex((group) => group.includes(hypothesis))

const firstOf = ({ firstConfirmed, firstLikely, earliestVisible }: SinceWhen): string =>
  (firstLikely ?? firstConfirmed)?.time ?? earliestVisible
