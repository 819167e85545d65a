export type Scenario =
  | 'stolen-key'
  | 'stolen-key-no-issuance-log'
  | 'missing-authentication'
  | 'object-enumeration'
  | 'retired-key'
  | 'unsigned-token'
  | 'ended-token'
  | 'credential-stuffing'
  | 'stolen-session'
  | 'staff-beyond-duty'
  | 'injection'
  | 'two-actors'
  | 'clean'

export const SCENARIOS: readonly { readonly id: Scenario; readonly description: string }[] = [
  { id: 'stolen-key', description: 'Tokens forged with a stolen signing key; the issuance log is there.' },
  { id: 'stolen-key-no-issuance-log', description: 'The same, and no authentication log was kept.' },
  { id: 'missing-authentication', description: 'A personal-data route answers without any credential.' },
  { id: 'object-enumeration', description: 'Valid accounts read what belongs to other members.' },
  { id: 'retired-key', description: 'Tokens forged with a key that had been replaced, and is still accepted.' },
  { id: 'unsigned-token', description: 'Tokens without a signature, or with one of another kind, are accepted.' },
  { id: 'ended-token', description: 'Log-ins that had expired or been revoked are used by a thief, and answered.' },
  { id: 'credential-stuffing', description: 'A list of names and passwords is tried; some still hold.' },
  { id: 'stolen-session', description: 'Live log-ins taken from members’ devices are used from a second place.' },
  {
    id: 'staff-beyond-duty',
    description: 'Accounts of staff, of a partner or of one who left take more than their work asks for.',
  },
  { id: 'injection', description: 'The search carries out what is put into it, and gives the table of members away.' },
  { id: 'two-actors', description: 'Two who know nothing of each other, each with a way in of his own.' },
  { id: 'clean', description: 'No attack; all the things that look like one.' },
]

/** How an attacker hides: not at all; behind many addresses with few requests each; at the pace of people, for weeks. */
export type Evasion = (typeof EVASIONS)[number]

export const EVASIONS = ['loud', 'distributed', 'slow'] as const

/** Whoever holds a forged or an old token has nothing to hide from a log that says 200; others hide as the seed says. */
export const OPEN_UNLESS_ASKED: ReadonlySet<Scenario> = new Set([
  'stolen-key',
  'stolen-key-no-issuance-log',
  'retired-key',
  'unsigned-token',
  'ended-token',
])
