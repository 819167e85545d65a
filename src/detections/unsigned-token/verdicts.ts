import type { TokenVerdict } from '../../domain/token-keys.ts'

/**
 * What nobody comes by who did not set out to: no damage of a log, and no other issuer, makes a header that says `none`, or
 * an HMAC that fits the public key.
 */
export const MADE: readonly TokenVerdict[] = ['alg-none', 'public-key-as-secret', 'empty-secret', 'own-key', 'double-header'] // biome-ignore format: a list

/** What no key of the service stands behind. Short signatures are not among them: logs cut. */
export const FAILED: readonly TokenVerdict[] = [...MADE, 'bad-signature', 'no-signature', 'other-algorithm', 'no-key-fits'] // biome-ignore format: a list

/** What a damaged line makes of a good token. */
export const DAMAGED: readonly TokenVerdict[] = ['bad-signature', 'no-signature', 'cut-off', 'unreadable', 'unknown-key', 'other-algorithm', 'no-key-fits'] // biome-ignore format: a list
