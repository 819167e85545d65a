import { describe, expect, test } from 'vitest'
import { SHAPES } from '../../src/simulate/shapes/index.ts'
import { affectedOf, authLines, simulateInMemory, truthOf } from './memory.ts'
import { plainReader } from './plain-reader.ts'

const SIZE = { members: 1200, days: 8 }

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort()

describe.each(SHAPES)('$name', (shape) => {
  const read = plainReader(shape)
  const attacked = async (scenario: 'credential-stuffing' | 'stolen-session', seed: number) => {
    const run = await simulateInMemory({ scenario, seed, shape: shape.name, evasion: 'loud', ...SIZE })
    const requests = run.lines.flatMap(({ text, actor }) => {
      const line = read(text)
      return line === undefined ? [] : [{ ...line, actor }]
    })
    return {
      run,
      theirs: requests.filter(({ actor }) => actor !== 0),
      others: requests.filter(({ actor }) => actor === 0),
      auth: authLines(run, shape).join('\n'),
    }
  }

  test('credential stuffing: most names fail, and the affected are those who were let in and read', async () => {
    const { run, theirs, auth } = await attacked('credential-stuffing', 41)
    expect(truthOf(run).entryVectors).toEqual(['credential-stuffing'])
    const read200 = theirs.filter(({ status, method }) => method === 'GET' && status === 200)
    expect(sorted(read200.map(({ account }) => account))).toEqual(affectedOf(run))
    expect(affectedOf(run).length).toBeGreaterThan(3)
    const posts = theirs.filter(({ method }) => method === 'POST')
    expect(posts.length).toBeGreaterThan(10 * affectedOf(run).length)
    for (const account of affectedOf(run)) expect(auth).toContain(`"${account}"`)
  })

  test('stolen session: every session that the thief uses is a member’s own, whom the truth names', async () => {
    const { run, theirs, others, auth } = await attacked('stolen-session', 42)
    expect(truthOf(run).entryVectors).toEqual(['stolen-session'])
    expect(sorted(theirs.filter(({ status }) => status === 200).map(({ account }) => account))).toEqual(affectedOf(run))
    expect(affectedOf(run).length).toBeGreaterThan(3)
    const used = new Set(others.map(({ credential }) => credential))
    const own = sorted(theirs.map(({ credential }) => credential)).map(
      (credential) => used.has(credential) || auth.includes(`"${credential}"`),
    )
    expect(own.filter(Boolean).length).toBeGreaterThan(0.95 * own.length)
  })
})
