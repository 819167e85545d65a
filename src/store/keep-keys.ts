import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { KeyConfig } from '../domain/case-config.ts'
import type { Json } from '../domain/json.ts'
import type { TokenKey } from '../domain/token-keys.ts'
import { CaseProblem } from './case-problem.ts'

/** Keys of a case, and secrets by their fingerprint (base64url), where the files that hold them are at hand. */
export interface KeptKeys {
  readonly keys: readonly TokenKey[]
  readonly secrets: ReadonlyMap<string, string>
}

type Jwk = { readonly [name: string]: Json }

/** Members of a JWK that say what a public key is; everything else stays where it came from. */
const PUBLIC = ['kty', 'n', 'e', 'crv', 'x', 'y']

/**
 * Keeps the public part of every key that `case.yaml` names in the case, so that verdicts can be recomputed. A private key
 * is read for its public half and not kept; neither is a secret, of which a fingerprint stands for it.
 */
export const keepKeys = (root: string, base: string, declared: readonly KeyConfig[]): KeptKeys => {
  const secrets = new Map<string, string>()
  const keys = declared.flatMap((entry): readonly TokenKey[] => {
    const kept = path.join(root, 'keys', `${nameOf(entry)}.json`)
    const source = path.resolve(base, entry.file)
    if (!existsSync(source) && !existsSync(kept))
      throw new CaseProblem({ code: 'config/no-such-file', values: { file: entry.file, looked: source } })
    if (!existsSync(source)) return retiredAs(entry, JSON.parse(readFileSync(kept, 'utf8')) as readonly TokenKey[])
    const read = readKeys(entry, readFileSync(source, 'utf8'), secrets)
    const text = `${JSON.stringify(read, null, 2)}\n`
    mkdirSync(path.dirname(kept), { recursive: true })
    if (!existsSync(kept) || readFileSync(kept, 'utf8') !== text) writeFileSync(kept, text)
    return read
  })
  return { keys, secrets }
}

/** An entry keeps its file whatever stands before it. */
const nameOf = ({ file, kid }: KeyConfig): string =>
  createHash('sha256')
    .update(JSON.stringify([file, kid ?? '']))
    .digest('hex')
    .slice(0, 16)

const retiredAs = ({ retired }: KeyConfig, keys: readonly TokenKey[]): readonly TokenKey[] =>
  keys.map((key) => ({ ...key, retired: retired ?? null }))

const readKeys = (entry: KeyConfig, text: string, secrets: Map<string, string>): readonly TokenKey[] => {
  try {
    const all = text.trimStart().startsWith('{') ? ofSet(JSON.parse(text) as Json) : ofPem(text, entry.kid ?? '')
    const taken = all.filter(({ kid }) => entry.kid === undefined || kid === entry.kid)
    if (taken.length === 0) throw new Error('it holds no key that could verify a signature')
    return taken.map((jwk) => tokenKey(jwk, entry.retired ?? null, secrets))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CaseProblem({ code: 'config/no-keys', values: { file: entry.file, reason } }, [], cause)
  }
}

/** A set of keys, or a single one; those for encryption are none of ours. */
const ofSet = (value: Json): readonly Jwk[] => {
  const set = value as Jwk
  const keys = (Array.isArray(set['keys']) ? set['keys'] : [set]) as readonly Jwk[]
  return keys.filter((key) => typeof key['kty'] === 'string' && key['use'] !== 'enc')
}

const ofPem = (text: string, kid: string): readonly Jwk[] =>
  [...text.matchAll(/-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g)].map(([block, label = '']): Jwk => {
    const key =
      label === 'CERTIFICATE'
        ? new X509Certificate(block).publicKey
        : createPublicKey(label.includes('PRIVATE') ? createPrivateKey(block) : block)
    return { ...(key.export({ format: 'jwk' }) as Jwk), kid }
  })

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const tokenKey = (jwk: Jwk, retired: string | null, secrets: Map<string, string>): TokenKey => {
  const known = { kid: textOf(jwk['kid']), retired }
  if (jwk['kty'] === 'oct') {
    const secret = textOf(jwk['k'])
    const fingerprint = createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('hex').slice(0, 16)
    secrets.set(fingerprint, secret)
    return { ...known, jwk: { kty: 'oct' }, fingerprint }
  }
  const part: Jwk = Object.fromEntries(
    PUBLIC.flatMap((name) => (typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [])),
  )
  createPublicKey({ key: part as JsonWebKey, format: 'jwk' })
  return { ...known, jwk: part, fingerprint: '' }
}
