import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readyKeys } from '../../src/stages/check-tokens/verify-token.ts'
import { keepKeys } from '../../src/store/keep-keys.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-keys-'))
  mkdirSync(path.join(root, 'case'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const whole = privateKey.export({ format: 'jwk' })
const SECRET = Buffer.from('a secret of the service').toString('base64url')

const given = (name: string, text: string): string => {
  writeFileSync(path.join(root, name), text)
  return name
}
const keep = (...declared: Parameters<typeof keepKeys>[2]) => keepKeys(path.join(root, 'case'), root, declared)
const kept = (): string =>
  readdirSync(path.join(root, 'case', 'keys'))
    .map((name) => readFileSync(path.join(root, 'case', 'keys', name), 'utf8'))
    .join('')

describe('keys that case.yaml names', () => {
  it('are kept by their public half; neither private members nor secrets are', () => {
    const keys = [
      { ...whole, kid: 'a' },
      { kty: 'oct', k: SECRET, kid: 'b' },
      { ...whole, kid: 'c', use: 'enc' },
    ]
    const { keys: found, secrets } = keep({ file: given('jwks.json', JSON.stringify({ keys })) })
    expect(found.map(({ kid }) => kid)).toEqual(['a', 'b'])
    expect([...secrets.values()]).toEqual([SECRET])
    for (const part of [whole.d, whole.p, whole.qi, SECRET]) expect(kept()).not.toContain(part)
    expect(kept()).toContain(whole.n)
    expect(readyKeys(found, secrets).map(({ kid }) => kid)).toEqual(['a', 'b'])
    expect(readyKeys(found).map(({ kid }) => kid)).toEqual(['a'])
  })

  it('stay when the file is gone, whatever stands before them, and are retired as it says now', () => {
    const file = given('jwks.json', JSON.stringify({ keys: [{ ...whole, kid: 'a' }, { kty: 'oct', k: SECRET, kid: 'b' }] })) // biome-ignore format: one line
    const first = keep({ file })
    rmSync(path.join(root, file))
    const other = { file: given('one.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString()), kid: 'p' }
    const again = keep(other, { file, retired: '2026-03-01T00:00:00Z' })
    expect(again.keys.map(({ kid, retired }) => [kid, retired])).toEqual([
      ['p', null],
      ['a', '2026-03-01T00:00:00Z'],
      ['b', '2026-03-01T00:00:00Z'],
    ])
    expect(again.keys.map(({ fingerprint }) => fingerprint).slice(1)).toEqual(
      first.keys.map(({ fingerprint }) => fingerprint),
    )
    expect(again.secrets.size).toBe(0)
  })

  it('are one of a set where a kid is named, and several of a PEM file', () => {
    const set = given(
      'jwks.json',
      JSON.stringify({
        keys: [
          { ...whole, kid: 'a' },
          { ...whole, kid: 'b' },
        ],
      }),
    )
    expect(keep({ file: set, kid: 'b' }).keys.map(({ kid }) => kid)).toEqual(['b'])
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
    const pem = [publicKey, ec].map((key) => key.export({ type: 'spki', format: 'pem' })).join('\n')
    expect(keep({ file: given('two.pem', `Bag Attributes\n${pem}`) }).keys.map(({ jwk }) => jwk['kty'])).toEqual(['RSA', 'EC']) // biome-ignore format: one line
    expect(() => keep({ file: set, kid: 'c' })).toThrow('config/no-keys')
    expect(() => keep({ file: 'nowhere.json' })).toThrow('config/no-such-file')
  })
})
