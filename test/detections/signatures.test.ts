import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { jwkOf, type Pair, pairOf, tokenOf } from '../tokens/make-token.ts'
import { claimsOf, forged, ordinary, reportOf, type Use } from './token-case.ts'

let root: string
let service: Pair
let config: string

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-signatures-'))
  service = pairOf('k1', 'rsa')
  writeFileSync(path.join(root, 'jwks.json'), JSON.stringify({ keys: [jwkOf(service)] }))
  config = path.join(root, 'given.yaml')
  writeFileSync(config, 'keys:\n  - file: jwks.json\n')
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const outcomeOf = (report: Report, id: string) => report.detections.find((detection) => detection.id === id)

/** The service's own tokens, really signed. */
const signed = (use: Use, by = service): Use => ({
  ...use,
  token: tokenOf('RS256', by.privateKey, { kid: 'k1' }, claimsOf(use)),
})

const people = (): readonly Use[] => ordinary(() => ({ alg: 'RS256', kid: 'k1' })).map((use) => signed(use))

describe('tokens whose signature is looked at', () => {
  it('a bad signature under a good header is proven, and speaks for a flaw', async () => {
    const stranger = pairOf('k1', 'rsa')
    const uses = forged({ alg: 'RS256', kid: 'k1' }).map((use) => signed(use, stranger))
    const report = await reportOf(root, [...people(), ...uses], config)
    expect(outcomeOf(report, 'unsigned-token')).toMatchObject({ outcome: 'found', hits: { confirmed: { value: 30n } } })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['unsigned-token'])
    expect(report.actors[0]?.reasons[0]).toEqual({
      code: 'reason/signature-fails',
      values: { n: 30, verdict: 'bad-signature' },
    })
    expect(report.hypotheses?.standings[0]?.hypothesis).toBe('outsider-through-flaw')
  })

  it('HMAC by the public key is proven', async () => {
    const secret = Buffer.from(service.publicKey.export({ type: 'spki', format: 'pem' }).toString())
    const uses = forged({ alg: 'HS256', kid: 'k1' }).map((use) => ({
      ...use,
      token: tokenOf('HS256', secret, { kid: 'k1' }, claimsOf(use)),
    }))
    const report = await reportOf(root, [...people(), ...uses], config)
    expect(outcomeOf(report, 'unsigned-token')).toMatchObject({ outcome: 'found', hits: { confirmed: { value: 30n } } })
    expect(report.actors[0]?.reasons[0]).toEqual({
      code: 'reason/signature-fails',
      values: { n: 30, verdict: 'public-key-as-secret' },
    })
  })

  it('a good signature that nobody issued is a stolen key, and no flaw', async () => {
    const uses = forged({ alg: 'RS256', kid: 'k1' }).map((use) => signed(use))
    const report = await reportOf(root, [...people(), ...uses], config)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(outcomeOf(report, 'unsigned-token')).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors[0]?.reasons[0]).toEqual({ code: 'reason/signature-verifies', values: { n: 30 } })
    expect(report.hypotheses?.evidence.map(({ id }) => id)).toContain('signatures-verify')
    expect(report.hypotheses?.standings[0]?.hypothesis).toMatch(/key$/)
  })

  it('keys that are not those of the log accuse nobody', async () => {
    const other = pairOf('k1', 'rsa')
    writeFileSync(path.join(root, 'other.json'), JSON.stringify({ keys: [jwkOf(other)] }))
    const given = path.join(root, 'other.yaml')
    writeFileSync(given, 'keys:\n  - file: other.json\n')
    const lost = people().map((use, i) => ({ ...use, issued: (i * 31) % 20 !== 0 }))
    const report = await reportOf(root, lost, given)
    expect(outcomeOf(report, 'unsigned-token')).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors).toEqual([])
  })

  it('a few lines that damage their token accuse nobody', async () => {
    const uses = people().flatMap((use, i): readonly Use[] => {
      if ((i * 31) % 20 !== 0) return [use]
      const at = use.token.length - 40
      const broken = `${use.token.slice(0, at)}${use.token[at] === 'A' ? 'B' : 'A'}${use.token.slice(at + 1)}`
      return [use, { ...use, second: use.second + 100, token: broken, issued: false, once: true }]
    })
    const report = await reportOf(root, uses, config)
    expect(outcomeOf(report, 'unsigned-token')).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors).toEqual([])
  })
})
