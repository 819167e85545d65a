import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { TokenKey } from '../../src/domain/token-keys.ts'

export interface Pair {
  readonly kid: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export const pairOf = (kid: string, kind: 'rsa' | 'P-256' | 'P-384' | 'P-521' | 'ed25519'): Pair => {
  if (kind === 'rsa') return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
  if (kind === 'ed25519') return { kid, ...generateKeyPairSync('ed25519') }
  return { kid, ...generateKeyPairSync('ec', { namedCurve: kind }) }
}

export const jwkOf = ({ kid, publicKey }: Pair): Record<string, string> => ({
  ...(publicKey.export({ format: 'jwk' }) as Record<string, string>),
  kid,
})

export const keyOf = (pair: Pair): TokenKey => ({
  kid: pair.kid,
  jwk: jwkOf(pair),
  retired: null,
  fingerprint: '',
})

export const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** The bytes of a signature by RFC 7518. */
export const signatureOf = (alg: string, key: KeyObject | Buffer, text: string): Buffer => {
  const hash = `sha${alg.slice(2)}`
  if (alg.startsWith('HS')) return createHmac(hash, key).update(text).digest()
  const privateKey = key as KeyObject
  if (alg === 'EdDSA') return sign(null, Buffer.from(text), privateKey)
  if (alg.startsWith('ES')) return sign(hash, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  if (alg.startsWith('RS')) return sign(hash, Buffer.from(text), privateKey)
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return sign(hash, Buffer.from(text), { key: privateKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST })
}

/** A whole token; the header may be text, to be hostile in. */
export const tokenOf = (alg: string, key: KeyObject | Buffer, header: unknown, body: unknown = { sub: 'u-1' }): string => {
  const head = typeof header === 'string' ? header : { alg, typ: 'JWT', ...(header as object) }
  const text = `${part(head)}.${part(body)}`
  return `${text}.${signatureOf(alg, key, text).toString('base64url')}`
} // biome-ignore format: one token
