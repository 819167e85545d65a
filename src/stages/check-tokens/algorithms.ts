import { constants, createHmac, type KeyObject, timingSafeEqual, verify } from 'node:crypto'

/** An algorithm of RFC 7518 and 8037: the kind of key, and whether a signature of some bytes is that of a text. */
export interface Algorithm {
  readonly family: 'rsa' | 'ec' | 'okp' | 'hmac'
  /** Whether the key is of the kind, and of the curve, that it takes. */
  readonly takes: (key: KeyObject) => boolean
  /** Bytes of a signature. */
  readonly length: (key: KeyObject) => number
  readonly verifies: (key: KeyObject, text: Buffer, signature: Buffer) => boolean
}

const rsa = (bits: string, isPss: boolean): Algorithm => ({
  family: 'rsa',
  takes: (key) => key.asymmetricKeyType === 'rsa' || (isPss && key.asymmetricKeyType === 'rsa-pss'),
  length: (key) => Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8),
  verifies: (key, text, signature) =>
    verify(
      `sha${bits}`,
      text,
      isPss
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : { key, padding: constants.RSA_PKCS1_PADDING },
      signature,
    ),
})

const ec = (bits: string, curve: string, bytes: number): Algorithm => ({
  family: 'ec',
  takes: (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === curve,
  length: () => bytes,
  verifies: (key, text, signature) => verify(`sha${bits}`, text, { key, dsaEncoding: 'ieee-p1363' }, signature),
})

const EDWARDS: Readonly<Record<string, number>> = { ed25519: 64, ed448: 114 }

const edwards: Algorithm = {
  family: 'okp',
  takes: (key) => (key.asymmetricKeyType ?? '') in EDWARDS,
  length: (key) => EDWARDS[key.asymmetricKeyType ?? ''] ?? 64,
  verifies: (key, text, signature) => verify(null, text, key, signature),
}

const hmac = (bits: string): Algorithm => ({
  family: 'hmac',
  takes: (key) => key.type === 'secret',
  length: () => Number(bits) / 8,
  verifies: (key, text, signature) => isHmac(bits, key, text, signature),
})

const isHmac = (bits: string, key: KeyObject | Buffer, text: Buffer, signature: Buffer): boolean => {
  const made = createHmac(`sha${bits}`, key).update(text).digest()
  return made.length === signature.length && timingSafeEqual(made, signature)
}

/** HMAC of `HS256` and so on with any bytes as the secret. */
export const isSignedWith = (alg: string, secret: Buffer, text: Buffer, signature: Buffer): boolean =>
  isHmac(alg.slice(2), secret, text, signature)

export const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ...['256', '384', '512'].flatMap((bits): readonly (readonly [string, Algorithm])[] => [
    [`RS${bits}`, rsa(bits, false)],
    [`PS${bits}`, rsa(bits, true)],
    [`HS${bits}`, hmac(bits)],
  ]),
  ['ES256', ec('256', 'prime256v1', 64)],
  ['ES384', ec('384', 'secp384r1', 96)],
  ['ES512', ec('512', 'secp521r1', 132)],
  ['ES256K', ec('256', 'secp256k1', 64)],
  ['EdDSA', edwards],
  ['Ed25519', edwards],
])
