export type Scenario =
  | 'stolen-key'
  | 'stolen-key-no-issuance-log'
  | 'missing-authentication'
  | 'object-enumeration'
  | 'retired-key'
  | 'ended-token'
  | 'clean'

export const SCENARIOS: readonly { readonly id: Scenario; readonly description: string }[] = [
  { id: 'stolen-key', description: 'Tokens forged with a stolen signing key; the issuance log is there.' },
  { id: 'stolen-key-no-issuance-log', description: 'The same, and no authentication log was kept.' },
  { id: 'missing-authentication', description: 'A personal-data route answers without any credential.' },
  { id: 'object-enumeration', description: 'Valid accounts read what belongs to other members.' },
  { id: 'retired-key', description: 'Tokens forged with a key that had been replaced, and is still accepted.' },
  { id: 'ended-token', description: 'Log-ins that had expired or been revoked are used by a thief, and answered.' },
  { id: 'clean', description: 'No attack; all the things that look like one.' },
]
