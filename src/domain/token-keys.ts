import type { Json } from './json.ts'

/** A key that tokens are verified with, as it is kept in the case: public, by RFC 7517; of a secret only its fingerprint. */
export interface TokenKey {
  /** '' where the key has none. */
  readonly kid: string
  readonly jwk: { readonly [name: string]: Json }
  /** ISO 8601: signs nothing from then on; null where that is not declared. */
  readonly retired: string | null
  /** First 16 hex digits of SHA-256 of a secret; '' for public keys. */
  readonly fingerprint: string
}

/** What the signature of a token says, where the keys of the service were handed over. */
export const TOKEN_VERDICTS = [
  /** It verifies with one of the keys. */
  'valid',
  /** It names a key that was handed over, has the length of a signature, and does not verify. */
  'bad-signature',
  'no-signature',
  /** Its header says `none`, whatever stands behind. */
  'alg-none',
  /** HMAC with the bytes of a public key as the secret: the header said HS where the service verifies with RS or ES. */
  'public-key-as-secret',
  /** HMAC with nothing as the secret. */
  'empty-secret',
  /** It verifies with the key that it brought along in its header, which is none of the service's. */
  'own-key',
  /** Its header names a member twice, so that two readers read two things. */
  'double-header',
  /** It names a key that is for another kind of algorithm. */
  'other-algorithm',
  /** It names a key that was not handed over, and verifies with none that was. */
  'unknown-key',
  /** It names no key, and verifies with none. */
  'no-key-fits',
  /** Signed with a shared secret that was not handed over. */
  'no-secret',
  /** Shorter than a signature of its algorithm is: the log may have cut it. */
  'cut-off',
  'unsupported',
  'unreadable',
  'too-long',
] as const
export type TokenVerdict = (typeof TOKEN_VERDICTS)[number]
