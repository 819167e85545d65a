import { type CompetingHypotheses, standingsOf } from '../../src/domain/competing-hypotheses.ts'
import { evidenceItem } from '../../src/stages/weigh-hypotheses/findings-as-evidence.ts'
import { message } from './fixture-counter.ts'

/** The table of an incident with a stolen key, with one line that a person added. */
export const hypotheses = (told: string, by: string): CompetingHypotheses => {
  const evidence = [
    evidenceItem(
      'way-in/never-issued',
      message('evidence/way-in', { vector: 'never-issued', level: 'confirmed' }),
      { reliability: 'C', credibility: 1 },
      {
        'insider-with-key': 'CC',
        'outsider-with-stolen-key': 'CC',

        'stolen-customer-credentials': 'II',
        partner: 'I',
        'own-mistake': 'I',
      },
    ),
    evidenceItem(
      'many-addresses',
      message('evidence/addresses', { n: 2313 }),
      { reliability: 'C', credibility: 2 },
      { partner: 'I', 'own-mistake': 'II' },
    ),
    evidenceItem(
      'told/1',
      message('evidence/told', { what: told }),
      { reliability: 'B', credibility: 2 },
      { 'insider-with-key': 'CC', 'outsider-with-stolen-key': 'I' },
      { by, why: told },
    ),
  ]
  return {
    standings: standingsOf(evidence),
    evidence,
    requests: [
      {
        id: 'key-store-audit',
        separates: ['insider-with-key', 'outsider-with-stolen-key'],
        from: null,
        to: '2025-06-25T03:00:00.000000Z',
      },
      {
        id: 'address-holders',
        separates: ['insider-with-key', 'outsider-with-stolen-key'],
        from: '2025-06-12T00:00:00.000000Z',
        to: '2025-06-25T03:00:00.000000Z',
      },
    ],
    notes: [message('hypotheses/no-such-evidence', { id: by })],
  }
}
