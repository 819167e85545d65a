import type { Credential } from './events.ts'
import type { Random } from './random.ts'
import { uuid } from './account-ids.ts'

export type CredentialKind = 'session-id' | 'opaque' | 'jti' | 'jwt'

/** What a token says of itself; whoever holds the key can say the same. */
export interface Claims {
  readonly account: string
  readonly kid: string
  readonly issued: number
  readonly expires: number
  /** Algorithm that the header names; a forger can name any, 'none' too. */
  readonly alg?: string
}

export type Mint = (claims: Claims) => Credential

export const makeMint = (kind: CredentialKind, random: Random): Mint => {
  const text = CREDENTIAL_TEXTS[kind]
  const keyed = kind === 'jti' || kind === 'jwt'
  return (claims) => ({ ...claims, kid: keyed ? claims.kid : '', text: text(claims, random) })
}

const CREDENTIAL_TEXTS: Readonly<Record<CredentialKind, (claims: Claims, random: Random) => string>> = {
  'session-id': (_, random) => random.hex(32).toUpperCase(),
  opaque: (_, random) => random.base36(40),
  jti: (_, random) => uuid(random),
  jwt: (claims, random) => {
    const payload = {
      sub: claims.account,
      iat: Math.floor(claims.issued / 1000),
      exp: Math.floor(claims.expires / 1000),
      jti: random.base36(12),
    }
    const signed = claims.alg === 'none' ? '' : signature(random)
    return `${header(claims.kid, claims.alg ?? 'HS256')}.${encode(payload)}.${signed}`
  },
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url')

const headers = new Map<string, string>()

const header = (kid: string, alg: string): string => {
  const name = `${kid} ${alg}`
  const known = headers.get(name)
  if (known !== undefined) return known
  const made = encode({ alg, typ: 'JWT', kid })
  headers.set(name, made)
  return made
}

/** Looks like 32 bytes of HMAC; the logs cannot be used to check it. */
const signature = (random: Random): string => Buffer.from(random.hex(64), 'hex').toString('base64url')
