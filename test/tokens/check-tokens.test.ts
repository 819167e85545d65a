import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { sealCase } from '../../src/seal/seal.ts'
import { composeAgain } from '../../src/stages/compose-again.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { verify } from '../../src/stages/verify.ts'
import { openCase } from '../../src/store/open-case.ts'
import { jwkOf, type Pair, pairOf, part, tokenOf } from './make-token.ts'

let root: string
let service: Pair
let retired: Pair
let tokens: Readonly<Record<string, string>>

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-check-tokens-'))
  service = pairOf('k1', 'P-256')
  retired = pairOf('k0', 'rsa')
  writeFileSync(path.join(root, 'jwks.json'), JSON.stringify({ keys: [jwkOf(service)] }))
  writeFileSync(path.join(root, 'old.pem'), retired.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const keys = ['keys:', '  - file: jwks.json', '  - file: old.pem', '    kid: k0', '    retired: 2026-02-01T00:00:00Z']
  writeFileSync(path.join(root, 'given.yaml'), `${SOURCES}${keys.join('\n')}\n`)
  const good = tokenOf('ES256', service.privateKey, { kid: 'k1' })
  tokens = {
    valid: good,
    'bad-signature': `${good.split('.')[0]}.${part({ sub: 'u-2' })}.${good.split('.')[2]}`,
    'alg-none': `${part({ alg: 'none' })}.${part({ sub: 'u-3' })}.`,
    'too-long': `${part({ alg: 'ES256' })}.${'A'.repeat(70_000)}.AAAA`,
    unreadable: `${part({ alg: 'ES256' })}.\u0000ü.AAAA`,
    'cut-off': good.slice(0, 60),
  }
  writeFileSync(path.join(root, 'app.jsonl'), lines())
  // The same tokens in another format: each is verified once.
  writeFileSync(path.join(root, 'more.jsonl'), lines(1))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const lines = (shift = 0): string =>
  [...Object.values(tokens), tokenOf('RS256', retired.privateKey, { kid: 'k0' }), 'opaque-token-of-somebody']
    .flatMap((token, i) =>
      [0, 1].map((again) => ({
        ts: new Date(Date.UTC(2026, 2, 1 + shift, 0, i, again)).toISOString(),
        ip: `192.0.2.${i}`,
        method: 'GET',
        path: `/orders/${7000 + i}`,
        status: 200,
        user_id: `u-${i}`,
        token,
        user_agent: 'Mozilla/5.0 (test)',
      })),
    )
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('')

const SOURCES = 'sources:\n  - match: "*.jsonl"\n    fields: { credential: token }\n'
const dir = (): string => path.join(root, 'case')
const rows = sql`SELECT verdict, key, count() AS n FROM evidence.token_check GROUP BY verdict, key ORDER BY verdict, key`

describe('tokens of a case', () => {
  it('are each verified once; their verdicts stand in the lake, and they themselves nowhere in the case', async () => {
    const theCase = await openCase(dir(), { create: true, configFile: path.join(root, 'given.yaml') })
    await investigate(theCase, { paths: [path.join(root, 'app.jsonl'), path.join(root, 'more.jsonl')] })
    expect(await theCase.engine.rows(rows)).toEqual([
      { verdict: 'alg-none', key: '', n: '1' },
      { verdict: 'bad-signature', key: '', n: '1' },
      { verdict: 'cut-off', key: '', n: '1' },
      { verdict: 'too-long', key: '', n: '1' },
      { verdict: 'unreadable', key: '', n: '1' },
      { verdict: 'valid', key: 'k0', n: '1' },
      { verdict: 'valid', key: 'k1', n: '1' },
    ])
    const joined = await theCase.engine.row<{ n: string }>(
      sql`SELECT count() AS n FROM evidence.log_line WHERE credential IN (SELECT credential FROM evidence.token_check WHERE verdict = 'bad-signature')`,
    )
    expect(joined.n).toBe('4')
    await theCase.close()
    const secret = String(retired.privateKey.export({ format: 'jwk' }).d)
    const held = readdirSync(dir(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    const texts = [...Object.values(tokens).filter(({ length }) => length < 1000), secret]
    expect(held.filter((text) => texts.some((one) => text.includes(one)))).toEqual([])
    expect(readdirSync(path.join(dir(), 'evidence'))).not.toContain('token-verdicts.tsv')
  })

  it('are verified again by verify, which sees a verdict that was changed', async () => {
    const check = async () => {
      const { checks } = await verify(dir(), { recompute: composeAgain })
      const found = checks.find(({ code }) => code === 'verify/tokens')
      return [found?.count, found?.failures.map(({ code }) => code)]
    }
    expect(await check()).toEqual([7, []])
    const theCase = await openCase(dir())
    await theCase.engine.run(
      sql`ALTER TABLE evidence.token_check UPDATE verdict = 'valid' WHERE verdict = 'alg-none' SETTINGS mutations_sync = 2`,
    )
    await theCase.close()
    await sealCase(dir())
    expect(await check()).toEqual([7, ['verify/verdicts-changed']])
  })

  it('are judged anew when other keys are handed over, and no more when there are none', async () => {
    const others = path.join(root, 'others.yaml')
    writeFileSync(others, `${SOURCES}keys:\n  - file: jwks.json\n`)
    const again = await openCase(dir(), { configFile: others })
    await investigate(again, { paths: [] })
    expect(await again.engine.rows(rows)).toContainEqual({ verdict: 'unknown-key', key: '', n: '1' })
    await again.close()
    writeFileSync(others, SOURCES)
    const without = await openCase(dir(), { configFile: others })
    await investigate(without, { paths: [] })
    expect(await without.engine.rows(rows)).toEqual([])
    await without.close()
  })

  it.each([
    ['not a key', /could not be|SyntaxError|no key/],
    ['{"keys":[]}', /holds no key/],
    ['{"keys":[{"kty":"RSA","n":"AQAB"}]}', /./],
  ])('a file that holds no key is a problem: %s', async (text, reason) => {
    writeFileSync(path.join(root, 'bad.json'), text)
    const given = path.join(root, 'bad.yaml')
    writeFileSync(given, 'keys:\n  - file: bad.json\n')
    const opened = openCase(path.join(root, 'another'), { create: true, configFile: given })
    await expect(opened).rejects.toMatchObject({
      code: 'config/no-keys',
      values: { reason: expect.stringMatching(reason) },
    })
  })
})
