import type { Scene } from '../detections/scene.ts'
import type { HypothesesConfig } from '../domain/case-config.ts'
import { type CompetingHypotheses, type EvidenceItem, standingsOf } from '../domain/competing-hypotheses.ts'
import type { Message, SinceWhen } from '../domain/report-model.ts'
import { conductAsEvidence } from './weigh-hypotheses/conduct-as-evidence.ts'
import { evidenceRequests } from './weigh-hypotheses/evidence-requests.ts'
import { evidenceItem, type Findings, waysInAsEvidence } from './weigh-hypotheses/findings-as-evidence.ts'
import { observe } from './weigh-hypotheses/observe.ts'

/** incident → who or what could explain it, and what to ask for next. Null where nothing was found that needs explaining. */
export const weighHypotheses = async (
  scene: Scene,
  findings: Findings,
  since: SinceWhen | null,
): Promise<CompetingHypotheses | null> => {
  const observed = await observe(scene, findings.actors)
  if (observed === null) return null
  const found = [...waysInAsEvidence(findings), ...conductAsEvidence(findings, observed)]
  const { evidence, notes } = withPeople(found, scene.config.hypotheses)
  const standings = standingsOf(evidence)
  return {
    standings,
    evidence: evidence.toSorted((a, b) => b.diagnosticity - a.diagnosticity),
    requests: evidenceRequests(standings, since),
    notes,
  }
}

/** What people added to the table, and lines that they rated otherwise. `case.yaml` and who changed it stand in the ledger. */
export const withPeople = (
  found: readonly EvidenceItem[],
  told: HypothesesConfig | undefined,
): { readonly evidence: readonly EvidenceItem[]; readonly notes: readonly Message[] } => {
  const changes = new Map((told?.ratings ?? []).map((change) => [change.evidence, change]))
  const rated = found.map((item): EvidenceItem => {
    const change = changes.get(item.id)
    return change === undefined
      ? item
      : evidenceItem(item.id, item.what, item, { ...item.ratings, ...change.rates }, change)
  })
  const added = (told?.evidence ?? []).map(({ what, reliability, credibility, rates, by, why }, i) =>
    evidenceItem(
      `told/${i + 1}`,
      { code: 'evidence/told', values: { what } },
      { reliability: reliability ?? 'F', credibility: credibility ?? 6 },
      rates,
      { by, why },
    ),
  )
  const unknown = [...changes.keys()].filter((id) => !found.some((item) => item.id === id))
  return {
    evidence: [...rated, ...added],
    notes: unknown.map((id) => ({ code: 'hypotheses/no-such-evidence', values: { id } })),
  }
}
