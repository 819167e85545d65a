import { describe, expect, test } from 'vitest'
import { SHAPES } from '../../src/simulate/shapes/index.ts'
import { affectedOf, authLines, simulateInMemory, truthOf } from './memory.ts'
import { type PlainLine, plainReader } from './plain-reader.ts'

const SIZE = { members: 2500, days: 6 }

const sorted = (accounts: Iterable<string>): readonly string[] => [...new Set(accounts)].sort()

const header = (token: string): { readonly alg?: string; readonly kid?: string } =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { alg?: string; kid?: string }

describe.each(SHAPES)('$name', (shape) => {
  const read = plainReader(shape)
  const attacked = async (scenario: 'ended-token' | 'retired-key' | 'unsigned-token', seed: number) => {
    const run = await simulateInMemory({ scenario, seed, shape: shape.name, ...SIZE })
    const requests = run.lines.flatMap(({ text, actor }) => {
      const line = actor === 0 ? undefined : read(text)
      return line === undefined ? [] : [line]
    })
    return { run, requests, auth: authLines(run, shape) }
  }
  const answered = (requests: readonly PlainLine[]): readonly string[] =>
    sorted(requests.filter(({ status }) => status === 200).map(({ account }) => account))

  test('ended token: every token that the thief uses was issued to the member, and had ended where the logs can show it', async () => {
    const { run, requests, auth } = await attacked('ended-token', 31)
    expect(truthOf(run).entryVectors).toEqual(['ended-token'])
    expect(affectedOf(run).length).toBeGreaterThan(3)
    expect(answered(requests)).toEqual(affectedOf(run))
    const log = auth.join('\n')
    const tokens = sorted(requests.map(({ credential }) => credential))
    const revoked = auth.filter((line) => /revoke|SESSION_END/i.test(line)).join('\n')
    if (!shape.showsExpiry) for (const token of tokens) expect(revoked).toContain(`"${token}"`)
    const issued = tokens.filter((token) => log.includes(`"${token}"`))
    expect(issued.length).toBeGreaterThan(0.8 * tokens.length)
  })

  test('retired key: no later issuance has the key of the forged tokens, where a request shows it', async () => {
    const { run, requests } = await attacked('retired-key', 32)
    expect(truthOf(run).entryVectors).toEqual([shape.showsKey ? 'retired-key' : 'never-issued'])
    expect(requests.length).toBeGreaterThan(20)
    if (shape.credentials !== 'jwt') return
    const kids = sorted(requests.map(({ credential }) => header(credential).kid ?? ''))
    expect(kids).toHaveLength(1)
    const all = run.lines.flatMap(({ text, actor }) => (actor === 0 ? (read(text)?.credential ?? '') : []))
    const others = all.filter((token) => token !== '').map((token) => header(token).kid)
    expect(others.filter((kid) => kid !== kids[0]).length).toBeGreaterThan(others.length / 2)
  })

  test('unsigned token: the forged ones name another algorithm than all others, where a request shows it', async () => {
    const { run, requests } = await attacked('unsigned-token', 33)
    expect(truthOf(run).entryVectors).toEqual([shape.credentials === 'jwt' ? 'unsigned-token' : 'never-issued'])
    if (shape.credentials !== 'jwt') return
    const algorithms = sorted(requests.map(({ credential }) => header(credential).alg ?? ''))
    expect(algorithms).toHaveLength(1)
    expect(algorithms[0]).not.toBe('HS256')
    const unsigned = requests.every(({ credential }) => credential.endsWith('.'))
    expect(unsigned).toBe(algorithms[0] === 'none')
  })
})
