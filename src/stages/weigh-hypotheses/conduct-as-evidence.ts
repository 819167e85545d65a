import type { ActKind } from '../../domain/administrative-acts.ts'
import type { EvidenceItem, Ratings } from '../../domain/competing-hypotheses.ts'
import type { Message } from '../../domain/report-model.ts'
import { evidenceItem, type Findings, reliabilityOfLogs } from './findings-as-evidence.ts'
import type { Observed } from './observe.ts'

/** Nobody's own system and no partner's comes from this many addresses without being known for it; one or two are anybody's. */
const MANY_ADDRESSES = 20
const FEW_ADDRESSES = 2
/** Share of requests from which on they 'are' of a kind. */
const MOST = 0.9
/** Failed log-ins that a log must hold before their absence at the actors' addresses says anything. */
const ENOUGH_FAILURES = 100

interface Line {
  readonly id: string
  readonly what: Message
  readonly ratings: Partial<Ratings>
}

/** What the actors did, and where from, apart from the way in. */
export const conductAsEvidence = (findings: Findings, observed: Observed): readonly EvidenceItem[] => {
  const grade = { reliability: reliabilityOfLogs(findings), credibility: 2 } as const
  return [
    ...networkLines(observed),
    ...spreadLines(observed),
    ...failureLines(observed),
    ...signatureLines(observed),
    ...choiceLines(findings, observed),
    ...administrationLines(findings),
  ].map(({ id, what, ratings }) => evidenceItem(id, what, grade, ratings))
}

const networkLines = ({ requests, fromOwn, fromPartner, networksDeclared }: Observed): readonly Line[] => {
  const share = (part: number): number => Math.round((1000 * part) / requests) / 10
  if (fromOwn >= MOST * requests)
    return [
      {
        id: 'own-network',
        what: { code: 'evidence/own-network', values: { share: share(fromOwn) } },
        ratings: {
          'insider-with-key': 'CC',
          'own-mistake': 'CC',
          'outsider-with-stolen-key': 'I',
          'outsider-through-flaw': 'I',
          partner: 'II',
        },
      },
    ]
  if (fromPartner >= MOST * requests)
    return [
      {
        id: 'partner-network',
        what: { code: 'evidence/partner-network', values: { share: share(fromPartner) } },
        ratings: { partner: 'CC', 'insider-with-key': 'I', 'own-mistake': 'I', 'stolen-customer-credentials': 'I' },
      },
    ]
  if (!networksDeclared || fromOwn + fromPartner > 0) return []
  return [
    {
      id: 'foreign-network',
      what: { code: 'evidence/foreign-network', values: { n: requests } },
      ratings: { partner: 'I', 'own-mistake': 'I' },
    },
  ]
}

const spreadLines = ({ addresses }: Observed): readonly Line[] => {
  const what = { code: 'evidence/addresses', values: { n: addresses } }
  if (addresses >= MANY_ADDRESSES)
    return [{ id: 'many-addresses', what, ratings: { partner: 'I', 'own-mistake': 'II' } }]
  if (addresses <= FEW_ADDRESSES)
    return [{ id: 'few-addresses', what, ratings: { 'state-aligned-group': 'I', partner: 'C', 'own-mistake': 'C' } }]
  return []
}

const failureLines = ({ failedLogIns, failedFromActors }: Observed): readonly Line[] => {
  if (failedLogIns < ENOUGH_FAILURES) return []
  const values = { n: failedFromActors, of: failedLogIns }
  return failedFromActors === 0
    ? [
        {
          id: 'no-failed-log-ins',
          what: { code: 'evidence/no-failed-log-ins', values },
          ratings: { 'stolen-customer-credentials': 'I' },
        },
      ]
    : []
}

/** Who signed what nobody issued had the key; whose signatures fail had found out that nobody looks. */
const signatureLines = ({ verified, unverified }: Observed): readonly Line[] => [
  ...(verified > 0
    ? [
        {
          id: 'signatures-verify',
          what: { code: 'evidence/signatures-verify', values: { n: verified } },
          ratings: {
            'insider-with-key': 'CC',
            'outsider-with-stolen-key': 'CC',
            'outsider-through-flaw': unverified > 0 ? 'N' : 'I',
          } as const,
        },
      ]
    : []),
  ...(unverified > 0
    ? [
        {
          id: 'signatures-fail',
          what: { code: 'evidence/signatures-fail', values: { n: unverified } },
          ratings: {
            'insider-with-key': verified > 0 ? 'N' : 'I',
            'outsider-with-stolen-key': verified > 0 ? 'N' : 'I',
            'outsider-through-flaw': 'CC',
          } as const,
        },
      ]
    : []),
]

const choiceLines = ({ actors }: Findings, { requests, personal }: Observed): readonly Line[] => {
  const probed = actors.filter(({ phases }) => phases.some(({ kind }) => kind === 'probe')).length
  return [
    ...(personal >= MOST * requests
      ? [
          {
            id: 'only-personal-data',
            what: {
              code: 'evidence/only-personal-data',
              values: { share: Math.round((1000 * personal) / requests) / 10 },
            },
            ratings: { 'own-mistake': 'I' } as const,
          },
        ]
      : []),
    ...(probed > 0
      ? [
          {
            id: 'trials',
            what: { code: 'evidence/trials', values: { n: probed, of: actors.length } },
            ratings: { 'own-mistake': 'I' } as const,
          },
        ]
      : []),
  ]
}

/** Ways in for which somebody had a key. */
const WITH_KEY: readonly string[] = ['never-issued', 'no-log-in-seen', 'retired-key']
const ON_KEYS: readonly ActKind[] = ['key-read', 'key-changed', 'credential-made']

/** Who had a key had it from somewhere: what audit logs tell of keys before, or from where the actors came. */
const administrationLines = ({ actors, administration }: Findings): readonly Line[] => {
  if (administration === null || !actors.some(({ ways }) => ways.some(({ vector }) => WITH_KEY.includes(vector))))
    return []
  const theirs = administration.named.filter(
    ({ fromActor, kind, done }) => fromActor && ON_KEYS.includes(kind) && done > 0n,
  )
  const before = Number(administration.before?.value ?? 0n)
  return [
    ...(theirs.length > 0
      ? [
          {
            id: 'keys-from-actors',
            what: {
              code: 'evidence/keys-from-actors',
              values: { n: theirs.length, account: theirs[0]?.principal ?? '', address: theirs[0]?.ip ?? '' },
            },
            ratings: {
              'insider-with-key': 'C',
              'outsider-with-stolen-key': 'CC',
              'stolen-customer-credentials': 'I',
              partner: 'I',
              'own-mistake': 'I',
            } as const,
          },
        ]
      : []),
    ...(before > 0
      ? [
          {
            id: 'administration-before',
            what: { code: 'evidence/administration-before', values: { n: before } },
            ratings: { 'insider-with-key': 'C', 'outsider-with-stolen-key': 'C' } as const,
          },
        ]
      : []),
  ]
}
