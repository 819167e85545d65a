import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { TokenKey, TokenVerdict } from '../../domain/token-keys.ts'
import { type Algorithm, ALGORITHMS, isSignedWith } from './algorithms.ts'
import { readHeader, type TokenHeader } from './token-header.ts'

/** A key ready for use: what it is, and what a confused verifier would take its bytes for. */
export interface ReadyKey {
  readonly kid: string
  readonly key: KeyObject
  /** A public key in the encodings that are handed to libraries as 'the key'. */
  readonly asSecret: readonly Buffer[]
}

export interface CheckedToken {
  readonly verdict: TokenVerdict
  /** `kid` of the key it verifies with; '' where it does not, or the key has none. */
  readonly key: string
}

/** Longer ones are no tokens: servers refuse headers of a tenth of this. */
export const LONGEST_TOKEN = 65_536

const BASE64URL = /^[\w-]*$/

/** Keys as kept in the case; of secrets those whose value is at hand. */
export const readyKeys = (
  keys: readonly TokenKey[],
  secrets: ReadonlyMap<string, string> = new Map(),
): readonly ReadyKey[] =>
  keys.flatMap(({ kid, jwk, fingerprint }): readonly ReadyKey[] => {
    if (fingerprint === '') {
      const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
      return [{ kid, key, asSecret: encodingsOf(key) }]
    }
    const secret = secrets.get(fingerprint)
    return secret === undefined ? [] : [{ kid, key: createSecretKey(secret, 'base64url'), asSecret: [] }]
  })

const encodingsOf = (key: KeyObject): readonly Buffer[] => {
  const pem = (type: 'spki' | 'pkcs1'): string => key.export({ type, format: 'pem' }).toString()
  const texts = [pem('spki'), ...(key.asymmetricKeyType === 'rsa' ? [pem('pkcs1')] : [])]
  const jwk = key.export({ format: 'jwk' })
  return [
    ...texts.flatMap((text) => [text, text.trimEnd(), text.replace(/-----[^-]+-----|\s/g, '')]).map((text) => Buffer.from(text)),
    key.export({ type: 'spki', format: 'der' }),
    Buffer.from(JSON.stringify(jwk)),
    ...[jwk.n, jwk.x].flatMap((part) => (part === undefined ? [] : [Buffer.from(part), Buffer.from(part, 'base64url')])),
  ] // biome-ignore format: a list
}

/** What the signature of a token in compact form (RFC 7515, 7.1) is worth. Never throws: whoever wrote it is not trusted. */
export const checkToken = (token: string, keys: readonly ReadyKey[]): CheckedToken => {
  const only = (verdict: TokenVerdict): CheckedToken => ({ verdict, key: '' })
  if (token.length > LONGEST_TOKEN) return only('too-long')
  const parts = token.split('.')
  if (parts.length === 5) return only('unsupported')
  if (parts.length > 3 || !parts.every((part) => BASE64URL.test(part))) return only('unreadable')
  const [head = '', body = '', tail] = parts
  const header = readHeader(Buffer.from(head, 'base64url').toString('utf8'))
  if (header === null) return only(parts.length < 3 ? 'cut-off' : 'unreadable')
  if (tail === undefined) return only('cut-off')
  if (header.isDouble) return only('double-header')
  if (header.alg.toLowerCase() === 'none') return only('alg-none')
  if (tail === '') return only('no-signature')
  const algorithm = ALGORITHMS.get(header.alg)
  if (algorithm === undefined) return only('unsupported')
  const signed: Signed = { header, algorithm, text: Buffer.from(`${head}.${body}`), signature: Buffer.from(tail, 'base64url') }
  return verified(signed, keys) ?? only(unverified(signed, keys))
} // biome-ignore format: one token

interface Signed {
  readonly header: TokenHeader
  readonly algorithm: Algorithm
  readonly text: Buffer
  readonly signature: Buffer
}

const isVerifiedBy = ({ algorithm, text, signature }: Signed, key: KeyObject): boolean => {
  try {
    return algorithm.takes(key) && algorithm.verifies(key, text, signature)
  } catch {
    return false
  }
}

const verified = (signed: Signed, keys: readonly ReadyKey[]): CheckedToken | null => {
  const named = keys.filter((key) => key.kid === signed.header.kid)
  const found = [...named, ...keys.filter((key) => !named.includes(key))].find((key) => isVerifiedBy(signed, key.key))
  return found === undefined ? null : { verdict: 'valid', key: found.kid }
}

/** Why not: first what somebody must have made on purpose, then what may have other reasons. */
const unverified = (signed: Signed, keys: readonly ReadyKey[]): TokenVerdict => {
  const { header, algorithm, text, signature } = signed
  if (algorithm.family === 'hmac') {
    const isSecret = (secret: Buffer): boolean => isSignedWith(header.alg, secret, text, signature)
    if (keys.some(({ asSecret }) => asSecret.some(isSecret))) return 'public-key-as-secret'
    if (isSecret(Buffer.alloc(0))) return 'empty-secret'
  } else if (ownKeys(header).some((key) => isVerifiedBy(signed, key))) return 'own-key'
  const named = header.kid === '' ? [] : keys.filter(({ kid }) => kid === header.kid)
  const fitting = (named.length > 0 ? named : keys).filter(({ key }) => algorithm.takes(key))
  const lengths = fitting.map(({ key }) => algorithm.length(key))
  if (lengths.length > 0 && signature.length < Math.min(...lengths)) return 'cut-off'
  if (named.length > 0) return fitting.length > 0 ? 'bad-signature' : 'other-algorithm'
  if (algorithm.family === 'hmac' && fitting.length === 0) return 'no-secret'
  return header.kid === '' ? 'no-key-fits' : 'unknown-key'
} // biome-ignore format: one token

/** Keys that a token brings along, of those kinds that can be read. */
const ownKeys = ({ jwk, certificate }: TokenHeader): readonly KeyObject[] => {
  const made: KeyObject[] = []
  for (const make of [
    () => (jwk === null ? null : createPublicKey({ key: publicPart(jwk), format: 'jwk' })),
    () => (certificate === '' ? null : new X509Certificate(Buffer.from(certificate, 'base64')).publicKey),
  ])
    try {
      const key = make()
      if (key !== null) made.push(key)
    } catch {
      // What is no key verifies nothing.
    }
  return made
}

const publicPart = ({ kty, n, e, crv, x, y }: Readonly<Record<string, unknown>>): JsonWebKey =>
  Object.fromEntries(
    Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => typeof value === 'string'),
  ) as JsonWebKey
