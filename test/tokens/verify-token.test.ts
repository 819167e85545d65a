import { createHash, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkToken, LONGEST_TOKEN, type ReadyKey, readyKeys } from '../../src/stages/check-tokens/verify-token.ts'
import { jwkOf, keyOf, type Pair, pairOf, part, signatureOf, tokenOf } from './make-token.ts'

const SECRET = 'a secret of the service that is long enough'
const pairs = new Map<string, Pair>()
let keys: readonly ReadyKey[]
let stranger: Pair

const pair = (kid: string): Pair => {
  const found = pairs.get(kid)
  if (found === undefined) throw new Error(kid)
  return found
}

beforeAll(() => {
  for (const made of [pairOf('rsa', 'rsa'), pairOf('p256', 'P-256'), pairOf('p384', 'P-384'), pairOf('p521', 'P-521'), pairOf('ed', 'ed25519')]) pairs.set(made.kid, made) // biome-ignore format: a list
  stranger = pairOf('rsa', 'rsa')
  const fingerprint = createHash('sha256').update(SECRET).digest('hex').slice(0, 16)
  const secret = { kid: 'hs', jwk: { kty: 'oct' }, retired: null, fingerprint }
  const at = new Map([[fingerprint, Buffer.from(SECRET).toString('base64url')]])
  keys = readyKeys([...[...pairs.values()].map(keyOf), secret], at)
})

const verdict = (token: string, by = keys): string => checkToken(token, by).verdict

const FAMILIES = [
  ['RS256', 'rsa'],
  ['RS384', 'rsa'],
  ['RS512', 'rsa'],
  ['PS256', 'rsa'],
  ['PS512', 'rsa'],
  ['ES256', 'p256'],
  ['ES384', 'p384'],
  ['ES512', 'p521'],
  ['EdDSA', 'ed'],
] as const

describe('a signature by the keys of the service', () => {
  it.each(FAMILIES)('%s verifies, with kid and without, and not once a byte of the claims is another', (alg, kid) => {
    const token = tokenOf(alg, pair(kid).privateKey, { kid }, { sub: 'u-1' })
    expect(checkToken(token, keys)).toEqual({ verdict: 'valid', key: kid })
    expect(checkToken(tokenOf(alg, pair(kid).privateKey, {}), keys)).toEqual({ verdict: 'valid', key: kid })
    const [head, , tail] = token.split('.')
    expect(verdict(`${head}.${part({ sub: 'u-2' })}.${tail}`)).toBe('bad-signature')
    expect(verdict(`${token.split('.', 2).join('.')}.`)).toBe('no-signature')
    expect(verdict(token.slice(0, -20))).toBe('cut-off')
  })

  it('HS256 verifies with a secret that is at hand; without it nobody can say', () => {
    const secret = createSecretKey(SECRET, 'utf8')
    const token = tokenOf('HS256', secret, { kid: 'hs' })
    expect(verdict(token)).toBe('valid')
    expect(verdict(tokenOf('HS256', createSecretKey('another', 'utf8'), { kid: 'hs' }))).toBe('bad-signature')
    const without = keys.filter(({ kid }) => kid !== 'hs')
    expect(verdict(tokenOf('HS256', createSecretKey('another', 'utf8'), {}), without)).toBe('no-secret')
  })
})

describe('what a forger makes', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('alg %s, with and without something behind it', (alg) => {
    const text = `${part({ alg, typ: 'JWT' })}.${part({ sub: 'u-1' })}`
    expect([verdict(`${text}.`), verdict(`${text}.AAAA`)]).toEqual(['alg-none', 'alg-none'])
  })

  it('HS256 with the bytes of the public key as the secret, however they are written', () => {
    const { publicKey } = pair('rsa')
    const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const secrets = [
      spki,
      spki.trimEnd(),
      publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      publicKey.export({ type: 'spki', format: 'der' }),
      Buffer.from(jwkOf(pair('rsa'))['n'] ?? '', 'base64url'),
    ]
    const tokens = secrets.map((secret) => tokenOf('HS256', Buffer.from(secret), { kid: 'rsa' }))
    expect(tokens.map((token) => verdict(token))).toEqual(secrets.map(() => 'public-key-as-secret'))
    expect(verdict(tokenOf('HS512', Buffer.alloc(0), { kid: '../../dev/null' }))).toBe('empty-secret')
  })

  it('a key that the token brings along, a stranger’s key under a known name, and one of the wrong kind', () => {
    const jwk = jwkOf(stranger)
    expect(verdict(tokenOf('RS256', stranger.privateKey, { kid: 'rsa', jwk }))).toBe('own-key')
    expect(verdict(tokenOf('RS256', stranger.privateKey, { kid: 'rsa' }))).toBe('bad-signature')
    expect(verdict(tokenOf('RS256', stranger.privateKey, { kid: 'other' }))).toBe('unknown-key')
    expect(verdict(tokenOf('RS256', stranger.privateKey, {}))).toBe('no-key-fits')
    expect(verdict(tokenOf('RS256', stranger.privateKey, { kid: 'p256' }))).toBe('other-algorithm')
    expect(verdict(tokenOf('HS256', Buffer.from('guess'), { kid: 'rsa' }))).toBe('other-algorithm')
  })

  it('a header that says two things', () => {
    const { privateKey } = pair('rsa')
    expect(verdict(tokenOf('RS256', privateKey, '{"alg":"none","alg":"RS256","kid":"rsa"}'))).toBe('double-header')
    const nested = '{"alg":"RS256","kid":"rsa","x":{"a":1,"b":[{"c":":\\"{"}]}}'
    expect(verdict(tokenOf('RS256', privateKey, nested))).toBe('valid')
  })
})

describe('what is no token', () => {
  it.each([
    ['eyJ', 'cut-off'],
    ['eyJhbGciOiJSUzI1NiJ9', 'cut-off'],
    ['eyJhbGciOiJSUzI1NiJ9.e30', 'cut-off'],
    ['eyJhbGciOiJSUzI1NiJ9.e30.*', 'unreadable'],
    ['eyJhbGciOiJSUzI1NiJ9.e30.a b', 'unreadable'],
    ['eyJhbGciOjF9.e30.AAAA', 'unreadable'],
    ['eyJubyI6ImFsZyJ9.e30.AAAA', 'unreadable'],
    ['W10.e30.AAAA', 'unreadable'],
    ['eyJhbGciOiJYWDI1NiJ9.e30.AAAA', 'unsupported'],
    ['eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d', 'unsupported'],
    [`eyJ${'A'.repeat(LONGEST_TOKEN)}`, 'too-long'],
    ['?', 'unreadable'],
    ['', 'cut-off'],
    [`${part('{"alg":"RS256","kid":"a\u0000b"}')}.e30.AAAA`, 'unreadable'],
    [`${part(String.raw`{"alg":"RS256","kid":"a\u0000b"}`)}.e30.AAAA`, 'cut-off'],
    [`${part(`{"alg":"RS256","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)}.e30.${'A'.repeat(342)}`, 'no-key-fits'],
  ])('%#: says what it is', (token, expected) => {
    expect(verdict(token)).toBe(expected)
  })

  it('never throws and never verifies', () => {
    const word = fc.string({ maxLength: 60 })
    const head = fc.oneof(word, fc.json(), fc.record({ alg: fc.constantFrom('RS256', 'ES256', 'EdDSA', 'HS256', 'none'), kid: word, jwk: fc.jsonValue(), x5c: fc.jsonValue() })) // biome-ignore format: one choice
    fc.assert(
      fc.property(head, word, fc.uint8Array({ maxLength: 300 }), (first, body, tail) => {
        const token = `${part(first)}.${part(body)}.${Buffer.from(tail).toString('base64url')}`
        expect(verdict(token)).not.toBe('valid')
      }),
      { numRuns: 300 },
    )
  })

  it('is not the same as a signature over other text', () => {
    const text = `${part({ alg: 'RS256', kid: 'rsa' })}.${part({ sub: 'u-1' })}`
    const tail = signatureOf('RS256', pair('rsa').privateKey, `${text} `).toString('base64url')
    expect(verdict(`${text}.${tail}`)).toBe('bad-signature')
  })
})
