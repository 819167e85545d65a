import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { forged, ordinary, reportOf, type Use } from './token-case.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-unsigned-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const outcomeOf = (report: Report) => report.detections.find(({ id }) => id === 'unsigned-token')

describe('unsigned-token', () => {
  it('finds tokens without a signature and of another kind of it, and says that rather than never issued', async () => {
    const [unsigned, confused] = [forged({ alg: 'none' }), forged({ alg: 'HS256', kid: 'k1' })]
    const report = await reportOf(root, [
      ...ordinary(() => ({ alg: 'RS256', kid: 'k1' })),
      ...unsigned.slice(0, 15),
      ...confused.slice(15),
    ])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { likely: { value: 30n } } })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['unsigned-token'])
    expect(report.verdict.accountsDeterminable).toBe(true)
    expect(report.actors[0]?.reasons.slice(0, 2)).toEqual([
      { code: 'reason/foreign-algorithm', values: { n: 15, alg: 'HS256', usual: 'RS256' } },
      { code: 'reason/foreign-algorithm', values: { n: 15, alg: 'none', usual: 'RS256' } },
    ])
  })

  it('calls no way in what was tried and refused', async () => {
    const [unsigned, signed] = [forged({ alg: 'none' }), forged({ alg: 'RS256', kid: 'k1' })]
    const tried = unsigned.slice(0, 6).map((use) => ({ ...use, status: 401 }))
    const report = await reportOf(root, [
      ...ordinary(() => ({ alg: 'RS256', kid: 'k1' })),
      ...tried,
      ...signed.slice(6),
    ])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors.flatMap(({ ways }) => ways.map(({ vector }) => vector))).toEqual(['never-issued'])
  })

  it('accuses nobody of a second issuer with another algorithm, whose log is not here', async () => {
    const partner = (i: number): boolean => (i * 31) % 20 === 0
    const uses = ordinary(
      (i) => ({ alg: partner(i) ? 'ES256' : 'RS256' }),
      (i) => !partner(i),
    )
    const report = await reportOf(root, uses)
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors).toEqual([])
  })

  it('takes a log that cuts every signature off for what it is', async () => {
    const report = await reportOf(root, ordinary(() => ({ alg: 'none' }))) // biome-ignore format: one call
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found', hits: { possible: { value: 0n } } })
  })

  describe('where the log shows no token, and its algorithm in a field of its own', () => {
    const told = (uses: readonly Use[], alg: (i: number) => string): readonly Use[] =>
      uses.map((use, i) => ({ ...use, token: `id-${use.account}-${use.second}`, alg: alg(i) }))

    it('finds those without a signature and of another kind of it', async () => {
      const theirs = told(forged({ alg: 'none' }), (i) => (i < 15 ? 'none' : 'HS256'))
      const report = await reportOf(root, [...told(ordinary(() => ({ alg: '' })), () => 'RS256'), ...theirs]) // biome-ignore format: one call
      expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { likely: { value: 30n } } })
      expect(report.actors.map(({ vector }) => vector)).toEqual(['unsigned-token'])
    })

    it('accuses nobody where all tokens are of one kind', async () => {
      const report = await reportOf(root, told(ordinary(() => ({ alg: '' }), (i) => i % 20 !== 0), () => 'HS256')) // biome-ignore format: one call
      expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
      expect(report.actors).toEqual([])
    })
  })

  it('cannot look where the logs show no token', async () => {
    const opaque = ordinary(() => ({ alg: 'RS256' })).map((use) => ({
      ...use,
      token: `opaque-${use.account}-abcdefgh`,
    }))
    expect(outcomeOf(await reportOf(root, opaque))).toMatchObject({
      outcome: 'could-not-look',
      reasons: [{ code: 'detection/no-token-headers' }],
    })
  })
})
